"""Who sees evaluations: grades are public, scores and items are the subject's and the office's."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhiliang.core.policies import subjects_of
from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import (
    Adjustment,
    Case,
    Check,
    Cycle,
    Decision,
    Drawing,
    Evaluation,
    Objection,
    Review,
    SelfMark,
    TargetFiling,
)
from zhiliang.evaluation.reviewing import is_open
from zhiliang.evaluation.sheets import computed_of

OFFICE = (Role.OFFICE, Role.PROVINCIAL_OFFICER)


@register
class EvaluationPolicy(Policy):
    """Everybody may read that a year was evaluated and which grades it gave, once it is announced.

    A year with a cycle is announced by its notice; a year without one, and a sample cycle that has
    given no notice, as soon as it is computed.
    """

    model = Evaluation
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "evaluate": (Role.OFFICE,),
        "publish": (Role.OFFICE,),
        "seal": (Role.OFFICE,),
    }

    def visible_to(self, person: Any) -> "QuerySet[Evaluation]":
        """All versions for the office and the province, what was announced for everybody else."""
        rows = Evaluation.objects.all()
        if details_of(person) is None:
            return rows
        announced = Q(decision__notified_at__isnull=False)
        notified = Decision.objects.filter(notified_at__isnull=False)
        waits = Q(sample=False) | Q(pk__in=notified.values("cycle"))
        return rows.filter(announced | ~Q(year__in=Cycle.objects.filter(waits).values("year")))

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Verbs by role; `details:<code>` asks for one subject's score and items."""
        if verb.startswith("details:"):
            return may_see_details(person, verb.removeprefix("details:"))
        return super().may(person, verb, obj)


def details_of(person: Any) -> frozenset[str] | None:
    """Codes of the subjects whose scores, items and sheets somebody may read; None means all."""
    return None if holds_everywhere(person, OFFICE) else subjects_of(person)


def may_see_details(person: Any, subject: str) -> bool:
    """Whether somebody may read a subject's score, items and point sheets."""
    codes = details_of(person)
    return codes is None or subject in codes


@register
class ObjectionPolicy(Policy):
    """An objection stays between its subject and the office."""

    model = Objection
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "raise": (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER),
        "uphold": (Role.OFFICE,),
        "dismiss": (Role.OFFICE,),
    }

    def visible_to(self, person: Any) -> "QuerySet[Objection]":
        """The office sees all, a city or a department its own."""
        rows, codes = Objection.objects.all(), details_of(person)
        return rows if codes is None else rows.filter(subject__in=codes)


OFFICERS_OF_A_SUBJECT = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER)


class OpenToAll(Policy):
    """What is published before and after, so that anybody can check it."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """All rows."""
        return self.model._default_manager.all()


@register
class CyclePolicy(Policy):
    """Officers see the cycles; the office runs them."""

    model = Cycle
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = dict.fromkeys(
        (
            *("open", "compare", "assign_all", "finish_reviews", "announce", "draw"),
            *("finish_verifications", "score", "decide", "notify"),
        ),
        (Role.OFFICE,),
    )

    def visible_to(self, person: Any) -> "QuerySet[Cycle]":
        """All for whoever is evaluated or evaluates."""
        rows = Cycle.objects.all()
        return rows if details_of(person) is None or subjects_of(person) else rows.none()


@register
class DrawingPolicy(OpenToAll):
    """A draw is public from its announcement on: pool, seeds, result."""

    model = Drawing


@register
class DecisionPolicy(OpenToAll):
    """Which version was confirmed, by what meeting."""

    model = Decision


class OfASubject(Policy):
    """Seen by the subject's officers and the office."""

    path: ClassVar[str] = "case__subject"

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """The office sees all, a city or a department its own."""
        rows, codes = self.model._default_manager.all(), details_of(person)
        return rows if codes is None else rows.filter(**{f"{self.path}__in": codes})


@register
class CasePolicy(OfASubject):
    """A case and what was filed and said in it."""

    model = Case
    path = "subject"


@register
class TargetFilingPolicy(OfASubject):
    model = TargetFiling


@register
class SelfMarkPolicy(OfASubject):
    model = SelfMark


@register
class CheckPolicy(OfASubject):
    """A subject sees what is verified at it; findings stay between it and the office."""

    model = Check


@register
class AdjustmentPolicy(OfASubject):
    model = Adjustment


@register
class ReviewPolicy(Policy):
    """Reviewers see their own items and nobody else's judgement; the office sees all.

    But whoever of the office has to judge an item does not see what the others made of it.
    """

    model = Review
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "score": (Role.OFFICE, Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER)
    }

    def visible_to(self, person: Any) -> "QuerySet[Review]":
        """One's own; all for the office."""
        rows = Review.objects.all()
        mine = rows.filter(reviewer=getattr(person, "pk", None) or 0)
        if not scopes(person, Role.OFFICE):
            return mine
        waiting = mine.filter(points_e6=None, case=OuterRef("case"), item=OuterRef("item"))
        return rows.exclude(Exists(waiting) & ~Q(reviewer=person.pk))

    def may(self, person: Any, verb: str, obj: Any = None) -> bool:
        """Only the reviewer judges, once, while the review is open."""
        held = any(scopes(person, role) for role in self.grants.get(verb, ()))
        if not held or obj is None:
            return held
        is_mine = obj.reviewer_id == getattr(person, "pk", None)
        return is_mine and obj.case.state == "reviewing" and is_open(obj, computed_of(obj.case))


PROVINCE = "440000"


def works_for(person: Any, subject: str) -> bool:
    """Whether somebody holds a role that is narrowed to the subject (回避)."""
    roles = (*OFFICERS_OF_A_SUBJECT, Role.PROVINCIAL_OFFICER, Role.OFFICE)
    grants = [grant for role in roles for grant in scopes(person, role).grants]
    return any(
        subject in (grant.departments or ())
        or (subject in (grant.places or ()) and PROVINCE not in (grant.places or ()))
        for grant in grants
    )


def may_review(person: Any, case: Case) -> bool:
    """Whether somebody may judge a subject: an officer of the province who doesn't work for it."""
    roles = (Role.OFFICE, Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER)
    judges = any(scopes(person, role) for role in roles)
    return judges and not works_for(person, case.subject)
