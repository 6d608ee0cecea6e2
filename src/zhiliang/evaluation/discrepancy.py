"""Reported against computed: where a returned figure and one from records or publications part.

Both are shown with their difference, its history, and where the place stands among the others. A
difference is a question, not a verdict: definitions, dates and rounding can all explain it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.value import Value
from zhiliang.methods.ranking import competition_ranks

REPORTED = "returns"
COMPUTED = ("records", "published")
PAST_YEARS = 4


@dataclass(frozen=True)
class Discrepancy:
    """One figure told twice; `rank` 1 has the largest relative difference of its level."""

    returned: Value
    computed: Value
    difference: Fraction
    relative: Fraction | None
    rank: int | None = None
    history: tuple[tuple[str, Fraction], ...] = ()

    @property
    def indicator(self) -> str:
        """Key of the indicator."""
        return self.returned.indicator

    @property
    def place(self) -> str:
        """Place code."""
        return self.returned.place

    def beyond(self, tolerance: Fraction) -> bool:
        """Whether the two differ by more than a share of the computed one; 0 has no share."""
        if self.relative is None:
            return self.difference != 0
        return abs(self.relative) > tolerance


def discrepancies(
    figures: Figures, keys: Iterable[str], period: Period, *, level: str = "city"
) -> list[Discrepancy]:
    """Every figure of a period that is both returned and computed, widest apart first.

    Figures that are alike are among them: that they agree is worth knowing, too.
    """
    found = [one for key in keys for one in _of_indicator(figures, key, period, level)]
    return sorted(found, key=_width, reverse=True)


def _width(one: Discrepancy) -> tuple[bool, Fraction, str, str]:
    return (*_apart(one), one.indicator, one.place)


def _apart(one: Discrepancy) -> tuple[bool, Fraction]:
    """How far apart: what differs from zero has no share and stands before all that has."""
    if one.relative is None:
        return (one.difference != 0, abs(one.difference))
    return (False, abs(one.relative))


def _of_indicator(figures: Figures, key: str, period: Period, level: str) -> Iterator[Discrepancy]:
    places = figures.places.of_level(level, period.end)
    told = figures.by_source(key, period)
    pairs = [pair for place in places if (pair := _compared(told.get(place, {})))]
    apart = [_apart(pair) for pair in pairs]
    ranks = competition_ranks([(not first, -width) for first, width in apart])
    past = _past(figures, key, period)
    for pair, rank in zip(pairs, ranks, strict=True):
        yield replace(pair, rank=rank, history=tuple(past.get(pair.place, ())))


def _compared(told: Mapping[str, Value]) -> Discrepancy | None:
    """The returned figure beside the best other one; None where one of them is missing."""
    returned = told.get(REPORTED)
    computed = next((v for s in COMPUTED if (v := told.get(s)) and v.exact is not None), None)
    if returned is None or returned.exact is None or computed is None or computed.exact is None:
        return None
    difference = returned.exact - computed.exact
    relative = difference / abs(computed.exact) if computed.exact else None
    return Discrepancy(returned, computed, difference, relative)


def _past(figures: Figures, key: str, period: Period) -> Mapping[str, list[tuple[str, Fraction]]]:
    """Place → (period, difference) of the years before, oldest first."""
    found: dict[str, list[tuple[str, Fraction]]] = {}
    for year in range(period.start.year - PAST_YEARS, period.start.year):
        told = figures.by_source(key, Period.parse(str(year)))
        for place, sources in told.items():
            if pair := _compared(sources):
                found.setdefault(place, []).append((str(year), pair.difference))
    return found
