"""Items of a case whose figure is told twice: by the subject, and by records or publications."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhiliang.core.period import Period
from zhiliang.evaluation.discrepancy import COMPUTED, REPORTED
from zhiliang.evaluation.models import Case
from zhiliang.evaluation.models.exact import exact
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import by_rule, computed_of, items_of
from zhiliang.evaluation.words import plain
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.value import Value


@dataclass(frozen=True)
class Twice:
    """What the subject says and what is computed, with the points that the rule gives."""

    item: Item
    said: Fraction
    computed: Fraction
    by_rule: Fraction

    @property
    def difference(self) -> Fraction:
        """Said less computed [unit of the indicator]."""
        return self.said - self.computed

    def beyond(self, tolerance: Fraction) -> bool:
        """Whether the two part by more than a share of the computed figure."""
        return abs(self.difference) > tolerance * abs(self.computed)

    @property
    def words(self) -> str:
        """Both figures in one line."""
        return f"{plain(self.said)} ≠ {plain(self.computed)}"


def told_twice(case: Case) -> Iterator[Twice]:
    """Every item of the case with two figures, in the order of the scheme.

    The subject's is the one in its self-evaluation, else the one it returned.
    """
    sheet, period = computed_of(case), Period.parse(str(case.year))
    stated = {row.item: exact(row.value_e6) for row in case.marks.all()}
    figures = figures_or_none()
    if figures is None:
        return
    place = case.subject if case.place_id else "440000"
    for item in items_of(case):
        sources = figures.by_source(item.indicator, period).get(place, {})
        said = stated.get(item.key)
        said = _exact(sources.get(REPORTED)) if said is None else said
        computed = _computed(sources, sample=case.cycle.sample)
        if said is not None and computed is not None:
            yield Twice(item, said, computed, by_rule(sheet.get(item.key)))


def _computed(sources: dict[str, Value], *, sample: bool) -> Fraction | None:
    """The figure of records or publications; a sample cycle is held against sample figures."""
    kinds = (*COMPUTED, "sample") if sample else COMPUTED
    return next((v for kind in kinds if (v := _exact(sources.get(kind))) is not None), None)


def _exact(value: Value | None) -> Fraction | None:
    return None if value is None else value.exact
