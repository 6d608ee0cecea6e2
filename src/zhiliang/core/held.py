"""Assignments read once for a page: what somebody holds is asked a dozen times while one is made.

Outside `read_once()` every question goes to the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.db.models.signals import post_delete, post_save

from zhiliang.core.models import Assignment
from zhiliang.core.models.validity import valid_on

_known: ContextVar[dict[tuple[int, date], list[Assignment]] | None] = ContextVar(
    "assignments", default=None
)


@contextmanager
def read_once() -> Iterator[None]:
    """Remember answers until the block ends, or an assignment is written."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def held_on(person: int, day: date) -> list[Assignment]:
    """The assignments of a person (primary key) in force on a day."""
    known = _known.get()
    if known is None:
        return _read(person, day)
    if (person, day) not in known:
        known[person, day] = _read(person, day)
    return list(known[person, day])


def _read(person: int, day: date) -> list[Assignment]:
    return list(Assignment.objects.filter(valid_on(day), person_id=person))


def _forget(**_about: Any) -> None:
    if known := _known.get():
        known.clear()


post_save.connect(_forget, sender=Assignment, dispatch_uid="held.save")
post_delete.connect(_forget, sender=Assignment, dispatch_uid="held.delete")
