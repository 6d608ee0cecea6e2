"""What was computed from something else is computed anew, and compared with what is on record.

A system registers one function for each kind of verdict that it keeps; nothing is written. A year
is sealed only when none of them finds a difference.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Protocol

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Difference:
    """A record that says something else than what it was computed from."""

    subject: str
    day: str
    field: str
    recorded: str
    computed: str

    def __str__(self) -> str:
        return f"{self.subject} {self.day} {self.field} {self.recorded} ≠ {self.computed}"


@dataclass
class Checked:
    """How many records were computed anew, and which differ."""

    count: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Numbers for a sentence."""
        return {"count": self.count, "different": len(self.differences)}

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "checked": self.count,
            "differences": [asdict(difference) for difference in self.differences],
        }

    def compare(
        self,
        recorded: Iterable[Any],
        computed: Sequence[Any],
        *,
        about: Callable[[Any], tuple[Any, ...]],
        fields: Sequence[str],
    ) -> None:
        """Note what differs, records that only one side has included.

        `about` gives the subject, the day and what else tells records apart.
        """
        standing = {about(row): row for row in recorded}
        self.count += len(computed)
        for row in computed:
            key = about(row)
            self.differences += _compared(key, standing.pop(key, None), row, fields)
        for key, row in standing.items():
            self.differences.append(_difference(key, "", getattr(row, fields[0]), "—"))


class Recheck(Protocol):
    """Compute the records of a stretch of days anew."""

    def __call__(self, start: date, end: date, *, progress: Progress = ...) -> Checked:
        """What was found."""


rechecks: dict[str, Recheck] = {}


def recheck(name: str) -> Callable[[Recheck], Recheck]:
    """Decorator: run this before a year is sealed. ValueError for a name that is taken."""

    def register(function: Recheck) -> Recheck:
        if name in rechecks:
            raise ValueError(f"recheck {name} is declared twice")
        rechecks[name] = function
        return function

    return register


def recheck_all(
    start: date, end: date, *, progress: Progress = lambda line: None
) -> dict[str, Checked]:
    """Everything that is registered, by name."""
    return {name: run(start, end, progress=progress) for name, run in sorted(rechecks.items())}


def _compared(
    key: tuple[Any, ...], recorded: Any, computed: Any, fields: Sequence[str]
) -> Iterator[Difference]:
    if recorded is None:
        yield _difference(key, "", "—", getattr(computed, fields[0]))
        return
    for name in fields:
        told, given = getattr(recorded, name), getattr(computed, name)
        if told != given:
            yield _difference(key, name, told, given)


def _difference(key: tuple[Any, ...], name: str, recorded: Any, computed: Any) -> Difference:
    subject, day = key[:2]
    return Difference(str(subject), str(day), name, str(recorded), str(computed))
