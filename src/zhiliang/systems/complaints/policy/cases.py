"""Complaints: the office that handles them and the firm concerned; tip-offs: the office alone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.complaints.flow.parties import OFFICERS, READERS
from zhiliang.systems.complaints.models import (
    Complaint,
    LearnedModel,
    Pause,
    Submission,
    TipOff,
)


def _offices(person: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """The cases that an office of the person handles, all for the province."""
    if holds_everywhere(person, READERS):
        return rows
    return scopes(person, Role.CITY_OFFICER).within(rows, place="place")


@register
class ComplaintPolicy(Policy):
    """The office that handles it; the firm from its acceptance on, and before to answer."""

    model = Complaint

    def visible_to(self, person: Any) -> "QuerySet[Complaint]":
        """Complaints inside the scopes of the person's roles."""
        rows = Complaint.objects.all()
        firms = scopes(person, Role.ENTERPRISE).organisations
        about = rows.filter(submission__firm__in=firms).exclude(state="refused")
        return _offices(person, rows) | about


@register
class TipOffPolicy(Policy):
    """The office that handles it; never the firm (order 121, article 37)."""

    model = TipOff

    def visible_to(self, person: Any) -> "QuerySet[TipOff]":
        """Tip-offs inside the scopes of the person's offices."""
        return _offices(person, TipOff.objects.all())


@register
class SubmissionPolicy(Policy):
    """What a case that an office sees was made of."""

    model = Submission
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": OFFICERS}

    def visible_to(self, person: Any) -> "QuerySet[Submission]":
        """Submissions of the cases that the person's offices handle."""
        rows = Submission.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        offices = scopes(person, Role.CITY_OFFICER)
        mine = offices.within(Complaint.objects.all(), place="place").order_by()
        told = offices.within(TipOff.objects.all(), place="place").order_by()
        return rows.filter(
            Q(pk__in=mine.values("submission")) | Q(pk__in=told.values("submission"))
        )


@register
class PausePolicy(Policy):
    """Seen by whoever handles the complaint."""

    model = Pause

    def visible_to(self, person: Any) -> "QuerySet[Pause]":
        """Tests of the complaints that the person's offices handle."""
        mine = _offices(person, Complaint.objects.all()).order_by()
        return Pause.objects.filter(complaint__in=mine.values("pk"))


@register
class LearnedModelPolicy(Policy):
    """The province trains; officers read which one is in use."""

    model = LearnedModel

    def visible_to(self, person: Any) -> "QuerySet[LearnedModel]":
        """All for officers."""
        rows = LearnedModel.objects.all()
        officer = holds_everywhere(person, READERS) or scopes(person, Role.CITY_OFFICER)
        return rows if officer else rows.none()
