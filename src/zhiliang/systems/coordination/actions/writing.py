"""How every step of a task is written and told."""

from datetime import date, datetime
from typing import Any

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.systems.coordination.indicators import TASKS
from zhiliang.systems.coordination.models import Task


def saved(
    task: Task,
    verb: str,
    *,
    by: Person | None,
    at: datetime | None = None,
    due_before: date | None = None,
    **told: Any,
) -> Task:
    """The task as it was changed, with its event.

    The lake follows in the year of its due date, and of the one it had before.
    """
    task.full_clean()
    task.save()
    append(
        verb=f"coordination.task.{verb}",
        subject=subject_of(task),
        by=by,
        place=task.place_id or "",
        occurred_at=at,
        data={
            "tables": [TASKS.name],
            "periods": _years(task.due_on, due_before),
            "number": task.number,
            "kind": task.kind,
            "year": task.year,
            "department": task.department_id or "",
            "due": task.due_on,
            "level": task.level,
            **{name: value for name, value in told.items() if value},
        },
    )
    return task


def _years(*days: date | None) -> list[str]:
    return sorted({str(day.year) for day in days if day})
