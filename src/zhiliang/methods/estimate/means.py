"""Weighted means of all domains at once, what every estimate is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.estimate.design import Design
from zhiliang.methods.estimate.grouping import Codes, Floats, Labels, distinct
from zhiliang.methods.estimate.variance import variances


@dataclass(frozen=True, slots=True)
class Means:
    """Means of the domains `labels`; every other field is [domains], as in `Estimate`."""

    labels: Sequence[Any]
    value: Floats
    se: Floats
    df: Codes
    n: Codes
    deff: Floats


def domain_means(design: Design, y: Floats, domain: Labels) -> Means:
    """Means of `y` [units] with their linearised errors; domain -1: the unit is in none.

    Raises
    ------
    ValueError
        A domain without a unit that has a weight.

    Examples
    --------
    >>> domain = Labels(("a", "b"), np.array([0, 0, 1, -1]))
    >>> domain_means(Design([1, 3, 1, 1]), np.array([0.0, 4.0, 5.0, 9.0]), domain).value.tolist()
    [3.0, 5.0]
    """
    count, codes = len(domain.labels), domain.codes
    inside = (codes >= 0) & (design.weights > 0)
    weights, places = design.weights[inside], codes[inside]
    n = np.bincount(places, minlength=count)
    if (n == 0).any():
        raise ValueError(f"no unit with a weight in {domain.labels[int(np.argmin(n))]!r}")
    total = np.bincount(places, weights, minlength=count)
    value = np.bincount(places, weights * y[inside], minlength=count) / total
    away = y[inside] - value[places]
    scores = np.zeros(design.size)
    scores[inside] = weights * away / total[places]
    variance = variances(design, scores, codes, count)
    spread = np.bincount(places, weights * away**2, minlength=count) / total
    simple = spread * ratio(n, n - 1) * np.maximum(total - n, 0) / (total * n)
    deff = np.where(total < n, np.nan, ratio(variance, simple))
    return Means(domain.labels, value, np.sqrt(variance), _degrees(design, domain), n, deff)


def whole(design: Design, within: ArrayLike | None) -> Labels:
    """One domain of the units within, or of all.

    Raises
    ------
    ValueError
        Anything but one boolean for each unit.

    Examples
    --------
    >>> whole(Design([1, 1]), [True, False]).codes.tolist()
    [0, -1]
    """
    mask = np.ones(design.size, dtype=bool) if within is None else np.asarray(within)
    if mask.shape != (design.size,) or mask.dtype != bool:
        raise ValueError(
            f"within: one boolean for each of {design.size} units, got {mask.dtype} {mask.shape}"
        )
    return Labels((True,), np.where(mask, 0, -1))


def checked(design: Design, y: ArrayLike, domain: Labels) -> Floats:
    """Values of the units [units] as floats, 0 outside every domain.

    Raises
    ------
    ValueError
        Another length than the design, or a missing or infinite value in a domain.

    Examples
    --------
    >>> checked(Design([1, 1]), [3, float("nan")], Labels((True,), np.array([0, -1]))).tolist()
    [3.0, 0.0]
    """
    values = np.asarray(y, dtype=np.float64)
    if values.shape != (design.size,):
        raise ValueError(f"one value for each of {design.size} units, got the shape {values.shape}")
    missing: NDArray[np.bool_] = ~np.isfinite(values) & (domain.codes >= 0)
    if missing.any():
        raise ValueError(
            f"{missing.sum()} of {design.size} values are missing or infinite, first at position "
            f"{missing.argmax()}: leave those units out by `within`, which keeps them in the design"
        )
    return np.where(domain.codes >= 0, values, 0.0)


def ratio(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """`top` / `bottom`, NaN where the bottom is 0.

    Examples
    --------
    >>> ratio([1.0, 1.0], [2, 0]).tolist()
    [0.5, nan]
    """
    above, below = np.broadcast_arrays(np.asarray(top, np.float64), np.asarray(bottom, np.float64))
    found: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=found, where=below != 0)
    return found


def _degrees(design: Design, domain: Labels) -> Codes:
    """PSUs less strata with a weighted unit in the domain [domains]."""
    first, count = design.stages[0], len(domain.labels)
    inside = (domain.codes >= 0) & (design.weights > 0)
    pairs, _ = distinct(first.units[inside] * count + domain.codes[inside])
    strata, _ = distinct(first.stratum_of[pairs // count] * count + pairs % count)
    return np.bincount(pairs % count, minlength=count) - np.bincount(
        strata % count, minlength=count
    )
