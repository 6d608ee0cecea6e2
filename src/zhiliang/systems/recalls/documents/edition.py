"""One paper on its way: its language, day and number, whose it is, what it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.notice.article import number_of
from zhiliang.core.notice.edition import Printed
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.recalls.models import Recall, Regime

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Edition(Printed):
    """A paper about a recall and the law that it follows."""

    folder = WORDS

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
