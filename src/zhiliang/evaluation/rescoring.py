"""Scoring again from a results document alone: exactly, without lake, database or clock.

An entry of the results holds the figure it was scored with; the same rules over the same figures
give the same points, and other rules, points or figures give what would have been.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhiliang.evaluation.adjustments import Established
from zhiliang.evaluation.assess import Scored, scored, settled, total
from zhiliang.evaluation.scheme import Item, Scheme
from zhiliang.indicators.value import Value
from zhiliang.methods.ranking import competition_ranks
from zhiliang.methods.rounding import round_half_up

Results = Mapping[str, Any]
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """A subject as it stands under a scheme; `lines` are its items with exact points."""

    subject: Mapping[str, Any]
    lines: tuple[Scored, ...]
    score: Fraction
    shown: Decimal
    grade: str
    vetoed: bool
    rank: int = 0

    @property
    def code(self) -> str:
        """Place code or key of a department."""
        return str(self.subject["code"])

    @property
    def kind(self) -> str:
        """city | district | department."""
        return str(self.subject["kind"])

    @property
    def key(self) -> tuple[bool, Decimal]:
        """What subjects are ranked by: a vetoed one stands below all others."""
        return (self.vetoed, -self.shown)

    @property
    def faithful(self) -> bool:
        """Whether the results hold every figure to its last digit: the score comes out as sealed.

        A mean or a total is kept rounded, so that its points may differ in the last place.
        """
        return str(self.score) == self.subject["exact"]


def figure_of(entry: Entry) -> Fraction | None:
    """The exact figure behind an entry: its quotient where that rounds to the value shown."""
    if entry["value"] is None:
        return None
    value = Decimal(entry["value"])
    if entry["denominator"] and entry["numerator"] is not None:
        factor = 100 if entry["unit"] == "%" else 1
        quotient = Fraction(entry["numerator"] * factor, entry["denominator"])
        if round_half_up(quotient, max(0, -int(value.as_tuple().exponent))) == value:
            return quotient
    return Fraction(value)


def value_of(entry: Entry) -> Value:
    """The figure of an entry as the rules take it."""
    value = None if entry["value"] is None else Decimal(entry["value"])
    return Value(
        *(entry["indicator"], entry["period"], entry.get("place", ""), "", "", value),
        *(entry["numerator"], entry["denominator"], entry["status"], entry["source"] or ""),
        exact=figure_of(entry),
    )


def as_evaluated(results: Results) -> list[Standing]:
    """All subjects under the scheme they were evaluated with, in the order of the results."""
    scheme = scheme_in(results)
    return ranked(
        standing(subject, (_again(Item(e), e) for e in subject["items"]), scheme)
        for subject in results["subjects"]
    )


def _again(item: Item, entry: Entry) -> Scored:
    """An item scored on the figure of an entry; what people established keeps its share."""
    line = scored(item, value_of(entry))
    told = entry.get("established")
    if told is None:
        return line
    share = Fraction(entry["earned"]) / Fraction(entry["points"])
    points = share * item.points
    return settled(line, Established(points, source=entry["source"] or "", **told))


def under(results: Results, scheme: Scheme) -> list[Standing]:
    """All subjects under another scheme, scored on the figures that the results hold.

    An item whose figure the results do not hold counts as not collected; `unanswered` lists them.
    """
    return ranked(
        standing(subject, _lines(subject, items_for(subject, scheme)), scheme)
        for subject in results["subjects"]
    )


def unanswered(results: Results, scheme: Scheme) -> set[str]:
    """Indicators of a scheme of which the results hold no figure for somebody it asks."""
    return {
        item.indicator
        for subject in results["subjects"]
        for item in items_for(subject, scheme)
        if item.indicator not in {entry["indicator"] for entry in subject["items"]}
    }


def scheme_in(results: Results) -> Scheme:
    """What the results say of their scheme: enough to round, to grade and to cap."""
    return Scheme(results["scheme"])


def standing(subject: Mapping[str, Any], lines: Iterable[Scored], scheme: Scheme) -> Standing:
    """An unranked subject with its items scored."""
    kept = tuple(lines)
    score = total(kept, scheme.max_points)
    vetoed = any(line.outcome.veto for line in kept)
    grade = scheme.lowest if vetoed else scheme.grade(score)
    return Standing(subject, kept, score, scheme.rounded(score), grade, vetoed)


def ranked(standings: Iterable[Standing]) -> list[Standing]:
    """The same with ranks among subjects of a kind, as the evaluation ranks."""
    listed = list(standings)
    ranks = {
        id(one): rank
        for kind in dict.fromkeys(one.kind for one in listed)
        for one, rank in _ranks([one for one in listed if one.kind == kind])
    }
    return [
        Standing(s.subject, s.lines, s.score, s.shown, s.grade, s.vetoed, ranks[id(s)])
        for s in listed
    ]


def _ranks(listed: Sequence[Standing]) -> list[tuple[Standing, int]]:
    ranks = competition_ranks([one.key for one in listed])
    return [(one, rank or 0) for one, rank in zip(listed, ranks, strict=True)]


def rank_among(one: Standing, others: Iterable[Standing]) -> int:
    """Rank a subject would have with what it has now, all others staying as they are."""
    return 1 + sum(other.key < one.key for other in others if other.code != one.code)


def items_for(subject: Mapping[str, Any], scheme: Scheme) -> tuple[Item, ...]:
    """What a scheme asks of a subject; nothing if it has no sheet for it."""
    for sheet in scheme.sheets:
        own = sheet.code in ("", subject["code"])
        if sheet.kind == subject["kind"] and own:
            return sheet.items
    return ()


def _lines(subject: Mapping[str, Any], items: Iterable[Item]) -> Iterable[Scored]:
    judged = {entry["key"]: entry for entry in subject["items"] if "established" in entry}
    known = {entry["indicator"]: value_of(entry) for entry in subject["items"]}
    for item in items:
        if item.key in judged and judged[item.key]["indicator"] == item.indicator:
            yield _again(item, judged[item.key])
        else:
            yield scored(item, known.get(item.indicator) or _nothing(item, subject))


def _nothing(item: Item, subject: Mapping[str, Any]) -> Value:
    return Value(item.indicator, "", subject["code"], "", "")
