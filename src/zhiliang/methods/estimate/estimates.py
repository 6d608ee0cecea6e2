"""Means and rates of a population and of its domains, with the error that the design brings."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.estimate.design import Design
from zhiliang.methods.estimate.grouping import Labels, coded
from zhiliang.methods.estimate.intervals import effective_size, rate_interval, t_quantile
from zhiliang.methods.estimate.means import Means, checked, domain_means, ratio, whole
from zhiliang.methods.estimate.variance import variances


@dataclass(frozen=True, slots=True)
class Estimate:
    """A weighted mean or total and how sure it is.

    `value`, `se` (standard error), `low` and `high` are in the unit of what was measured. `df`
    degrees of freedom, `n` units with a weight. `deff`: variance over that of a simple random
    sample of n without replacement (R `deff=TRUE`), NaN where the weights add up to less than n.
    """

    value: float
    se: float
    low: float
    high: float
    df: int
    n: int
    deff: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A pass rate [0 to 1] and how sure it is.

    `passed` of `n` units with a weight passed, uncounted by weight; `n_eff` units of a simple
    random sample would be as precise. `method` and `level` made `low` and `high`; the rest is as
    in `Estimate`.
    """

    value: float
    se: float
    low: float
    high: float
    df: int
    n: int
    deff: float
    passed: int
    n_eff: float
    method: str
    level: float


def estimate_mean(
    design: Design, y: ArrayLike, *, within: ArrayLike | None = None, level: float = 0.95
) -> Estimate:
    """Weighted mean (Hájek) with its linearised error and a t interval.

    Parameters
    ----------
    design
        How the sample was drawn.
    y
        [units] finite numbers, any unit; checked only for units within.
    within
        [units] whether the unit belongs to the domain; None: all do. The others count as zeros in
        the variance: a domain is not a sample of its own.
    level
        Confidence of the interval, which has PSUs less strata of the domain as its degrees of
        freedom (R's `confint(svymean)` takes the normal quantile unless told).

    Raises
    ------
    ValueError
        Another length than the design, a missing value within, or no unit with a weight there.

    Notes
    -----
    Särndal, Swensson and Wretman (1992), 5.8; R survey `svymean`, `subset`.

    Examples
    --------
    >>> found = estimate_mean(Design([1, 1, 2]), [4.0, 6.0, 8.0])
    >>> found.value, round(found.se, 4), found.df
    (6.5, 1.2055, 2)
    """
    domain = whole(design, within)
    means = domain_means(design, checked(design, y, domain), domain)
    return _interval(means, 0, level)


def estimate_means(
    design: Design, y: ArrayLike, by: ArrayLike, *, level: float = 0.95
) -> dict[Hashable, Estimate]:
    """Means of each domain: as `estimate_mean` within each label of `by` [units].

    Raises
    ------
    ValueError
        As `estimate_mean`, or a missing label.

    Examples
    --------
    >>> found = estimate_means(Design([1, 1, 2, 2]), [1.0, 3.0, 5.0, 9.0], ["a", "a", "b", "b"])
    >>> {label: one.value for label, one in found.items()}
    {'a': 2.0, 'b': 7.0}
    """
    domain = coded("by", by, design.size)
    means = domain_means(design, checked(design, y, domain), domain)
    return {label: _interval(means, place, level) for place, label in enumerate(domain.labels)}


def estimate_rate(
    design: Design,
    passed: ArrayLike,
    *,
    within: ArrayLike | None = None,
    method: str = "korn_graubard",
    level: float = 0.95,
) -> Rate:
    """Pass rate with its linearised error and an interval that suits shares near 1.

    Parameters
    ----------
    design, within, level
        As in `estimate_mean`.
    passed
        [units] booleans, or 0 and 1.
    method
        As in `rate_interval`.

    Raises
    ------
    ValueError
        As `estimate_mean`, something else than true and false, or an unknown method.

    Notes
    -----
    R survey 4.5 `svyciprop`. Where all or none passed the error is 0 and tells nothing; the
    interval then takes the number of units for the effective sample.

    Examples
    --------
    >>> rate = estimate_rate(Design([1] * 10), [True] * 9 + [False])
    >>> rate.value, round(rate.low, 4), round(rate.high, 4), round(rate.n_eff, 6)
    (0.9, 0.5305, 0.9982, 9.0)
    """
    return _rates(design, passed, whole(design, within), method, level)[True]


