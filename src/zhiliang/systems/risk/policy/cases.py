"""Who sees and does what: officers by place, departments their own, the public what is issued."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.risk.flow.parties import READERS
from zhiliang.systems.risk.models import (
    PUBLIC,
    AnnouncedWarning,
    Assessment,
    Incident,
    Information,
    Lateness,
    LogEntry,
    Message,
    Observation,
    Opinion,
    PublicWarning,
    ReceivedAlert,
    Resource,
    Scenario,
    Signal,
    SituationReport,
    Subscription,
)


def places_of(person: Any) -> frozenset[str]:
    """The places that somebody is an officer of."""
    return scopes(person, Role.CITY_OFFICER).places


def departments_of(person: Any) -> frozenset[str]:
    """The departments that somebody is an officer of."""
    return scopes(person, Role.DEPARTMENT_OFFICER).departments


class ByPlace(Policy):
    """Officers see rows of their places; the province and the auditor see all."""

    path: ClassVar[str] = "place"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows inside the places of the person's roles."""
        rows = self.model._default_manager.all()
        if holds_everywhere(person, READERS):
            return rows
        return rows.filter(**{f"{self.path}__in": places_of(person)})


@register
class ObservationPolicy(ByPlace):
    model = Observation
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": (Role.PROVINCIAL_OFFICER,)}


@register
class SignalPolicy(ByPlace):
    model = Signal


@register
class AssessmentPolicy(ByPlace):
    model = Assessment


@register
class ScenarioPolicy(ByPlace):
    model = Scenario
    path = "assessment__place"


@register
class OpinionPolicy(ByPlace):
    model = Opinion
    path = "assessment__place"


@register
class WarningPolicy(Policy):
    """Drafts are their office's; what was issued is also for every office to read."""

    model = PublicWarning

    def visible_to(self, person: Any) -> "QuerySet[PublicWarning]":
        """Warnings of the person's places and departments; all for the province."""
        rows = PublicWarning.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        own = Q(place__in=places_of(person), department=None)
        own |= Q(department__in=departments_of(person))
        officer = bool(places_of(person) or departments_of(person))
        return rows.filter(own | Q(state__in=PUBLIC)) if officer else rows.none()


@register
class AnnouncedWarningPolicy(Policy):
    """What was issued is everybody's to read."""

    model = AnnouncedWarning

    def visible_to(self, person: Any) -> "QuerySet[AnnouncedWarning]":
        """Issued warnings, in force or lifted."""
        return AnnouncedWarning.objects.filter(state__in=PUBLIC)


@register
class MessagePolicy(Policy):
    """Messages of what was issued are everybody's to read."""

    model = Message

    def visible_to(self, person: Any) -> "QuerySet[Message]":
        """Every message: one exists only once it was sent."""
        return Message.objects.all()


@register
class InformationPolicy(Policy):
    """Seen by who sent it and by whom it is for, who alone acknowledges it."""

    model = Information
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "acknowledge": (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER)
    }

    def visible_to(self, person: Any) -> "QuerySet[Information]":
        """Information from or for the person's places and departments."""
        rows = Information.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        places = places_of(person)
        own = Q(place__in=places) | Q(sender__in=places)
        return rows.filter(own | Q(department__in=departments_of(person)))

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Whether somebody is the recipient and it is not acknowledged yet."""
        return super().may(person, verb, obj) and (obj is None or obj.acknowledged_at is None)


@register
class IncidentPolicy(Policy):
    """Officers by place, a department what it leads."""

    model = Incident

    def visible_to(self, person: Any) -> "QuerySet[Incident]":
        """Incidents of the person's places and departments; all for the province."""
        rows = Incident.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        return rows.filter(
            Q(place__in=places_of(person)) | Q(department__in=departments_of(person))
        )


class OfIncident(Policy):
    """What belongs to an incident is seen by who sees it."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the incidents that the person sees."""
        seen = IncidentPolicy().visible_to(person).order_by().values("pk")
        return self.model._default_manager.filter(incident__in=seen)


@register
class LogEntryPolicy(OfIncident):
    model = LogEntry


@register
class ResourcePolicy(OfIncident):
    model = Resource


@register
class SituationReportPolicy(OfIncident):
    model = SituationReport


@register
class LatenessPolicy(OfIncident):
    model = Lateness


@register
class ReceivedAlertPolicy(Policy):
    """Alerts of other systems are for every office."""

    model = ReceivedAlert
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"receive": (Role.PROVINCIAL_OFFICER,)}

    def visible_to(self, person: Any) -> "QuerySet[ReceivedAlert]":
        """All of them for officers."""
        rows = ReceivedAlert.objects.all()
        officer = holds_everywhere(person, READERS)
        return rows if officer or places_of(person) or departments_of(person) else rows.none()


@register
class SubscriptionPolicy(Policy):
    """One's own, and nobody else's."""

    model = Subscription

    def visible_to(self, person: Any) -> "QuerySet[Subscription]":
        """What the person follows."""
        return Subscription.objects.filter(person_id=getattr(person, "pk", None) or 0)

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Whether somebody with an account subscribes, or ends what is their own."""
        if not getattr(person, "is_authenticated", False):
            return False
        return obj is None or obj._state.adding or self._sees(person, obj)
