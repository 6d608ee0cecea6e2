"""One paper on its way: its language, day and number, and what all papers are laid out of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from zhiliang.core.notice.form import Cell, Grid, Row
from zhiliang.core.notice.letter import Labels
from zhiliang.core.notice.words import Words

PAIRED = (19, 31, 19, 31)
"""Shares of the width of two names with their values."""
SHORT = {"zh": 14, "en": 24}
"""Characters of a value that has half a row."""
Pair = tuple[str, object]


@dataclass(frozen=True)
class Printed:
    """A system's edition adds whose papers they are and what they rest on.

    `number` is the document number; without one a paper bears that of its case. `folder` holds the
    system's words: `field.<name>` for the facts, `common.copies` and the like for the layouts.
    """

    folder: ClassVar[Path]

    language: str
    issued: date
    number: str = ""

    @cached_property
    def words(self) -> Words:
        """The words in its language."""
        return Words(self.folder, self.language)

    def facts(self, pairs: Iterable[Pair]) -> Grid:
        """Names and values two to a row; a long value has a row to itself."""
        rows: list[Row] = []
        waiting: list[Cell] = []
        for label, value in pairs:
            text = str(value if value not in (None, "") else "—")
            named = Cell(self.words(f"field.{label}"), label=True)
            if len(text) > SHORT[self.language] or "\n" in text:
                rows += _filled(waiting)
                waiting = []
                rows.append(Row((named, Cell(text, span=3))))
            else:
                waiting += [named, Cell(text)]
            if len(waiting) == len(PAIRED):
                rows.append(Row(tuple(waiting)))
                waiting = []
        return Grid(PAIRED, (*rows, *_filled(waiting)))

    @property
    def labels(self) -> Labels:
        """The words that the layouts print."""
        words = self.words
        return Labels(
            copies=words("common.copies"),
            printed=words("common.printed"),
            sample_badge=words("common.sample_badge"),
            sample_mark=words("common.sample_mark"),
        )


def _filled(waiting: Sequence[Cell]) -> list[Row]:
    if not waiting:
        return []
    label, value = waiting
    return [Row((label, Cell(value.text, span=3)))]
