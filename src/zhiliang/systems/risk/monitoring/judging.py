"""Series judged by the method that fits their history; the same numbers give the same verdict."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite, sqrt
from typing import Any

import numpy as np
from scipy import stats

from zhiliang.methods.aberration import ears, farrington_flexible
from zhiliang.systems.risk.models import Signal
from zhiliang.systems.risk.monitoring.counting import Series, series_on
from zhiliang.systems.risk.rules import Monitor, monitor

LONG, SHORT = "farrington_flexible", "ears_c2"
BASELINE = 7
"""Weeks that the short-history method compares with, two weeks before the one it judges."""
PLACES = 4
"""Results are rounded to so many places: enough to read, few enough to be met again elsewhere."""


@dataclass(frozen=True)
class Numbers:
    """What a method says of the last week of a series; `p` None where it gives no probability."""

    expected: float
    upper: float
    score: float
    p: float | None
    alarm: bool


@dataclass(frozen=True)
class Verdict:
    """A series with what was said of its last week, by which method with which parameters."""

    series: Series
    method: str
    parameters: dict[str, Any]
    numbers: Numbers

    @property
    def observed(self) -> int:
        """The count of the week that was judged."""
        return self.series.counts[-1]


def alarms_on(on: date) -> list[Verdict]:
    """Alarms of the seven days that end on a day: the finest strata, the strongest first.

    A stratum that alarms only because a part of it does is left out.
    """
    rules = monitor()
    found = [one for one in _verdicts(on, rules) if _rings(one, rules)]
    finest = [
        one
        for one in found
        if not any(one.series.stratum.holds(other.series.stratum) for other in found)
    ]
    return sorted(finest, key=lambda one: (-one.numbers.score, one.series.stratum))


def _verdicts(on: date, rules: Monitor) -> Iterator[Verdict]:
    alike: dict[tuple[str, int], list[Series]] = defaultdict(list)
    for series in series_on(on, rules):
        weeks = len(series.counts)
        alike[LONG if weeks > rules.long_weeks else SHORT, weeks].append(series)
    for (method, weeks), group in alike.items():
        first = on - timedelta(days=7 * weeks - 1)
        parameters = parameters_of(method, rules, first)
        results = judge([one.counts for one in group], method, parameters)
        for series, numbers in zip(group, results, strict=True):
            yield Verdict(series, method, parameters, numbers)


def _rings(verdict: Verdict, rules: Monitor) -> bool:
    month = sum(verdict.series.counts[-4:])
    enough = verdict.observed >= rules.least_in_week and month >= rules.least_in_month
    return verdict.numbers.alarm and enough


def parameters_of(method: str, rules: Monitor, first: date) -> dict[str, Any]:
    """What a method is run with, as it is kept with a signal; `first` is the first day of row 0."""
    # the rate as text: what is digested must have one exact form
    if method == SHORT:
        return {"alpha": str(rules.short_alpha), "baseline": BASELINE, "min_sigma": 1}
    return {
        "alpha": str(rules.alpha),
        "b": rules.years,
        "w": rules.half_window,
        "past_weeks_not_included": rules.weeks_left_out,
        # with the error of the expected number: few weeks of few reports do not tell it well
        "threshold_method": "muan",
        "first_week": first.isoformat(),
    }


def judge(
    counts: Sequence[Sequence[int]], method: str, parameters: dict[str, Any]
) -> list[Numbers]:
    """What a method says of the last week of each series; all are of one length."""
    table = np.array(counts, dtype=float).T
    told = {**parameters, "alpha": float(parameters["alpha"])}
    found = RUNS[method](table, [len(table) - 1], told)
    return [
        _numbers(*(float(field[0][unit]) for field in found), observed=float(table[-1][unit]))
        for unit in range(table.shape[1])
    ]


def _long(table: Any, weeks: list[int], told: dict[str, Any]) -> tuple[Any, ...]:
    first = date.fromisoformat(told.pop("first_week"))
    found = farrington_flexible(table, weeks=weeks, first_week=first, **told)
    return found.expected, found.upper_bound, found.p_value


def _short(table: Any, weeks: list[int], told: dict[str, Any]) -> tuple[Any, ...]:
    told = {**told, "alpha": _normal_level(told["alpha"], told["baseline"])}
    found = ears(table, weeks=weeks, method="C2", **told)
    return found.expected, found.upper_bound, found.p_value


def _normal_level(alpha: float, baseline: int) -> float:
    """The level at which a normal bound is that of Student's t for a mean of so few weeks."""
    quantile = float(stats.t.isf(alpha, baseline - 1)) * sqrt(1 + 1 / baseline)
    return float(stats.norm.sf(quantile))


RUNS = {LONG: _long, SHORT: _short}


def _numbers(expected: float, upper: float, p: float, *, observed: float) -> Numbers:
    """The numbers of one series, rounded; a week that could not be judged is no alarm."""
    if not (isfinite(expected) and isfinite(upper)):
        return Numbers(0.0, 0.0, 0.0, None, alarm=False)
    way = upper - expected
    score = (observed - expected) / way if way > 0 else 0.0
    return Numbers(
        round(expected, PLACES),
        round(upper, PLACES),
        round(score, PLACES),
        round(p, PLACES + 2) if isfinite(p) else None,
        alarm=observed > upper,
    )


@dataclass(frozen=True)
class Week:
    """A week of a signal's series; bounds None where there was too little to judge it by."""

    ends_on: date
    observed: int
    expected: float | None
    upper: float | None
    alarm: bool


def history_of(signal: Signal, *, weeks: int = 52) -> list[Week]:
    """The last weeks of a signal as its method judges each of them, newest last."""
    counts, bounds = signal.weeks, _bounds(signal, weeks)
    shown = range(max(0, len(counts) - weeks), len(counts))
    last = len(counts) - 1
    return [
        _week(signal.ends_on - timedelta(days=7 * (last - row)), counts[row], bounds.get(row))
        for row in shown
    ]


def _bounds(signal: Signal, weeks: int) -> dict[int, tuple[float, float]]:
    """Expected number and upper bound of the last rows that have enough before them."""
    told = {**signal.told, "alpha": float(signal.told["alpha"])}
    judged = list(range(_first(signal, told), len(signal.weeks)))[-weeks:]
    if not judged:
        return {}
    table = np.array([signal.weeks], dtype=float).T
    expected, upper, _p = RUNS[signal.method](table, judged, told)
    return {row: (float(expected[n][0]), float(upper[n][0])) for n, row in enumerate(judged)}


def _first(signal: Signal, told: dict[str, Any]) -> int:
    """The first row that has enough before it."""
    if signal.method == SHORT:
        return int(told["baseline"]) + 2
    return 52 * int(told["b"]) + int(told["w"]) + 4


def _week(day: date, observed: int, bounds: tuple[float, float] | None) -> Week:
    if bounds is None or not all(map(isfinite, bounds)):
        return Week(day, observed, None, None, alarm=False)
    low, high = (round(bound, 2) for bound in bounds)
    return Week(day, observed, low, high, alarm=observed > high)
