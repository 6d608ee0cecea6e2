"""A law as dated data: from when to when it holds, and how sure its row is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from zhiliang.core.language import name_of


@dataclass(frozen=True, kw_only=True)
class DatedLaw:
    """One law from one day to another; rows of a system add what it says of its matter.

    `certainty` is "verified" or 待核; the note says what is to be verified.
    """

    key: str
    law_zh: str
    law_en: str
    valid_from: date
    certainty: str
    valid_to: date | None = None
    note_zh: str = ""
    note_en: str = ""

    def holds(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def law(self) -> str:
        """Its name in the reader's language."""
        return name_of(self, "law")


Law = TypeVar("Law", bound=DatedLaw)


def law_on(rows: Iterable[Law], key: str, day: date) -> Law | None:
    """The row of a matter that was in force on a day; None where none is on record."""
    return next((row for row in rows if row.key == key and row.holds(day)), None)
