"""Confidence intervals of a share: of a simple random sample, and of a designed one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.estimate.grouping import Floats

Bounds = tuple[Floats, Floats]


def proportion_interval(
    passed: ArrayLike, tested: ArrayLike, *, method: str = "wilson", level: float = 0.95
) -> Bounds:
    """Two-sided interval of the share that passes, from simple random samples [0 to 1].

    Parameters
    ----------
    passed, tested
        Counts of any shapes that go together.
    method
        ``wilson``; ``wilson_corrected``, with continuity correction; ``clopper_pearson``, exact.
    level
        Confidence, between 0 and 1.

    Returns
    -------
    Lower and upper bounds, of the counts' common shape.

    Raises
    ------
    ValueError
        Another method or level, counts that are no whole numbers, nothing tested, or more passed
        than were tested.

    Notes
    -----
    Clopper and Pearson (1934), Wilson (1927), Newcombe (1998); SciPy `binomtest` for one count.
    R's `prop.test` leaves its correction out where exactly half passed; this does not.

    Examples
    --------
    >>> low, high = proportion_interval([0, 9], 10, method="clopper_pearson")
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.555], [0.3085, 0.9975])
    """
    if method not in BINOMIAL:
        raise ValueError(f"unknown method {method!r}: one of {', '.join(BINOMIAL)}")
    _check_level(level)
    x, n = np.broadcast_arrays(
        np.asarray(passed, dtype=np.float64), np.asarray(tested, dtype=np.float64)
    )
    _check_counts(x, n)
    low, high = BINOMIAL[method](x, n, (1 - level) / 2)
    return np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)


def rate_interval(
    rate: ArrayLike,
    se: ArrayLike,
    *,
    n: ArrayLike,
    df: ArrayLike,
    method: str = "korn_graubard",
    level: float = 0.95,
) -> Bounds:
    """Two-sided interval of a rate that was estimated with its design [0 to 1].

    Parameters
    ----------
    rate, se
        Estimate [0 to 1] and its standard error.
    n
        Units behind the estimate; where all or none of them passed there is no spread to see, and
        the methods with an effective sample take `n` for it.
    df
        Degrees of freedom, PSUs less strata; inf: the normal quantile.
    method
        ``korn_graubard`` (R "beta"), exact with the effective sample rate·(1 − rate)/se² times
        (t at n − 1 / t at df)²; ``wilson``, with the effective sample; ``logit`` (R "xlogit", and
        "logit" to the tolerance of its fit); ``arcsine`` (R "asin"); ``t`` (R "mean"), which may
        leave 0 to 1. The last three are NaN where all or none passed.
    level
        Confidence, between 0 and 1.

    Returns
    -------
    Lower and upper bounds. Without degrees of freedom (df ≤ 0) nothing is excluded: 0 and 1.

    Raises
    ------
    ValueError
        Another method or level, or a rate outside 0 to 1.

    Notes
    -----
    Korn and Graubard (1998); R survey 4.5 `svyciprop`.

    Examples
    --------
    >>> low, high = rate_interval(0.9, 0.03, n=200, df=20)
    >>> round(float(low), 4), round(float(high), 4)
    (0.8183, 0.9534)
    """
    if method not in DESIGNED:
        raise ValueError(f"unknown method {method!r}: one of {', '.join(DESIGNED)}")
    _check_level(level)
    p, error, size, degrees = np.broadcast_arrays(
        *(np.asarray(values, dtype=np.float64) for values in (rate, se, n, df))
    )
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("a rate lies between 0 and 1")
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = DESIGNED[method](p, error, (size, degrees), (1 - level) / 2)
    return np.where(degrees > 0, low, 0.0), np.where(degrees > 0, high, 1.0)


def effective_size(rate: ArrayLike, se: ArrayLike, n: ArrayLike) -> Floats:
    """Size of a simple random sample that would be as precise [units]; `n` at a rate of 0 or 1.

    Examples
    --------
    >>> effective_size([0.5, 1.0], [0.1, 0.0], [60, 60]).round(6).tolist()
    [25.0, 60.0]
    """
    p, error = np.asarray(rate, dtype=np.float64), np.asarray(se, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((p == 0) | (p == 1), n, p * (1 - p) / error**2)


def t_quantile(upper: float, df: ArrayLike) -> Floats:
    """Quantile of Student's t that is passed with chance `upper`; normal for infinite `df`.

    Infinite where there are no degrees of freedom.

    Examples
    --------
    >>> t_quantile(0.025, [1, 10, float("inf"), 0]).round(4).tolist()
    [12.7062, 2.2281, 1.96, inf]
    """
    degrees = np.asarray(df, dtype=np.float64)
    finite = np.where((degrees > 0) & np.isfinite(degrees), degrees, 1.0)
    quantile = np.where(
        np.isinf(degrees), special.ndtri(1 - upper), special.stdtrit(finite, 1 - upper)
    )
    return np.where(degrees > 0, quantile, np.inf)


def beta_bounds(rate: Floats, size: Floats, tail: float) -> Bounds:
    """Clopper–Pearson bounds for a share of a sample whose size need not be whole.

    Examples
    --------
    >>> low, high = beta_bounds(np.array(0.5), np.array(10.0), 0.025)
    >>> round(float(low), 4), round(float(high), 4)
    (0.1871, 0.8129)
    """
    good, bad = size * rate, size * (1 - rate)
    # A bound at 0 or 1 is no quantile: any parameter will do there.
    low = special.betaincinv(np.where(good > 0, good, 1.0), bad + 1, tail)
    high = special.betaincinv(good + 1, np.where(bad > 0, bad, 1.0), 1 - tail)
    return np.where(good > 0, low, 0.0), np.where(bad > 0, high, 1.0)


def _clopper_pearson(x: Floats, n: Floats, tail: float) -> Bounds:
    return beta_bounds(x / n, n, tail)


def _wilson(x: Floats, n: Floats, tail: float) -> Bounds:
    return _score(x / n, n, np.asarray(special.ndtri(1 - tail)))


def _score(p: Floats, n: Floats, z: Floats) -> Bounds:
    centre = p + z**2 / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (centre - half) / (1 + z**2 / n), (centre + half) / (1 + z**2 / n)


def _wilson_corrected(x: Floats, n: Floats, tail: float) -> Bounds:
    z, p = special.ndtri(1 - tail), x / n
    width = 2 * (n + z**2)
    # Outside the root's domain are only shares of 0 and 1, whose bound is known.
    down = np.sqrt(np.maximum(z**2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1), 0))
    up = np.sqrt(np.maximum(z**2 + 2 - 1 / n + 4 * p * (n * (1 - p) - 1), 0))
    centre = 2 * n * p + z**2
    low, high = (centre - 1 - z * down) / width, (centre + 1 + z * up) / width
    return np.maximum(low, 0.0), np.minimum(high, 1.0)


def _korn_graubard(p: Floats, se: Floats, sample: Bounds, tail: float) -> Bounds:
    n, df = sample
    inner = (p > 0) & (p < 1)
    adjustment = np.where(inner, (t_quantile(tail, n - 1) / t_quantile(tail, df)) ** 2, 1.0)
    size = effective_size(p, se, n) * adjustment
    low, high = beta_bounds(p, np.where(np.isinf(size), 1.0, size), tail)
    return np.where(np.isinf(size), p, low), np.where(np.isinf(size), p, high)


def _effective_wilson(p: Floats, se: Floats, sample: Bounds, tail: float) -> Bounds:
    n, df = sample
    low, high = _score(p, effective_size(p, se, n), t_quantile(tail, df))
    return np.where(p == 0, 0.0, low), np.where(p == 1, 1.0, high)


def _logit(p: Floats, se: Floats, sample: Bounds, tail: float) -> Bounds:
    half = t_quantile(tail, sample[1]) * se / (p * (1 - p))
    return special.expit(special.logit(p) - half), special.expit(special.logit(p) + half)


def _arcsine(p: Floats, se: Floats, sample: Bounds, tail: float) -> Bounds:
    angle = np.arcsin(np.sqrt(p))
    half = t_quantile(tail, sample[1]) * se / (2 * np.sqrt(p * (1 - p)))
    # Beyond 0 and a right angle the square of the sine would come back.
    low, high = np.maximum(angle - half, 0.0), np.minimum(angle + half, np.pi / 2)
    return np.sin(low) ** 2, np.sin(high) ** 2


def _t(p: Floats, se: Floats, sample: Bounds, tail: float) -> Bounds:
    half = t_quantile(tail, sample[1]) * np.where((p > 0) & (p < 1), se, np.nan)
    return p - half, p + half


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1: {level}")


def _check_counts(x: Floats, n: Floats) -> None:
    wrong = ~((n >= 1) & (x >= 0) & (x <= n) & (x == np.floor(x)) & (n == np.floor(n)))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise ValueError(
            f"{x.flat[place]:g} passed of {n.flat[place]:g} tested (at {place}): "
            "counts are whole numbers, at least 1 tested and at most as many passed"
        )


BINOMIAL: Mapping[str, Callable[[Floats, Floats, float], Bounds]] = MappingProxyType(
    {
        "wilson": _wilson,
        "wilson_corrected": _wilson_corrected,
        "clopper_pearson": _clopper_pearson,
    }
)
DESIGNED: Mapping[str, Callable[[Floats, Floats, Bounds, float], Bounds]] = MappingProxyType(
    {
        "korn_graubard": _korn_graubard,
        "wilson": _effective_wilson,
        "logit": _logit,
        "arcsine": _arcsine,
        "t": _t,
    }
)
