"""What one system asks to be followed up: a part of an event that follow-up makes a task of."""

from dataclasses import asdict, dataclass
from typing import Any

ORDER = "order"
"""The key under which an event's data carry it."""


@dataclass(frozen=True)
class FollowUp:
    """That a place or a department owes something.

    `kind` is that of the task (`rectification`, `verification`, `assigned`), `item` what of the
    event's subject is owed, `code` the place or department, `lead` the department beside a place,
    `due` an ISO date or empty for the days that follow-up gives.
    """

    kind: str
    year: int
    item: str
    title_zh: str
    title_en: str
    finding_zh: str
    finding_en: str
    code: str
    subject_kind: str = "place"
    lead: str = ""
    supporting: tuple[str, ...] = ()
    due: str = ""

    def told(self) -> dict[str, Any]:
        """It as data of an event."""
        return asdict(self) | {"supporting": list(self.supporting)}
