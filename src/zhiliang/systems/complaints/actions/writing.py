"""How every step of a case is written and told. Events never say who complained, or of what."""

from datetime import date, datetime
from typing import Any, TypeVar

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.systems.complaints.clocks import first_of, owed_of
from zhiliang.systems.complaints.indicators.tables import COMPLAINTS, TIP_OFFS
from zhiliang.systems.complaints.models import Case, Complaint, Submission, TipOff

AnyCase = TypeVar("AnyCase", bound=Case)


def saved(
    case: AnyCase, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> AnyCase:
    """The case as it was changed, its clocks worked out anew, with its event."""
    if case.pk:
        _set_clocks(case)
    case.full_clean()
    case.save()
    append(
        verb=f"complaints.{case._meta.model_name}.{verb}",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        # whom a tip-off is about is in nobody's file before it was checked
        organisation=_code(case.submission) if isinstance(case, Complaint) else "",
        occurred_at=at,
        data={
            "tables": [(COMPLAINTS if isinstance(case, Complaint) else TIP_OFFS).name],
            "periods": [str(case.received_on.year)],
            "number": case.number,
            "state": case.state,
            "sample": case.sample,
            **{name: value for name, value in told.items() if value not in ("", None, [], ())},
        },
    )
    return case


def begun(case: AnyCase, verb: str, *, by: Person | None, at: datetime) -> AnyCase:
    """A new case, saved once so that it has its row and once with its clocks."""
    case.full_clean()
    case.save()
    return saved(case, verb, by=by, at=at)


def _set_clocks(case: Case) -> None:
    found = owed_of(case)
    last = {one.key: one.last_day for one in found}
    if isinstance(case, Complaint):
        case.decide_due_on, case.end_due_on = last.get("accept"), last.get("mediate")
        case.tell_due_on = last.get("tell_end")
    if isinstance(case, TipOff):
        case.check_due_on = last.get("clue" if case.clue_of_id else "check")
        case.conclude_due_on = last.get("conclude")
    case.dispute_due_on = last.get("dispute")
    owed = first_of(found)
    case.next_due_on = _nearest(owed.last_day if owed else None, _asked(case))
    case.provisional = bool(owed and owed.provisional)


def _asked(case: Case) -> date | None:
    """Until when the complainant has to prove who they are: kept on the list of what runs."""
    if isinstance(case, Complaint) and case.state == "received" and not case.identity_given_at:
        return case.identity_due_on
    return None


def _nearest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _code(submission: Submission) -> str:
    return (submission.firm.uscc or "") if submission.firm else ""
