"""A firm's events are its own; supervision sees them by place; nobody sees another's customers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Model, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.traceability.models import (
    CaptureJob,
    EpcisEvent,
    Handling,
    InterfaceKey,
    MasterAttribute,
    NamedQuery,
    Site,
    Subscription,
    TracedObject,
)

SUPERVISION = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)


def within(person: Any, rows: "QuerySet[Any]", *, organisation: str) -> "QuerySet[Any]":
    """Rows of the person's own organisations, and for officers those of their places."""
    if holds_everywhere(person, SUPERVISION):
        return rows
    city = scopes(person, Role.CITY_OFFICER).within(rows, place=f"{organisation}__place")
    firm = scopes(person, Role.ENTERPRISE).within(rows, organisation=organisation)
    return city | firm


class OfReporter(Policy):
    """Rows of the organisation that reported or made them."""

    organisation: ClassVar[str] = "organisation"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows inside the scopes of the person's roles."""
        model: type[Model] = self.model
        return within(person, model._default_manager.all(), organisation=self.organisation)


@register
class EpcisEventPolicy(OfReporter):
    model = EpcisEvent


@register
class CaptureJobPolicy(OfReporter):
    model = CaptureJob
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"capture": (Role.ENTERPRISE,)}


@register
class HandlingPolicy(OfReporter):
    model = Handling


@register
class InterfaceKeyPolicy(OfReporter):
    model = InterfaceKey
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "make": (Role.ENTERPRISE,),
        "revoke": (Role.ENTERPRISE, Role.PROVINCIAL_OFFICER),
    }


@register
class NamedQueryPolicy(OfReporter):
    model = NamedQuery
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "create": (Role.ENTERPRISE,),
        "delete": (Role.ENTERPRISE,),
    }


@register
class SubscriptionPolicy(OfReporter):
    model = Subscription
    organisation = "query__organisation"
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "subscribe": (Role.ENTERPRISE,),
        "unsubscribe": (Role.ENTERPRISE,),
    }


class OfWhoeverSeesEvents(Policy):
    """Names of things and places: for whoever takes part, not for the public."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """All rows for officers and firms."""
        rows = self.model._default_manager.all()
        roles = (*SUPERVISION, Role.CITY_OFFICER, Role.ENTERPRISE)
        return rows if any(scopes(person, role) for role in roles) else rows.none()


@register
class TracedObjectPolicy(OfReporter):
    """An object is seen by whoever sees an event that names it."""

    model = TracedObject
    organisation = "named__event__organisation"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Objects named by events that are seen."""
        if holds_everywhere(person, SUPERVISION):
            return TracedObject.objects.all()
        return super().visible_to(person).distinct()


@register
class SitePolicy(OfReporter):
    """A firm keeps its own sites; who else trades with whom is nobody's to browse."""

    model = Site
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "declare": (Role.ENTERPRISE,),
        "correct": (Role.ENTERPRISE, Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER),
    }

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Those of one's organisations and places; a city sees those that lie in it as well."""
        lying = scopes(person, Role.CITY_OFFICER).within(Site.objects.all(), place="place")
        return (super().visible_to(person) | lying).distinct()


@register
class MasterAttributePolicy(OfWhoeverSeesEvents):
    model = MasterAttribute
