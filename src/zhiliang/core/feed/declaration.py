"""What a feed is: the columns of an outside format and how one row becomes a value."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

Row = Mapping[str, str]


class Unreadable(ClerkError):
    """The file as a whole cannot be taken; `line` is where the fault shows, its head by default."""

    code = "unreadable"

    def __init__(self, message: str, hint: str = "", *, line: int = 1) -> None:
        super().__init__(message, hint)
        self.line = line


class FieldError(ValueError):
    """One field of a row cannot be taken; `reason` is for the clerk."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.value = "" if value is None else str(value)
        self.reason = str(reason)


@dataclass(frozen=True)
class Column:
    """A column by our name; `required` means it must be there and filled in every row."""

    name: str
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: its line in the file, the field, what stood there and why."""

    line: int
    field: str
    value: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The four parts by name, as commands and pages show them."""
        return {
            "line": self.line,
            "field": self.field,
            "value": self.value,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Feed:
    """An outside format; registers itself under `key`.

    `parse` turns one row ({column name: stripped text, "" if empty}) into a value and raises
    FieldError for what it cannot take. It is pure: no database, no clock.
    """

    key: str
    columns: tuple[Column, ...] = field(kw_only=True)
    parse: Callable[[dict[str, str]], Any] = field(kw_only=True)
    note_zh: str = field(default="", kw_only=True)
    note_en: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if self.key in feeds:
            raise ValueError(f"feed {self.key} is declared twice")
        feeds[self.key] = self


@dataclass(frozen=True)
class Reading:
    """A file that was read: (line, value) of good rows, the rejects, and what the file was."""

    rows: list[tuple[int, Any]]
    rejected: list[Reject]
    digest: str
    encoding: str
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What accepting a reading did; `unchanged` if nothing had to be written."""

    accepted: int
    rejected: list[Reject]
    digest: str
    unchanged: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The outcome as `zhiliang import --json` prints it."""
        return {
            "accepted": self.accepted,
            "rejected": [reject.as_dict() for reject in self.rejected],
            "digest": self.digest,
            "unchanged": self.unchanged,
        }


def unfit(reading: Reading, faults: Iterable[Reject], *, dry_run: bool) -> Outcome | None:
    """What becomes of a file that is taken whole or not at all; None if it is to be written.

    `faults` are those found beyond the rows that the reading itself refused.
    """
    found = [*reading.rejected, *faults]
    if not found and not reading.rows:
        found = [Reject(1, "", "", _("文件里没有数据行。"))]
    if found:
        return Outcome(0, found, reading.digest)
    return Outcome(len(reading.rows), [], reading.digest) if dry_run else None


Acceptor = Callable[..., Outcome]

feeds: dict[str, Feed] = {}
_acceptors: dict[str, Acceptor] = {}


def register_acceptor(feed_key: str) -> Callable[[Acceptor], Acceptor]:
    """Decorator: this action takes readings of the feed: `function(reading, *, by, **options)`."""

    def register(function: Acceptor) -> Acceptor:
        if feed_key in _acceptors:
            raise ValueError(f"feed {feed_key} has two acceptors")
        _acceptors[feed_key] = function
        return function

    return register


def acceptor_of(feed_key: str) -> Acceptor:
    """The action that takes readings of the feed; KeyError if there is none."""
    return _acceptors[feed_key]
