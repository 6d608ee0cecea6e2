"""Who may see and do what: one Policy per model answers both, and nothing is allowed by default.

Views never query a model themselves; they go through `fetch` and `visible_to`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import places
from zhiliang.core.errors import NotAllowed
from zhiliang.core.held import held_on
from zhiliang.core.models import Assignment
from zhiliang.core.roles import Role


@dataclass(frozen=True)
class Grant:
    """One assignment as sets of keys; None means that this dimension is not narrowed."""

    places: frozenset[str] | None = None
    departments: frozenset[str] | None = None
    organisations: frozenset[int] | None = None

    def _dimensions(self) -> Iterator[tuple[str, frozenset[Any] | None]]:
        yield "place", self.places
        yield "department", self.departments
        yield "organisation", self.organisations

    def covers(self, obj: Any) -> bool:
        """Whether every narrowed dimension holds the object's value."""
        return all(
            getattr(obj, f"{name}_id", None) in allowed
            for name, allowed in self._dimensions()
            if allowed is not None
        )

    def condition(self, paths: Mapping[str, str]) -> Q | None:
        """The same as a query; None if the model lacks a dimension that is narrowed."""
        query = Q()
        for name, allowed in self._dimensions():
            if allowed is not None:
                if name not in paths:
                    return None
                query &= Q(**{f"{paths[name]}__in": allowed})
        return query


@dataclass(frozen=True)
class Scopes:
    """Where somebody holds a role: any of the grants is enough."""

    grants: tuple[Grant, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.grants)

    @property
    def everywhere(self) -> bool:
        """Whether one grant is not narrowed at all."""
        return Grant() in self.grants

    @property
    def places(self) -> frozenset[str]:
        """All place codes named by the grants, subtrees included."""
        return frozenset().union(*(grant.places or () for grant in self.grants))

    @property
    def departments(self) -> frozenset[str]:
        """All department codes named by the grants."""
        return frozenset().union(*(grant.departments or () for grant in self.grants))

    @property
    def organisations(self) -> frozenset[int]:
        """Primary keys of all organisations named by the grants."""
        return frozenset().union(*(grant.organisations or () for grant in self.grants))

    def covers(self, obj: Any) -> bool:
        """Whether the object lies inside; None asks only whether the role is held at all."""
        return bool(self.grants) and (
            obj is None or any(grant.covers(obj) for grant in self.grants)
        )

    def within(self, queryset: QuerySet[Any], **paths: str) -> QuerySet[Any]:
        """The rows inside; `paths` say where a row keeps its place, department, organisation.

        `scopes(person, Role.CITY_OFFICER).within(Figure.objects.all(), place="place")`
        """
        conditions = [grant.condition(paths) for grant in self.grants]
        allowed = [condition for condition in conditions if condition is not None]
        if not allowed:
            return queryset.none()
        if any(not condition for condition in allowed):
            return queryset
        query = allowed[0]
        for condition in allowed[1:]:
            query |= condition
        return queryset.filter(query)


def assignments_of(person: Any, *, day: date | None = None) -> list[Assignment]:
    """The assignments in force today (or on `day`); a visitor and an inactive person have none."""
    if person is None or not getattr(person, "is_authenticated", False) or not person.is_active:
        return []
    return held_on(person.pk, day or timezone.localdate())


def roles_of(person: Any) -> frozenset[Role]:
    """Everybody is the public; whoever signed in holds their assigned roles besides."""
    return frozenset({Role.PUBLIC, *(Role(held.role) for held in assignments_of(person))})


def scopes(person: Any, role: Role) -> Scopes:
    """Where `person` holds `role` today; empty (false) if nowhere."""
    if role == Role.PUBLIC:
        return Scopes((Grant(),))
    held = [item for item in assignments_of(person) if item.role == role]
    return Scopes(tuple(_grant(item) for item in held))


def holds_everywhere(person: Any, roles: Iterable[Role]) -> bool:
    """Whether one of the roles is held without being narrowed to a place or a department."""
    return any(scopes(person, role).everywhere for role in roles)


def _grant(held: Assignment) -> Grant:
    today = timezone.localdate()
    return Grant(
        places=places.subtree([held.place_id], day=today) if held.place_id else None,
        departments=frozenset({held.department_id}) if held.department_id else None,
        organisations=frozenset({held.organisation_id}) if held.organisation_id else None,
    )


class Policy:
    """Deny by default; a subclass says who sees which rows and grants verbs to roles."""

    model: ClassVar[type[Model]]
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {}

    def visible_to(self, person: Any) -> QuerySet[Any]:
        """The rows that `person` may read."""
        return self.model._default_manager.none()

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Whether a role of `person` is granted `verb`; with `obj`, at a scope that covers it.

        A row that exists must be visible as well; one that is about to be written cannot be yet.
        """
        held = [scopes(person, role) for role in self.grants.get(verb, ())]
        if not any(scope.covers(obj) for scope in held):
            return False
        return obj is None or obj._state.adding or self._sees(person, obj)

    def _sees(self, person: Any, obj: Any) -> bool:
        return self.visible_to(person).filter(pk=obj.pk).exists()


_policies: dict[type[Model], Policy] = {}


def register(policy: type[Policy]) -> type[Policy]:
    """Class decorator: make this the one policy of its model."""
    if policy.model in _policies:
        raise ValueError(f"{policy.model.__name__} has two policies")
    _policies[policy.model] = policy()
    return policy


def policy_of(model: type[Model]) -> Policy:
    """The policy of a model; LookupError if nobody wrote one, for then nothing is allowed."""
    try:
        return _policies[model]
    except KeyError:
        raise LookupError(f"{model.__name__} has no policy, so nobody may see it") from None


def visible(person: Any, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that `person` may read."""
    return policy_of(model).visible_to(person)


def fetch(person: Any, model: type[Model], **lookup: Any) -> Any:
    """The one visible row; Http404 whether it is hidden or absent, so that nothing leaks."""
    try:
        return visible(person, model).get(**lookup)
    except (ObjectDoesNotExist, ValueError):
        raise Http404(_("没有这条记录，或者您无权查看。")) from None


def require(person: Any, model: type[Model], verb: str, obj: Any = None) -> None:
    """Raise NotAllowed unless the model's policy grants the verb; `person` None is the platform."""
    if person is not None and not policy_of(model).may(person, verb, obj):
        raise NotAllowed(
            _("您的角色不能办理“%(verb)s”。") % {"verb": verb},
            _("需要办理时，请联系账号管理员调整任职。"),
        )
