"""Several scores of a unit become one."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.arrays import quotient, table
from zhiliang.methods.composite.ranks import PLACES, Floats


def aggregate(
    x: ArrayLike,
    weights: ArrayLike | str | None = None,
    method: str = "arithmetic",
    *,
    dat_thresh: float | None = None,
    **parameters: Any,
) -> Floats:
    """One score for each unit [units] or [units × years], in the scale of `x`.

    A missing value leaves with its weight; the other weights are rescaled.

    Parameters
    ----------
    x
        [units × components] or [units × components × years], NaN = missing.
    weights
        [components] ≥ 0, any positive sum; None or "equal": all the same.
    method
        ``arithmetic``, ``geometric`` (values > 0), ``harmonic`` (no 0), ``generalised_mean``
        (with `power` ≠ 0: (Σ w·x^power / Σ w)^(1/power)), ``copeland`` (for each unit, how many
        others it beats less how many beat it, on the components that both have [counts]).
    dat_thresh
        Least share of the components that must be there, else the score is missing. It counts
        components, not weight, and does not apply to ``copeland``, as COINr's `by_df`.

    Raises
    ------
    ValueError
        An unknown method, weights that are negative or sum to 0, a value that the method cannot
        take (with its place), `dat_thresh` outside 0 to 1.
    TypeError
        A parameter that the method does not have, or `power` missing.

    Notes
    -----
    OECD/JRC 2008, step 6; COINr `a_amean`, `a_gmean`, `a_hmean`, `a_genmean`, `a_copeland`,
    `Aggregate`. Two departures: `a_genmean` answers NA where anything is missing, here the rest
    counts as in the other means; with missing values `a_copeland` depends on the order of the
    units, here it does not.

    Examples
    --------
    >>> aggregate([[1.0, 4.0], [float("nan"), 4.0]], [1, 1], "geometric").tolist()
    [2.0, 4.0]
    >>> aggregate([[1.0, 4.0]], [3, 1], "generalised_mean", power=1).tolist()
    [1.75]
    """
    if method not in AGGREGATIONS:
        raise ValueError(f"unknown aggregation {method!r}: one of {', '.join(AGGREGATIONS)}")
    if dat_thresh is not None and not 0 <= dat_thresh <= 1:
        raise ValueError(f"dat_thresh is a share, 0 to 1: {dat_thresh}")
    values = table(x)
    # Components last, so that years are more rows; a weight belongs to its component.
    rows = np.moveaxis(values, 1, -1)
    given = checked_weights(weights, values.shape[1])
    if method == "copeland":
        return _by_year(rows, given)
    scores = AGGREGATIONS[method](rows, given, **parameters)
    available = (~np.isnan(rows)).mean(axis=-1)
    return np.where(available < (dat_thresh or 0.0), np.nan, scores)


def checked_weights(weights: ArrayLike | str | None, count: int) -> Floats:
    """`weights` as an array [count]; None or "equal": ones.

    Raises
    ------
    ValueError
        Another number of weights, a negative one, one that is not finite, or a sum of 0.

    Examples
    --------
    >>> checked_weights("equal", 2).tolist(), checked_weights([1, 2], 2).tolist()
    ([1.0, 1.0], [1.0, 2.0])
    """
    if weights is None or (isinstance(weights, str) and weights == "equal"):
        return np.ones(count)
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (count,):
        raise ValueError(f"{count} weights are needed, got the shape {given.shape}")
    if not (np.isfinite(given) & (given >= 0)).all():
        raise ValueError(f"a weight is negative or not a finite number: {given.tolist()}")
    if not given.sum() > 0:
        raise ValueError("the weights sum to 0: nothing would count")
    return given


def _mean(x: Floats, weights: Floats) -> Floats:
    """Weighted mean of what is there along the last axis, NaN where nothing is."""
    counts = ~np.isnan(x)
    earned = (np.where(counts, x, 0.0) * weights).sum(axis=-1)
    return quotient(earned, (counts * weights).sum(axis=-1))


def _geometric(x: Floats, weights: Floats) -> Floats:
    _refuse(x <= 0, x, "the geometric mean needs values above 0")
    return np.asarray(np.exp(_mean(np.log(x), weights)))


def _harmonic(x: Floats, weights: Floats) -> Floats:
    _refuse(x == 0, x, "the harmonic mean cannot take 0")
    return np.asarray(1 / _mean(1 / x, weights))


def _generalised(x: Floats, weights: Floats, *, power: float) -> Floats:
    if power == 0:
        raise ValueError("a power of 0 is the geometric mean: take geometric")
    if power < 0:
        _refuse(x <= 0, x, "a negative power needs values above 0")
    elif power != int(power):
        _refuse(x < 0, x, "a power that is not whole cannot take negative values")
    return np.asarray(_mean(x**power, weights) ** (1 / power))


def _refuse(wrong: Any, x: Floats, why: str) -> None:
    if wrong.any():
        place = np.argwhere(wrong)[0].tolist()
        raise ValueError(f"{why}, got {x[tuple(place)]} at {place}: normalise to another scale")


def _by_year(rows: Floats, weights: Floats) -> Floats:
    """Copeland within each year of [units (× years) × components]."""
    if rows.ndim == 2:
        return _copeland(rows, weights)
    return np.stack([_copeland(rows[:, year], weights) for year in range(rows.shape[1])], axis=1)


def _copeland(x: Floats, weights: Floats) -> Floats:
    margin = outranking(x, weights) - 0.5
    net = np.sign(np.round(np.nan_to_num(margin), PLACES)).sum(axis=1)
    return np.where(np.isnan(x).all(axis=1), np.nan, net)


def outranking(x: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """Share of the weight on which a unit (row) is above another (column) [units × units].

    A tie counts half; only components that both units have count. The diagonal, and pairs with
    nothing in common, are NaN.

    Parameters
    ----------
    x
        [units × components], higher is better.
    weights
        [components]; None: all the same.

    Raises
    ------
    ValueError
        Weights as in `aggregate`.

    Notes
    -----
    OECD/JRC 2008, step 6 (non-compensatory); COINr `outrankMatrix`.

    Examples
    --------
    >>> outranking([[1.0, 3.0], [2.0, 1.0]], [1, 3]).tolist()
    [[nan, 0.75], [0.25, nan]]
    """
    values = np.asarray(x, dtype=np.float64)
    given = checked_weights(weights, values.shape[1])
    mine, other = values[:, None, :], values[None, :, :]
    points = np.where(mine == other, 0.5, (mine > other).astype(np.float64))
    shares = _mean(np.where(np.isnan(mine + other), np.nan, points), given)
    np.fill_diagonal(shares, np.nan)
    return shares


AGGREGATIONS: Mapping[str, Callable[..., Floats]] = MappingProxyType(
    {
        "arithmetic": _mean,
        "geometric": _geometric,
        "harmonic": _harmonic,
        "generalised_mean": _generalised,
        "copeland": _copeland,
    }
)
