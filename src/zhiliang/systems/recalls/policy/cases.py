"""Clues, recalls and what hangs on them: the authority's by place, a firm's own, the public's."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.parties import OFFICERS, READERS
from zhiliang.systems.recalls.flow.recalls import PUBLIC
from zhiliang.systems.recalls.models import (
    AnnouncedRecall,
    Check,
    Clue,
    Drill,
    DrillLine,
    Expert,
    Lateness,
    Opinion,
    Recall,
    RecalledGood,
    RecallPlan,
    Report,
    Scope,
    Visit,
)


@register
class CluePolicy(Policy):
    """Officers by place; a firm those about itself that it reported or was asked about."""

    model = Clue
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": (Role.PROVINCIAL_OFFICER,)}

    def visible_to(self, person: Any) -> "QuerySet[Clue]":
        """Clues inside the scopes of the person's roles."""
        rows = Clue.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        city = scopes(person, Role.CITY_OFFICER).within(rows, place="place")
        mine = scopes(person, Role.ENTERPRISE).organisations
        asked = Q(origin="firm") | Q(analysis_asked_at__isnull=False)
        return city | rows.filter(asked, organisation__in=mine)


@register
class ExpertPolicy(Policy):
    """The pool is the authorities'."""

    model = Expert
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": (Role.PROVINCIAL_OFFICER,)}

    def visible_to(self, person: Any) -> "QuerySet[Expert]":
        """All of the pool for officers."""
        rows = Expert.objects.all()
        officer = any(scopes(person, role) for role in (*OFFICERS, *READERS))
        return rows if officer else rows.none()


@register
class RecallPolicy(Policy):
    """Officers by place and authority, the firm its own."""

    model = Recall

    def visible_to(self, person: Any) -> "QuerySet[Recall]":
        """Recalls inside the scopes of the person's roles."""
        rows = Recall.objects.all()
        return rows if holds_everywhere(person, READERS) else rows.filter(party_to(person))


@register
class AnnouncedRecallPolicy(Policy):
    """What was announced is everybody's to read."""

    model = AnnouncedRecall

    def visible_to(self, person: Any) -> "QuerySet[AnnouncedRecall]":
        """Announced recalls, running or ended."""
        rows = AnnouncedRecall.objects.filter(state__in=PUBLIC, quiet_reason="")
        return rows.filter(announced_at__isnull=False)


def party_to(person: Any) -> Q:
    """The recalls to which somebody is a party: the firm, or an office concerned."""
    city = scopes(person, Role.CITY_OFFICER).places
    firms = scopes(person, Role.ENTERPRISE).organisations
    return Q(authority__in=city) | Q(place__in=city) | Q(offered_to__in=city) | Q(firm__in=firms)


def supervises(person: Any, recall: Recall) -> bool:
    """Whether an office of somebody's sees all of a recall, other firms' customers included."""
    if holds_everywhere(person, READERS):
        return True
    city = scopes(person, Role.CITY_OFFICER).places
    return bool({recall.authority_id, recall.offered_to_id, recall.place_id} & city)


class OfRecall(Policy):
    """What belongs to a recall is seen by its parties; the public sees the recall alone."""

    path: ClassVar[str] = "recall"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the recalls to which the person is a party."""
        rows = self.model._default_manager.all()
        if holds_everywhere(person, READERS):
            return rows
        mine = Recall.objects.filter(party_to(person)).order_by().values("pk")
        return rows.filter(**{f"{self.path}__in": mine})


@register
class RecallPlanPolicy(OfRecall):
    model = RecallPlan


@register
class ReportPolicy(OfRecall):
    model = Report


@register
class LatenessPolicy(OfRecall):
    model = Lateness


class Offices(Policy):
    """What only the offices concerned see, not the firm."""

    path: ClassVar[str] = "recall"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """Rows of the recalls that an office of the person supervises or is asked to."""
        rows = self.model._default_manager.all()
        if holds_everywhere(person, READERS):
            return rows
        city = scopes(person, Role.CITY_OFFICER).places
        names = (f"{self.path}__authority__in", f"{self.path}__place__in")
        wanted = Q(**{f"{self.path}__offered_to__in": city})
        for name in names:
            wanted |= Q(**{name: city})
        return rows.filter(wanted)


@register
class ScopePolicy(Offices):
    """A scope names holders that are other firms' customers: the offices' alone."""

    model = Scope


@register
class RecalledGoodPolicy(Offices):
    """Goods of recalls that are not announced yet are nobody else's to know."""

    model = RecalledGood


@register
class CheckPolicy(Offices):
    """Who will be visited is not told to those who may be."""

    model = Check
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"conclude_check": OFFICERS}


@register
class VisitPolicy(Offices):
    """What was found where; entered by the office that supervises."""

    model = Visit
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"record_visit": OFFICERS}
    path = "check_of__recall"


@register
class OpinionPolicy(Policy):
    """Expert opinions of the clues that an office sees."""

    model = Opinion

    def visible_to(self, person: Any) -> "QuerySet[Opinion]":
        """Opinions on the clues of the places an officer holds, all for the province."""
        rows = Opinion.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        return scopes(person, Role.CITY_OFFICER).within(rows, place="clue__place")


@register
class DrillPolicy(Policy):
    """Officers by place; a firm its own."""

    model = Drill

    def visible_to(self, person: Any) -> "QuerySet[Drill]":
        """Drills inside the scopes of the person's roles."""
        rows = Drill.objects.all()
        if holds_everywhere(person, READERS):
            return rows
        city = scopes(person, Role.CITY_OFFICER).within(rows, place="place")
        firms = scopes(person, Role.ENTERPRISE).organisations
        return city | rows.filter(organisation__in=firms)


@register
class DrillLinePolicy(Policy):
    """The lines of the drills that are seen."""

    model = DrillLine

    def visible_to(self, person: Any) -> "QuerySet[DrillLine]":
        """Rows of the drills that are seen."""
        drills = DrillPolicy().visible_to(person).order_by().values("pk")
        return DrillLine.objects.filter(drill__in=drills)
