"""Officers see and return the figures of their place or department; the office sees all."""

from collections.abc import Callable
from collections.abc import Mapping as Table
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet

from zhiliang.core.models import Place, PlaceName
from zhiliang.core.period import Period
from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.returns.feeds.check import Desk
from zhiliang.systems.returns.feeds.gazetteer import Gazetteer, Named
from zhiliang.systems.returns.flow import DECIDERS, REPORTERS
from zhiliang.systems.returns.models import Batch, Figure, Mapping


@register
class FigurePolicy(Policy):
    """Rows by place for a city, by department for a department."""

    model = Figure
    grants: ClassVar[Table[str, tuple[Role, ...]]] = {"import": REPORTERS, "worksheet": REPORTERS}

    def visible_to(self, person: Any) -> "QuerySet[Figure]":
        """Rows inside the scopes of the roles that report or decide."""
        rows = Figure.objects.prefetch_related("place__names")
        found = rows.none()
        for role in REPORTERS:
            found |= scopes(person, role).within(rows, place="place", department="department")
        return found


@register
class BatchPolicy(Policy):
    """Files are seen by who imported them and by who decides."""

    model = Batch

    def visible_to(self, person: Any) -> "QuerySet[Batch]":
        """All for the office and the province, otherwise one's own."""
        rows = Batch.objects.all()
        if holds_everywhere(person, DECIDERS):
            return rows
        return rows.filter(imported_by=getattr(person, "pk", None) or 0)


@register
class MappingPolicy(Policy):
    """A mapping serves its owner and the officers of the place it was shared with."""

    model = Mapping
    grants: ClassVar[Table[str, tuple[Role, ...]]] = {"save": REPORTERS}

    def visible_to(self, person: Any) -> "QuerySet[Mapping]":
        """One's own and those shared with one's place."""
        rows = Mapping.objects.all()
        own = rows.filter(owner=getattr(person, "pk", None) or 0)
        return own | scopes(person, Role.CITY_OFFICER).within(rows, place="place")


def decides(person: Any) -> bool:
    """Whether what the person hands in is in force at once; None is the platform itself."""
    return person is None or holds_everywhere(person, DECIDERS)


def desk_of(person: Any, *, today: date, period: Period | None = None) -> Desk:
    """What the person may hand in today: places of their scope, and returns unless they decide."""
    if decides(person):
        return Desk(gazetteer(), today, period=period)
    return Desk(gazetteer(), today, _places_of(person), ("returns",), period)


def reach_of(person: Any) -> Callable[[Figure], bool]:
    """Ask which existing figures the person may rewrite, without a query for each of them."""
    held = [scopes(person, role) for role in REPORTERS]
    return lambda figure: any(scope.covers(figure) for scope in held)


def department_of(person: Any, place: str) -> str | None:
    """The department a figure is returned by; None for a city's or the office's own."""
    if decides(person) or place in scopes(person, Role.CITY_OFFICER).places:
        return None
    return min(scopes(person, Role.DEPARTMENT_OFFICER).departments, default=None)


def gazetteer() -> Gazetteer:
    """All names of places as believed now."""
    fields = ("place_id", "place__level", "name_zh", "name_zh_hant", "name_en", "parent_id")
    rows = PlaceName.objects.filter(superseded_at=None).order_by("place_id", "valid_from")
    listed = rows.values_list(*fields, "valid_from", "valid_to")
    return Gazetteer(
        Named(code, level, zh, hant, en, parent or "", start, end)
        for code, level, zh, hant, en, parent, start, end in listed
    )


def _places_of(person: Any) -> frozenset[str]:
    grants = [grant for role in REPORTERS for grant in scopes(person, role).grants]
    if any(grant.places is None for grant in grants):
        return frozenset(Place.objects.values_list("code", flat=True))
    return frozenset().union(*(grant.places or () for grant in grants))
