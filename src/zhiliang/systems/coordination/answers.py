"""What others may ask of follow-up: which tasks a place or a department owes, and how they stand.

Whoever asks decides who may read it: findings are the subject's and the office's.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from zhiliang.systems.coordination.flow import LIVE
from zhiliang.systems.coordination.models import Task


@dataclass(frozen=True)
class TaskFacts:
    """One task as others show it; `pk` leads to its page, `overdue` is as of the day asked for."""

    pk: int
    number: str
    kind: str
    kind_name: str
    item: str
    title_zh: str
    title_en: str
    finding_zh: str
    finding_en: str
    carrier: str
    state: str
    state_name: str
    due_on: date | None
    closed_on: date | None
    overdue: bool
    level: int
    level_name: str
    sample: bool


def tasks_of(year: int, code: str, *, today: date | None = None) -> list[TaskFacts]:
    """The tasks of a year that a place or a department carries or leads, the oldest first."""
    day = today or timezone.localdate()
    rows = Task.objects.filter(Q(place=code) | Q(department=code), year=year).order_by("number")
    found = rows.select_related("place", "department").prefetch_related("place__names")
    return [_facts(task, day) for task in found]


def open_task_count(year: int | None = None, code: str = "") -> int:
    """How many tasks are not ended, of a year and a place or department where these are named."""
    rows = Task.objects.filter(state__in=LIVE)
    if year is not None:
        rows = rows.filter(year=year)
    if code:
        rows = rows.filter(Q(place=code) | Q(department=code))
    return rows.count()


def _facts(task: Task, day: date) -> TaskFacts:
    left = task.days_left(day)
    return TaskFacts(
        pk=task.pk,
        number=task.number,
        kind=task.kind,
        kind_name=task.get_kind_display(),
        item=task.item,
        title_zh=task.title_zh,
        title_en=task.title_en,
        finding_zh=task.finding_zh,
        finding_en=task.finding_en,
        carrier=str(task.carrier),
        state=task.state,
        state_name=task.state_name,
        due_on=task.due_on,
        closed_on=timezone.localtime(task.closed_at).date() if task.closed_at else None,
        overdue=left is not None and left < 0,
        level=task.level,
        level_name=task.level_name,
        sample=task.sample,
    )
