"""A task begins: the office orders it, or a finding of the evaluation does."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import next_number
from zhiliang.core.models import Department, Event, Person
from zhiliang.core.ordered import ORDER
from zhiliang.systems.coordination.actions.writing import saved
from zhiliang.systems.coordination.flow import TERMS
from zhiliang.systems.coordination.flow import task as flow
from zhiliang.systems.coordination.models import DueBasis, Source, Task


@transaction.atomic
def open_task(
    *,
    by: Person,
    supporting: Iterable[Department] = (),
    at: datetime | None = None,
    **order: Any,
) -> Task:
    """Order a task; `order` are the fields of a Task. Without a due date the configured days apply.

    ValidationError by field; `at` is when it was ordered, if not now.
    """
    state = flow.require(None, "open", by).to
    return _opened("open", order, supporting, state=state, at=at, by=by)


@transaction.atomic
def take_up(event: Event, *, by: None = None) -> Task:
    """Open the task that an event orders, in its data or under `order`; one event opens one task.

    KeyError, DoesNotExist or ValidationError for an order that names nobody we know: the handoff
    then stays open and is tried again.
    """
    if known := Task.objects.filter(origin_event=event.number).first():
        return known
    state = flow.require(None, "take_up", by).to
    told = event.data | event.data.get(ORDER, {})
    order = {name: told[name] for name in ("kind", "year", "item")}
    order |= {name: told[name] for name in ("title_zh", "title_en", "finding_zh", "finding_en")}
    order |= _carried_by(told) | {
        "due_on": date.fromisoformat(told["due"]) if told["due"] else None,
        "origin": event.subject,
        "origin_event": event.number,
        "source": Source.SAMPLE if told["sample"] else Source.RECORDS,
    }
    codes = {*told["supporting"], told["lead"]} - {"", order["department_id"]}
    helping = [Department.objects.get(pk=code) for code in sorted(codes)]
    return _opened("take_up", order, helping, state=state, at=event.occurred_at, by=by)


def _carried_by(told: Mapping[str, Any]) -> dict[str, str | None]:
    """A department answers for itself; a place answers with its lead department beside it."""
    if told["subject_kind"] == "department":
        return {"place_id": None, "department_id": told["code"]}
    return {"place_id": told["code"], "department_id": told["lead"] or None}


def _opened(
    verb: str,
    order: Mapping[str, Any],
    supporting: Iterable[Department],
    *,
    state: str,
    at: datetime | None,
    by: Person | None,
) -> Task:
    task = Task(**order, state=state, opened_at=at or timezone.now(), opened_by=by)
    if not (task.place_id or task.department_id):
        raise ValidationError({"place": _("请选承办的地区，或者牵头部门。")})
    _set_due(task)
    task.number = _next_number(task.opened_at)
    task.full_clean()
    task.save()
    task.supporting.set(supporting)
    return saved(task, verb, by=by, at=task.opened_at)


def _set_due(task: Task) -> None:
    if task.due_on:
        task.due_basis = DueBasis.ORDERED
        return
    days = TERMS.days_given.get(task.kind)
    opened = timezone.localtime(task.opened_at).date()
    task.due_on = opened + timedelta(days=days) if days else None
    task.due_basis = DueBasis.CONFIGURED if days else DueBasis.NONE


def _next_number(opened_at: datetime) -> str:
    """The next running number of the year in which the task is opened."""
    next_number()  # holds the log's head: of two who open a task at once, one waits
    year = timezone.localtime(opened_at).year
    last = Task.objects.filter(number__startswith=f"{year}-").order_by("pk").last()
    serial = int(last.number.partition("-")[2]) + 1 if last else 1
    return f"{year}-{serial:04d}"
