"""Which span of time a file holds: an hour while hot, then a day, then a month where that is small.

A span is the beginning of an ISO time: "2024-01-05T13", "2024-01-05", "2024-01".
"""

from collections.abc import Collection
from datetime import datetime, timedelta

HOUR, DAY, MONTH = 13, 10, 7
DAYS_HOT = 2  # late data mostly come within two days
DAYS_OF_DAYS = 35


def due_span(hour: str, now: datetime) -> str:
    """The span that a time's hour ("2024-01-05T13") belongs into by its age."""
    age = now - datetime.fromisoformat(hour[:DAY]) - timedelta(days=1)
    if age <= timedelta(days=DAYS_HOT):
        return hour
    return hour[:DAY] if age <= timedelta(days=DAYS_OF_DAYS) else hour[:MONTH]


def span_for(hour: str, existing: Collection[str], now: datetime) -> str:
    """The span to put readings of an hour into: a longer one that is there already, or the due."""
    for length in (MONTH, DAY, HOUR):
        if hour[:length] in existing:
            return hour[:length]
    return due_span(hour, now)


def overlap(one: str, other: str) -> bool:
    """Whether two spans have a time in common."""
    return one.startswith(other) or other.startswith(one)
