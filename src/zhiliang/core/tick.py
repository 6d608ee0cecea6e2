"""Periodic work without a scheduler of its own: whoever calls `run_due` gets done what is due.

Every task is idempotent and catches up: it is told since when it has not run.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from zhiliang.core import handoff
from zhiliang.core.models import Tick

# a claim older than this belongs to a process that died
CLAIM_LASTS = timedelta(hours=1)

Work = Callable[..., object]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A periodic function and how often it wants to run."""

    name: str
    every: timedelta
    run: Work


@dataclass(frozen=True)
class Ran:
    """What became of one due task; `error` is empty if it worked."""

    name: str
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the task worked."""
        return not self.error


tasks: dict[str, Task] = {}


def periodic(name: str, *, every: timedelta) -> Callable[[Work], Work]:
    """Decorator for `function(*, since: datetime | None, now: datetime)`.

    `since` is when it last succeeded, None if never; it must do everything due in between.
    """

    def register(function: Work) -> Work:
        if name in tasks:
            raise ValueError(f"periodic task {name} is declared twice")
        tasks[name] = Task(name, every, function)
        return function

    return register


def run_due(*, now: datetime | None = None) -> list[Ran]:
    """Run every task that is due, each on its own; a failing one is tried again next time."""
    now = now or timezone.now()
    return [_run(task, now) for task in tasks.values() if _claim(task, now)]


def _claim(task: Task, now: datetime) -> bool:
    Tick.objects.get_or_create(name=task.name)
    due = Q(last_run_at=None) | Q(last_run_at__lte=now - task.every)
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM_LASTS)
    # one statement, so that of two processes only one gets the task
    return bool(Tick.objects.filter(due & free, name=task.name).update(claimed_at=now))


def _run(task: Task, now: datetime) -> Ran:
    since = Tick.objects.get(name=task.name).last_run_at
    try:
        task.run(since=since, now=now)
    except Exception as error:
        _log.exception("periodic task %s failed", task.name)
        Tick.objects.filter(name=task.name).update(claimed_at=None)
        return Ran(task.name, f"{type(error).__name__}: {error}")
    Tick.objects.filter(name=task.name).update(claimed_at=None, last_run_at=now)
    return Ran(task.name)


@periodic("core.handoffs", every=timedelta(minutes=1))
def deliver_missed_handoffs(*, since: datetime | None, now: datetime) -> None:
    """Hand over events whose handler failed or whose process died after the commit."""
    handoff.deliver_missed()
