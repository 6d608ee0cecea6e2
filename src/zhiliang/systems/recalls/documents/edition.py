"""One paper on its way: its language, day and number, whose it is, what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from django.utils import timezone

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.notice.article import number_of
from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block, Labels
from zhiliang.core.notice.words import Words
from zhiliang.systems.recalls.models import Recall, Regime

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

    def agency(self, recall: Recall, place: Place | None = None) -> str:
        """The office that supervises a recall, or that of another place for its product."""
        at = place or recall.authority
        keys = (f"agency.{recall.regime_key}", "agency.any")
        return self.words.first(*keys, place=at)

    def law(self, regime: Regime, *steps: str) -> str:
        """The law, and its articles on the steps as far as they are on record."""
        found = dict.fromkeys(regime.articles[step] for step in steps if step in regime.articles)
        name = self.words("common.law", name=name_of(regime, "law"))
        if not found:
            return name
        articles: list[object] = list(found)
        if self.language == "en":
            articles = [number_of(article) for article in found]
        key = "article" if len(articles) == 1 else "articles"
        return self.words(f"common.{key}", law=name, articles=self.words.join(articles))

    def moment(self, at: datetime | None) -> str:
        """A moment as an office writes it."""
        if at is None:
            return self.words("common.no_date")
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
                rows += self._filled(waiting)
                waiting = []
                rows.append(Row((named, Cell(text, span=3))))
            else:
                waiting += [named, Cell(text)]
            if len(waiting) == len(PAIRED):
                rows.append(Row(tuple(waiting)))
                waiting = []
        return Grid(PAIRED, (*rows, *self._filled(waiting)))

    def _filled(self, waiting: Sequence[Cell]) -> list[Row]:
        if not waiting:
            return []
        label, value = waiting
        return [Row((label, Cell(value.text, span=3)))]

    def form(
        self,
        recall: Recall,
        key: str,
        *,
        to: str = "",
        body: Sequence[Part],
        signed_by: str = "",
        red: bool = False,
    ) -> Form:
        """A paper about a recall, signed by its office unless somebody else signs."""
        words = self.words
        agency = signed_by or self.agency(recall)
        return Form(
            agency=agency,
            title=words(f"{key}.title"),
            number=self.number or words("common.number", number=recall.number),
            addressee=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=agency,
            issued=self.issued,
            issued_text=words.day(self.issued),
            notes=self._unchecked(recall.regime),
            head="red" if red else "black",
            sample=recall.sample,
            language=self.language,
            labels=self.labels,
        )

    def numbered(self, texts: Iterable[str]) -> list[Block]:
        """Sentences as a numbered list; empty ones are left out."""
        kept = [text for text in texts if text]
        return [
            Block(0, heading=f"{number}. ", text=text) for number, text in enumerate(kept, start=1)
        ]

    def _unchecked(self, regime: Regime) -> tuple[str, ...]:
        if "待核" not in regime.note_zh and regime.certainty == "verified":
            return ()
        return (self.words("common.unchecked", note=name_of(regime, "note")),)

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
