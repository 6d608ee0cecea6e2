"""One form on its way to paper: its language, day and number, whose it is, what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.notice.article import number_of
from zhiliang.core.notice.edition import Printed
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block, Letter
from zhiliang.systems.sampling.models import Regime, RegimeKey, SamplingCase

WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Edition(Printed):
    """A form of a plan, a sample or what follows from it."""

    folder = WORDS

    def agency(self, place: Place, regime: RegimeKey | str) -> str:
        """The authority of a place for a kind of product."""
        keys = (f"agency.{regime}.{place.level}", f"agency.{regime}", "agency.any")
        return self.words.first(*keys, place=self.place(place))

    def place(self, place: Place) -> str:
        """A place with the city it belongs to."""
        above = place.names.filter(superseded_at=None).order_by("valid_from").last()
        if place.level != Place.Level.DISTRICT or above is None or above.parent is None:
            return str(place)
        return self.words("common.district", district=place, city=above.parent)

    def cite(self, regime: Regime, *steps: str) -> str:
        """The law, and its articles on the steps as far as they are on record."""
        return self._articles(self._law(regime, "law"), regime, steps)

    def introduce(self, regime: Regime, *steps: str) -> str:
        """The same where the law is named first, with the short name it has from then on."""
        return self._articles(self._law(regime, "introduced"), regime, steps)

    def brief(self, regime: Regime, *steps: str) -> str:
        """The same once the law was introduced."""
        return self._articles(self._short(regime), regime, steps)

    def ground(self, regime: Regime, step: str) -> str:
        """The same in brackets at the end of a sentence; empty where no article is on record."""
        if step not in regime.articles:
            return ""
        return self.words("common.ground", law=self.brief(regime, step))

    def _law(self, regime: Regime, how: str) -> str:
        name, bracket, rest = regime.law.partition(self.words("common.bracket"))
        known = {"name": name.strip(), "rest": rest[:-1], "short": self._short(regime)}
        return self.words(f"common.{how}_more" if bracket else f"common.{how}", **known)

    def _short(self, regime: Regime) -> str:
        name = regime.law.partition(self.words("common.bracket"))[0].strip()
        kind = "measures" if "办法" in regime.law_zh else "law"
        return self.words(f"common.short_{kind}", name=name.removeprefix("中华人民共和国"))

    def _articles(self, law: str, regime: Regime, steps: Sequence[str]) -> str:
        found = dict.fromkeys(regime.articles[step] for step in steps if step in regime.articles)
        if not found:
            return law
        articles: Sequence[object] = list(found)
        if self.language == "en":
            articles = sorted(number_of(article) for article in found)
        key = "article" if len(articles) == 1 else "articles"
        return self.words(f"common.{key}", law=law, articles=self.words.join(articles))

    def within(self, regime: Regime, clock: str, day: date) -> str:
        """How many days a step has, in words; empty where the law sets none."""
        rule = regime.rule(clock, day)
        if rule is None or rule.number is None:
            return ""
        return self.words(f"within.{rule.unit}", number=rule.number)

    def form(
        self,
        case: SamplingCase,
        key: str,
        *,
        to: str = "",
        body: Sequence[Part],
        by: Place | None = None,
        signed_by: str = "",
        notes: Sequence[str] = (),
    ) -> Form:
        """A form of a case, signed by the authority of a place unless somebody else signs."""
        words = self.words
        agency = signed_by or self.agency(by or case.authority, case.regime_key)
        return Form(
            agency=agency,
            title=words.first(f"{key}.{case.regime_key}", f"{key}.title"),
            number=self.number or words("common.number", number=case.number),
            addressee=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=agency,
            issued=self.issued,
            issued_text=words.day(self.issued),
            notes=(*notes, *self._unchecked(case.regime)),
            sample=case.sample,
            language=self.language,
            labels=self.labels,
        )

    def table(
        self, case: SamplingCase, key: str, *, body: Sequence[Part], notes: Sequence[str] = ()
    ) -> Form:
        """A form that is signed inside its tables."""
        return replace(self.form(case, key, body=body, notes=notes), signed_by="", issued_text="")

    def letter(
        self,
        case: SamplingCase,
        key: str,
        *,
        to: str = "",
        body: Sequence[Block],
        by: Place,
        copies_to: str = "",
    ) -> Letter:
        """A letter of GB/T 9704 about a case."""
        words = self.words
        agency = self.agency(by, case.regime_key)
        return Letter(
            mark=agency,
            number=self.number,
            title=words(f"{key}.heading", firm=case.firm, product=case.product_class),
            addressees=words("common.to", name=to) if to else "",
            body=tuple(body),
            signed_by=agency,
            issued=self.issued,
            issued_text=words.day(self.issued),
            copies_to=copies_to,
            printed_by=agency,
            sample=case.sample,
            language=self.language,
            labels=self.labels,
        )

    def _unchecked(self, regime: Regime) -> tuple[str, ...]:
        """What is to be verified about the law a form rests on."""
        if regime.certainty == "verified" and not regime.note_zh:
            return ()
        return (self.words("common.unchecked", note=name_of(regime, "note")),)