def estimate_rates(
    design: Design,
    passed: ArrayLike,
    by: ArrayLike,
    *,
    method: str = "korn_graubard",
    level: float = 0.95,
) -> dict[Hashable, Rate]:
    """Pass rates of each domain: as `estimate_rate` within each label of `by` [units].

    Raises
    ------
    ValueError
        As `estimate_rate`, or a missing label.

    Examples
    --------
    >>> rates = estimate_rates(Design([1, 3, 1, 1]), [1, 0, 1, 1], ["a", "a", "b", "b"])
    >>> {label: rate.value for label, rate in rates.items()}
    {'a': 0.25, 'b': 1.0}
    """
    return _rates(design, passed, coded("by", by, design.size), method, level)


def estimate_total(design: Design, y: ArrayLike, *, level: float = 0.95) -> Estimate:
    """Weighted total (Horvitz–Thompson) of `y` [units] with its error and a t interval.

    `deff` compares with a simple random sample of the same size, as `estimate_mean` does.

    Raises
    ------
    ValueError
        Another length than the design, or a missing value.

    Notes
    -----
    R survey `svytotal`.

    Examples
    --------
    >>> found = estimate_total(Design([10, 10, 10], population=30), [1.0, 2.0, 3.0])
    >>> found.value, round(found.se, 4)
    (60.0, 16.4317)
    """
    domain = whole(design, None)
    values = checked(design, y, domain)
    se = np.sqrt(variances(design, design.weights * values, domain.codes, 1))
    means, weight = domain_means(design, values, domain), float(design.weights.sum())
    deff = se**2 * ratio(means.deff, (means.se * weight) ** 2)
    total = Means((True,), means.value * weight, se, means.df, means.n, deff)
    return _interval(total, 0, level)


def _rates(
    design: Design, passed: ArrayLike, domain: Labels, method: str, level: float
) -> dict[Hashable, Rate]:
    good = checked(design, _zero_or_one(passed), domain)
    means, counts = domain_means(design, good, domain), (design.weights > 0) & (domain.codes >= 0)
    hits = np.bincount(domain.codes[counts], good[counts], minlength=len(domain.labels))
    low, high = rate_interval(
        means.value, means.se, n=means.n, df=means.df, method=method, level=level
    )
    size = effective_size(means.value, means.se, means.n)
    return {
        label: Rate(
            value=float(means.value[place]),
            se=float(means.se[place]),
            low=float(low[place]),
            high=float(high[place]),
            df=int(means.df[place]),
            n=int(means.n[place]),
            deff=float(means.deff[place]),
            passed=int(hits[place]),
            n_eff=float(size[place]),
            method=method,
            level=level,
        )
        for place, label in enumerate(domain.labels)
    }


def _interval(means: Means, place: int, level: float) -> Estimate:
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1: {level}")
    value, se, df = float(means.value[place]), float(means.se[place]), int(means.df[place])
    half = float(t_quantile((1 - level) / 2, df)) * se if df > 0 else np.inf
    n, deff = int(means.n[place]), float(means.deff[place])
    return Estimate(value, se, value - half, value + half, df, n, deff)


def _zero_or_one(passed: ArrayLike) -> ArrayLike:
    values = np.asarray(passed)
    if values.dtype.kind not in "biuf" or not np.isin(values, (0, 1)).all():
        raise ValueError("passed: true or false (1 or 0) for each unit; missing is not allowed")
    return values
