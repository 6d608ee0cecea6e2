"""One paper on its way: its language, day and number, the law it rests on, its blanks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.notice.article import DIGITS, number_of
from zhiliang.core.notice.edition import PAIRED, Printed
from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block
from zhiliang.systems.complaints.clocks import local_day
from zhiliang.systems.complaints.documents.persons import Shown, hidden
from zhiliang.systems.complaints.models import Case, Regime, Submission, regime_on

WORDS = Path(__file__).parent / "words"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Edition(Printed):
    """A paper of a complaint or a tip-off.

    `filled` are the blanks that only the office can fill, by name; one that is not filled is
    printed as a line to write on. `shown` says what of a person is printed.
    """

    folder = WORDS
    filled: Mapping[str, str] = field(default_factory=dict)
    shown: Callable[[Submission], Shown] = hidden

    def blank(self, key: str) -> str:
        """What the office wrote there, or a line."""
        return self.filled.get(key, "").strip() or self.words("common.blank")

    def agency(self, place: Place) -> str:
        """The office of a place."""
        return self.words("common.agency", place=place)

    def law(self, day: date | None, *steps: str, paragraph: int = 0) -> str:
        """The order in force on a day, with its articles on steps as far as they are on record."""
        regime = regime_on(day or self.issued)
        law = self._named(regime)
        found = [regime.articles[step] for step in steps if step in regime.articles]
        if not found:
            return law
        numbers = self.words.join(number_of(article) for article in found)
        told = {"law": law, "article": self.words.join(found), "number": numbers}
        if not paragraph:
            return self.words("common.article" if len(found) == 1 else "common.articles", **told)
        counted = DIGITS[paragraph] if self.language == "zh" else paragraph
        return self.words("common.paragraph", paragraph=counted, **told)

    def _named(self, regime: Regime) -> str:
        name, _bracket, order = name_of(regime, "law").partition(self.words("common.bracket"))
        return self.words("common.law", name=name, order=order[:-1])

    def day(self, at: datetime | None) -> str:
        """The local day of a moment as an office writes it."""
        return self.words.day(local_day(at))

    def moment(self, at: datetime | None) -> str:
        """A moment as an office writes it."""
        if at is None:
            return self.words("common.no_date")
        return self.words("common.moment", day=self.day(at), time=f"{timezone.localtime(at):%H:%M}")

    def said(self, *keys: str, **values: object) -> list[Part]:
        """Sentences as paragraphs."""
        return [Block(0, text=self.words(key, **values)) for key in keys]

    def head(self, key: str) -> Row:
        """The name of a part of a table, across it."""
        return Row((Cell(self.words(f"field.{key}"), label=True, span=len(PAIRED)),))

    def pair(self, *pairs: Pair) -> Row:
        """One or two names with their values side by side."""
        span = len(PAIRED) // len(pairs) - 1
        cells = ((self._label(key), Cell(text or "—", span=span)) for key, text in pairs)
        return Row(tuple(cell for both in cells for cell in both))

    def long(self, key: str, text: str, *, height: float) -> list[Row]:
        """A long text under its name."""
        whole = Cell(text.strip() or "—", span=len(PAIRED))
        return [self.head(key), Row((whole,), height=height)]

    def signatures(self, *who: str) -> Row:
        """Boxes to sign in, side by side."""
        span = len(PAIRED) // len(who)
        names = (self.words(f"field.{one}") for one in who)
        return Row(
            tuple(Cell(self.words("common.sign", who=name), span=span) for name in names), height=22
        )

    def _label(self, key: str) -> Cell:
        return Cell(self.words(f"field.{key}"), label=True)

    def form(
        self,
        case: Case,
        key: str,
        *,
        body: Sequence[Part],
        to: str = "",
        signed_by: str = "",
        notes: Iterable[str] = (),
    ) -> Form:
        """A paper about a case; a table that is filled in and signed inside has no `signed_by`."""
        words = self.words
        return Form(
            agency=signed_by or self.agency(case.place),
            title=words(f"{key}.title"),
            number=self.number or words("common.number", number=case.number),
            addressee=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=signed_by,
            issued=self.issued,
            issued_text=words.day(self.issued),
            notes=tuple(notes),
            sample=case.sample,
            language=self.language,
            labels=self.labels,
        )

    def table(self, *rows: Row) -> Grid:
        """A table of names and values."""
        return Grid(PAIRED, rows)
