"""What is late is told level by level; nothing else about the task changes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.tick import periodic
from zhiliang.systems.coordination.actions.writing import saved
from zhiliang.systems.coordination.flow import TERMS, WITH_CARRIER, Rung
from zhiliang.systems.coordination.flow import task as flow
from zhiliang.systems.coordination.models import Escalation, Task

VERBS = {1: "remind", 2: "urge", 3: "bring_up"}


@periodic("coordination.escalation", every=timedelta(hours=6))
def escalate_overdue(
    *, now: datetime, since: datetime | None = None, by: Person | None = None
) -> int:
    """Raise every late task by the level that is due, one in one run; how many were raised."""
    today = timezone.localtime(now).date()
    late = Task.objects.filter(state__in=WITH_CARRIER, due_on__lt=today)
    return sum(escalate(task, by=by, now=now) for task in late.order_by("pk"))


@transaction.atomic
def escalate(task: Task, *, by: Person | None, now: datetime) -> bool:
    """Raise a task by one level if the ladder says so; whether it was."""
    task = Task.objects.held(task)
    rung = _due_rung(task, now)
    if rung is None or task.due_on is None:
        return False
    flow.require(task, VERBS[rung.level], by)
    task.level = rung.level
    raised = Escalation(
        task=task,
        level=rung.level,
        due_on=task.due_on,
        days_late=(timezone.localtime(now).date() - task.due_on).days,
        told_zh=rung.told_zh,
        told_en=rung.told_en,
        at=now,
    )
    raised.full_clean()
    raised.save()
    saved(task, VERBS[rung.level], by=by, at=now, days_late=raised.days_late)
    return True


def _due_rung(task: Task, now: datetime) -> Rung | None:
    """The next level if its days have passed since the due date or since the level before."""
    above = [rung for rung in TERMS.ladder if rung.level > task.level]
    if not above or task.due_on is None or task.state not in WITH_CARRIER:
        return None
    last = task.escalations.filter(due_on=task.due_on).order_by("level").last()
    since = timezone.localtime(last.at).date() if last else task.due_on
    rung = min(above, key=lambda one: one.level)
    return rung if (timezone.localtime(now).date() - since).days >= rung.days else None
