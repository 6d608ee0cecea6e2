"""One step of a case: its state, who took it and when, and the event that tells of it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiliang.core import event
from zhiliang.core.models import Person
from zhiliang.core.steps import held
from zhiliang.evaluation.flow import case as flow
from zhiliang.evaluation.models import Case

STAMPS = {
    "submit_filing": "filed",
    "accept_filing": "accepted",
    "submit_self_evaluation": "evaluated",
    "finish_review": "reviewed",
    "finish_verification": "verified",
    "notify": "notified",
    "close": "closed",
}


@transaction.atomic
def move(case: Case, verb: str, *, by: Person | None, reason: str = "", **data: Any) -> Case:
    """Take a step of the flow; FlowRefused where it is not open to `by` now."""
    case = held(case)
    case.state = flow.require(case, verb, by).to
    case.reason = reason
    if stamp := STAMPS.get(verb):
        setattr(case, f"{stamp}_at", timezone.now())
        setattr(case, f"{stamp}_by", by)
    case.full_clean()
    case.save()
    told = {name: value for name, value in {"reason": reason, **data}.items() if value}
    event.append(
        verb=f"evaluation.case.{verb}",
        subject=event.subject_of(case),
        by=by,
        place=case.place_id or "",
        data={"year": case.year, "tables": [], **told},
    )
    return case
