"""A question's walk alone: which lots, and when; no makers, no holders, no gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils import timezone

from zhiliang.systems.traceability.answers import (
    ALGORITHM,
    BACKWARD_ALGORITHM,
    number_at,
    seconds_of,
)
from zhiliang.systems.traceability.exploring.asking import Question
from zhiliang.systems.traceability.exploring.reading import roots_of
from zhiliang.systems.traceability.models import TracedObject
from zhiliang.systems.traceability.tracing import walks
from zhiliang.systems.traceability.tracing.names import names_of


@dataclass(frozen=True)
class Reached:
    """Keys of the roots and of the lots reached, as recorded until `as_of`."""

    question: Question
    as_of: datetime
    number: int | None
    roots: list[int]
    reach: walks.Reach

    def __len__(self) -> int:
        """Count the lots, the roots among them, as the explorer does."""
        return len(self.roots) + len(self.reach.keys)

    @property
    def algorithm(self) -> str:
        """By which rule lots are in."""
        return ALGORITHM if self.question.direction == "forward" else BACKWARD_ALGORITHM


def reached(question: Question) -> Reached | None:
    """Walk; None for a code that no record names."""
    named = TracedObject.objects.filter(canonical__in=roots_of(question.root)).order_by("pk")
    roots = list(named.values_list("pk", flat=True))
    if not roots:
        return None
    walk = walks.ahead if question.direction == "forward" else walks.behind
    number = None if question.as_of is None else number_at(question.as_of)
    reach = walk(roots, window=seconds_of(question.window), number=number)
    return Reached(question, question.as_of or timezone.now(), number, roots, reach)


def named(found: Reached) -> list[str]:
    """Canonical identifiers, roots first, then those of `reach` in its order."""
    return [*names_of(found.roots), *names_of(found.reach.keys.tolist())]


def lots_of(found: Reached) -> Iterator[tuple[str, str | None]]:
    """Each lot by name with its time as ISO 8601 in UTC; roots first, without a time."""
    times = [*[None] * len(found.roots), *written(found.reach.at)]
    return zip(named(found), times, strict=True)


def written(at: walks.Ints) -> list[str]:
    """Seconds since 1970 as ISO 8601 in UTC."""
    moments: list[str] = np.datetime_as_string(at.astype("datetime64[s]"), timezone="UTC").tolist()
    return moments
