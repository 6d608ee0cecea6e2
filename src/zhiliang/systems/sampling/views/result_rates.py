"""Rates of published results by class, size, region and site, as the indicators' engine counts.

Every rate is a definition of the house narrowed by one more condition and asked of the lake; how
sure it is, and whether it may be shown, is `zhiliang.methods.estimate`'s to say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy

from zhiliang.core.language import pick
from zhiliang.core.period import Period
from zhiliang.indicators.answer import REGIONS, Figures
from zhiliang.indicators.definition import Ratio
from zhiliang.indicators.engines import engine as engine_of
from zhiliang.indicators.expression import Column, Literal, Node
from zhiliang.indicators.places import PROVINCE
from zhiliang.indicators.query import Query
from zhiliang.indicators.value import Value
from zhiliang.methods.estimate import Design, estimate_rate, nchs_2017, proportion_interval
from zhiliang.methods.rounding import round_half_up
from zhiliang.methods.tables.publication import COMPLEMENT, TOO_FEW
from zhiliang.systems.sampling.indicators.rates import PASSED, ROUTINE, discovery_rate
from zhiliang.systems.sampling.indicators.tables import SAMPLES
from zhiliang.systems.sampling.models import ProductClass, Site, Size

FEWEST_FOR_A_DESIGN = 2
DIMENSIONS = {
    "class": gettext_lazy("产品类别"),
    "size": gettext_lazy("企业规模"),
    "region": gettext_lazy("区域"),
    "site": gettext_lazy("抽样环节"),
    "year": gettext_lazy("年度"),
}


@dataclass(frozen=True)
class Cell:
    """One group: what the engine says of it, its 95 % interval [%], why it may not be shown."""

    dimension: str
    key: str
    name: str
    value: Value
    low: float
    high: float
    hidden: str

    @property
    def shown(self) -> bool:
        """Whether its rate is published."""
        return not self.hidden


def rate_of(key: str, where: Node | None = None) -> Ratio:
    """The pass rate of the samples counted in the discovery rate, narrowed by a condition.

    Pooled over what is on record, whether or not every city has samples.
    """
    counted = ROUTINE if where is None else ROUTINE & where
    return replace(
        discovery_rate,
        key=f"sampling.results.{key}",
        name_zh="抽检合格率",
        name_en="Pass rate of sampling",
        better="higher",
        where=counted,
        numerator=PASSED,
        pool="province",
    )


class Rates:
    """Rates of one lake, of the samples of a year, of one class if it is narrowed to that."""

    def __init__(self, figures: Figures, *, product_class: str = "") -> None:
        self._lake, self._places = figures.lake, figures.places
        self._narrow = Column("product_class").is_(product_class) if product_class else None
        self._class = product_class
        self._known: dict[str, Ratio] = {}
        self._figures = Figures(figures.lake, self._known)
        months = self._figures.periods(self._add("all"))
        self.years = sorted({Period.of(month.start, "year") for month in months})

    def _add(self, key: str, where: Node | None = None) -> str:
        parts = [part for part in (self._narrow, where) if part is not None]
        both = parts[0] & parts[1] if len(parts) == 2 else next(iter(parts), None)
        name = f"{self._class or 'all'}.{key}"
        self._known.setdefault(f"sampling.results.{name}", rate_of(name, both))
        return f"sampling.results.{name}"

    def whole(self, year: Period) -> Cell | None:
        """All samples of a year together."""
        name = pick(year.label_zh, year.label_en)
        return self._cell("year", year.key, (name, None), year)

    def by_year(self) -> list[Cell]:
        """All years together, oldest first."""
        return [cell for year in self.years if (cell := self.whole(year))]

    def groups(self, year: Period) -> list[Cell]:
        """Every group of every dimension of which anything was sampled in a year."""
        found = []
        for dimension, key, name, where in self._divided(year):
            if cell := self._cell(dimension, key, (name, where), year):
                found.append(cell)
        return found

    def _divided(self, year: Period) -> Iterator[tuple[str, str, str, Node]]:
        if not self._class:
            for one in ProductClass.objects.all():
                yield "class", one.code, one.name, Column("product_class").is_(one.code)
        for choice in Size:
            yield "size", choice.value, str(choice.label), Column("size").is_(choice.value)
        names = self._places.set_names()
        for region in (key for key in REGIONS if key in names):
            codes = self._codes(region, year)
            if codes:
                yield "region", region, pick(*names[region]), Column("place").one_of(*codes)
        for place in Site:
            yield "site", place.value, str(place.label), Column("site").is_(place.value)

    def _codes(self, region: str, year: Period) -> list[str]:
        """A region's cities and what lies in them."""
        cities = self._places.sets(year.end).get(region, ())
        return sorted({code for city in cities for code in self._places.within(city, year.key)})

    def _cell(
        self, dimension: str, key: str, told: tuple[str, Node | None], year: Period
    ) -> Cell | None:
        name, where = told
        asked = self._add("all" if where is None else f"{dimension}.{key}.{year.key}", where)
        value = self._figures.at(asked, PROVINCE, year)
        if not value.denominator or value.numerator is None:
            return None
        passed, tested = value.numerator, value.denominator
        low, high = (100 * float(bound) for bound in proportion_interval(passed, tested))
        return Cell(dimension, key, name, value, low, high, hidden_because(passed, tested))

    def items(self, year: Period, source: str) -> list[tuple[str, int]]:
        """Failing items of a year with how many samples failed by them, most first.

        Counted by the engine for each text of failing items; a sample may fail by several.
        """
        failed = ROUTINE & Column("conclusion").is_("fail")
        where = failed & self._narrow if self._narrow is not None else failed
        query = Query(SAMPLES, (Literal(1),), where, extra=("failing",))
        months = {f"{one:04d}-{month:02d}" for one, month in year.months()}
        counted: Counter[str] = Counter()
        rows = self._lake.remember(("items", query), lambda: engine_of("duckdb")(query, self._lake))
        for row in rows:
            if row.bucket in months and row.source == source:
                for item in filter(None, row.extra[0].split("、")):
                    counted[item] += row.rows
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def hidden_because(passed: int, tested: int) -> str:
    """Why a rate is not published by the NCHS rule; empty if it is.

    What the rule wants a statistician to look at first is not published here: nobody has.
    """
    if tested < FEWEST_FOR_A_DESIGN:
        return pick(TOO_FEW.zh, TOO_FEW.en)
    rate = estimate_rate(Design(np.ones(tested)), np.arange(tested) < passed)
    # a simple random sample is as precise as itself, not as one unit fewer
    verdict = nchs_2017(replace(rate, n_eff=float(tested)))
    if verdict.shown and not verdict.review:
        return ""
    held = next(note for note in verdict.notes if note is not COMPLEMENT)
    return pick(held.zh, held.en)


def shares(items: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """Items with their counts and cumulative share in per cent."""
    running = list(accumulate(count for _name, count in items))
    return [
        {
            "name": name,
            "value": count,
            "share": round_half_up(Fraction(100 * so_far, running[-1]), 1),
        }
        for (name, count), so_far in zip(items, running, strict=True)
    ]
