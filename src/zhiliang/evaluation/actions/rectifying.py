"""After the notice: tasks for what was lost, and the end of a case."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Event, Person
from zhiliang.core.ordered import FollowUp
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.models import Case, Objection
from zhiliang.evaluation.sheets import announced_of


@transaction.atomic
def order_rectification(
    case: Case,
    *,
    by: Person,
    items: Sequence[str],
    supporting: Sequence[str] = (),
    due_on: date | None = None,
) -> Case:
    """Order what lost points to be put right; each item becomes a task that is followed up."""
    sheet, ordered = announced_of(case), _ordered(case)
    wanted = [sheet[key] for key in dict.fromkeys(items) if key in sheet and key not in ordered]
    lost = [entry for entry in wanted if Decimal(entry["lost"]) > 0]
    if due_on is not None and due_on < timezone.localdate():
        raise ValidationError({"due_on": _("完成期限不能早于今天。")})
    if not lost:
        raise ClerkError(_("没有选出失分而尚未下达的项目。"), _("请至少选择一个项目。"))
    days = timedelta(days=int(case.cycle.terms["rectification_days"]))
    due = due_on or timezone.localdate() + days
    for entry in lost:
        _order(case, entry, supporting, due, by=by)
    return move(case, "order_rectification", by=by, items=[entry["key"] for entry in lost])


def _ordered(case: Case) -> set[str]:
    """Items that were ordered to be put right already."""
    told = Event.objects.filter(verb="evaluation.finding.order", subject=event.subject_of(case))
    return {str(data["item"]) for data in told.values_list("data", flat=True)}


def _order(
    case: Case,
    entry: Mapping[str, Any],
    supporting: Sequence[str],
    due: date,
    *,
    by: Person,
) -> None:
    order = FollowUp(
        kind="rectification",
        year=case.year,
        item=entry["key"],
        title_zh=entry["name_zh"],
        title_en=entry["name_en"],
        finding_zh=entry["reason_zh"],
        finding_en=entry["reason_en"],
        code=case.subject,
        subject_kind=case.kind,
        lead=entry["lead"],
        supporting=tuple(supporting),
        due=due.isoformat(),
    )
    event.append(
        verb="evaluation.finding.order",
        subject=event.subject_of(case),
        by=by,
        place=case.place_id or "",
        data={**order.told(), "sample": case.cycle.sample, "tables": []},
    )


def close(case: Case, *, by: Person) -> Case:
    """End the case of the year; objections must have been answered."""
    until = case.objection_until
    if until is not None and timezone.localdate() <= until:
        raise ClerkError(
            _("异议期到 %(until)s 才届满。") % {"until": until.isoformat()},
            _("届满之后再结案。"),
        )
    contested = Objection.objects.filter(evaluation__year=case.year, subject=case.subject)
    if contested.filter(state="raised").exists():
        raise ClerkError(_("还有未答复的异议。"), _("请先答复异议，再结案。"))
    return move(case, "close", by=by)
