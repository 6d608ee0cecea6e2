"""Who sees evaluations: grades are public, scores and items are the subject's and the office's."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet

from zhiliang.core.policies import subjects_of
from zhiliang.core.policy import Policy, holds_everywhere, register
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import Evaluation, Objection

OFFICE = (Role.OFFICE, Role.PROVINCIAL_OFFICER)


@register
class EvaluationPolicy(Policy):
    """Everybody may read that a year was evaluated and which grades it gave."""

    model = Evaluation
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "evaluate": (Role.OFFICE,),
        "publish": (Role.OFFICE,),
        "seal": (Role.OFFICE,),
    }

    def visible_to(self, person: Any) -> "QuerySet[Evaluation]":
        """All versions of all years."""
        return Evaluation.objects.all()

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
