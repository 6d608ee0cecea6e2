"""How every step of a recall is written and told."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.systems.recalls.clocks import finish_by, next_owed
from zhiliang.systems.recalls.indicators.tables import CHECKS, CONSIGNEES, RECALLS
from zhiliang.systems.recalls.models import Check, Clue, Consignee, Drill, Recall

NEEDS = {"plan": "plan_at", "notice": "noticed_at", "announcement": "announced_at"}


def saved_clue(
    clue: Clue, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Clue:
    """The clue as it was changed, with its event."""
    clue.full_clean()
    clue.save()
    append(
        verb=f"recalls.clue.{verb}",
        subject=subject_of(clue),
        by=by,
        place=clue.place_id,
        organisation=_code(clue.organisation),
        occurred_at=at,
        data={
            "tables": [],
            "number": clue.number,
            "origin": clue.origin,
            "product": clue.product,
            "sample": clue.sample,
            **_said(told),
        },
    )
    return clue


def saved_recall(
    recall: Recall, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Recall:
    """The recall as it was changed, with its event; the lake follows in the year it falls due."""
    before = recall.finish_by
    recall.started_at = _started(recall)
    if recall.pk:
        recall.finish_by = finish_by(recall)
        owed = next_owed(recall, now=at or timezone.now())
        recall.next_due_at = owed.due_at if owed else None
    recall.full_clean()
    recall.save()
    append(
        verb=f"recalls.recall.{verb}",
        subject=subject_of(recall),
        by=by,
        place=recall.place_id,
        organisation=_code(recall.firm),
        occurred_at=at,
        data={
            "tables": [RECALLS.name],
            "periods": _years(before, recall.finish_by),
            "number": recall.number,
            "state": recall.state,
            "level": recall.level,
            "basis": recall.basis,
            "sample": recall.sample,
            **_said(told),
        },
    )
    return recall


def _started(recall: Recall) -> datetime | None:
    """When all that starting a recall needs was done; None while something is missing."""
    moments = [getattr(recall, NEEDS[need]) for need in recall.regime.start_needs]
    return max(moments) if all(moments) else None


def saved_consignee(
    consignee: Consignee, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Consignee:
    """The consignee as it was changed, with an event of its recall."""
    consignee.full_clean()
    consignee.save()
    tell_consignees(
        consignee.recall,
        verb,
        by=by,
        at=at,
        organisation=_code(consignee.organisation),
        consignee=consignee.pk,
        **told,
    )
    return consignee


def tell_consignees(
    recall: Recall,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    organisation: str = "",
    **told: Any,
) -> None:
    """Tell what was done about the consignees of a recall; the lake follows."""
    append(
        verb=f"recalls.consignee.{verb}",
        subject=subject_of(recall),
        by=by,
        place=recall.place_id,
        organisation=organisation,
        occurred_at=at,
        data={
            "tables": [CONSIGNEES.name],
            "periods": _years(_local_day(recall.decided_at)),
            "number": recall.number,
            "sample": recall.sample,
            **_said(told),
        },
    )


def saved_check(
    check: Check, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Check:
    """The effectiveness check as it was changed, with its event."""
    check.full_clean()
    check.save()
    recall = check.recall
    append(
        verb=f"recalls.check.{verb}",
        subject=subject_of(check),
        by=by,
        place=recall.place_id,
        organisation=_code(recall.firm),
        occurred_at=at,
        data={
            "tables": [CHECKS.name],
            "periods": _years(_local_day(check.concluded_at)),
            "number": recall.number,
            "check": check.number,
            "sample": recall.sample,
            **_said(told),
        },
    )
    return check


def saved_drill(
    drill: Drill, verb: str, *, by: Person | None, at: datetime | None = None, **told: Any
) -> Drill:
    """The drill as it was changed, with its event in the firm's integrity file."""
    drill.full_clean()
    drill.save()
    append(
        verb=f"recalls.drill.{verb}",
        subject=subject_of(drill),
        by=by,
        place=drill.place_id,
        organisation=_code(drill.organisation),
        occurred_at=at,
        data={"tables": [], "number": drill.number, "sample": drill.sample, **_said(told)},
    )
    return drill


def _local_day(moment: datetime | None) -> date | None:
    """The local day of a moment."""
    return timezone.localtime(moment).date() if moment else None


def _code(organisation: Organisation | None) -> str:
    return (organisation.uscc or "") if organisation else ""


def _years(*days: date | None) -> list[str]:
    return sorted({str(day.year) for day in days if day})


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", None, [], ())}
