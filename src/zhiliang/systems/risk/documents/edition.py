"""One paper on its way: its language, its day, its number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils import timezone

from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block, Labels
from zhiliang.core.notice.words import Words

PAIRED = (19, 31, 19, 31)
SHORT = {"zh": 14, "en": 24}
Pair = tuple[str, object]
WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Edition:
    """`number` is the document number; without one a paper bears that of its case."""

    language: str
    issued: date
    number: str = ""

    @cached_property
    def words(self) -> Words:
        """The words in its language."""
        return Words(WORDS, self.language)

    def moment(self, at: datetime | None) -> str:
        """A moment as an office writes it."""
        if at is None:
            return "—"
        local = timezone.localtime(at)
        return f"{self.words.day(local.date())} {local:%H:%M}"

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

    def paragraphs(self, text: str) -> list[Block]:
        """A text as it was written, a paragraph each line."""
        return [Block(0, text=line) for line in text.splitlines() if line.strip()]

    def form(
        self,
        case: Any,
        title: str,
        body: Sequence[Part],
        *,
        agency: str,
        to: str = "",
        red: bool = False,
        notes: Sequence[str] = (),
    ) -> Form:
        """A paper of a case that an agency signs."""
        words = self.words
        return Form(
            agency=agency,
            title=title,
            number=self.number or words("common.number", number=case.number),
            addressee=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=agency,
            issued=self.issued,
            issued_text=words.day(self.issued),
            notes=tuple(notes),
            head="red" if red else "black",
            sample=case.sample,
            language=self.language,
            labels=self.labels,
        )

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
