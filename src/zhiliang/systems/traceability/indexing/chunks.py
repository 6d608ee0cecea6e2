"""Lists in pieces that a database takes at ease."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Value = TypeVar("Value")
CHUNK = 500
"""Values in one IN list: within what SQLite and PostgreSQL take."""


def in_chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Lists of at most CHUNK values."""
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]
