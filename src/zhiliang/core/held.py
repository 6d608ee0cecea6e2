"""Assignments read once for a page: what somebody holds is asked a dozen times while one is made.

Outside `read_once()` every question goes to the database. Every action leaves an event, and an
event that is appended makes all of this be read again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from zhiliang.core.models import Assignment
from zhiliang.core.models.validity import valid_on

_known: ContextVar[dict[tuple[int, date], list[Assignment]] | None] = ContextVar(
    "assignments", default=None
)


@contextmanager
def read_once() -> Iterator[None]:
    """Remember answers until the block ends, or something is changed."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def read_again() -> None:
    """Forget what was read: something was changed."""
    if known := _known.get():
        known.clear()


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
