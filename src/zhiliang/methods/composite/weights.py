"""Weights that the data or a stated importance give, beside those that are simply set."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.aggregate import aggregate
from zhiliang.methods.composite.arrays import quotient
from zhiliang.methods.composite.ranks import Floats

# A weight this small is on its way to 0: more steps would not bring it back.
VANISHED = 1e-9
MOST_STEPS = 20_000


def correlations(x: ArrayLike, y: ArrayLike | None = None) -> Floats:
    """Pearson correlations of the columns of `x` and `y` [columns of x × columns of y].

    Each pair uses the units that have both; NaN where fewer than two are left or one is constant.

    Parameters
    ----------
    x, y
        [units × columns]; y None: `x` with itself.

    Notes
    -----
    OECD/JRC 2008, steps 4 and 8; COINr `get_corr` ("pairwise.complete.obs").

    Examples
    --------
    >>> correlations([[1.0, 2.0], [2.0, 4.0], [3.0, 5.0]]).round(3).tolist()
    [[1.0, 0.982], [0.982, 1.0]]
    """
    left = np.asarray(x, dtype=np.float64)[:, :, None]
    right = np.asarray(x if y is None else y, dtype=np.float64)[:, None, :]
    both = ~np.isnan(left + right)
    count = np.maximum(both.sum(axis=0), 1)
    away = [
        np.where(both, side - np.where(both, side, 0.0).sum(axis=0) / count, 0.0)
        for side in (left, right)
    ]
    spread = np.sqrt((away[0] ** 2).sum(axis=0) * (away[1] ** 2).sum(axis=0))
    product = (away[0] * away[1]).sum(axis=0)
    # A constant column leaves only rounding errors of its own size about the mean.
    size = np.abs(np.where(both, left * right, 0.0)).sum(axis=0)
    return quotient(product, np.where(spread > 1e-14 * size, spread, 0.0))


def pca_weights(x: ArrayLike) -> Floats:
    """Take the loadings of the first principal component of standardised columns [components].

    Of unit length, with the sign that makes their sum positive. One may still be negative: the
    component then runs against the others, and no aggregation takes it as a weight.

    Parameters
    ----------
    x
        [units × components]; units with a missing value are left out.

    Raises
    ------
    ValueError
        Fewer than two complete units, or a constant column.

    Notes
    -----
    OECD/JRC 2008, step 6; COINr `get_PCA` (its sign is that of the machine).

    Examples
    --------
    >>> pca_weights([[1.0, 2.0], [2.0, 4.1], [3.0, 5.9]]).round(4).tolist()
    [0.7071, 0.7071]
    """
    values = np.asarray(x, dtype=np.float64)
    complete = values[~np.isnan(values).any(axis=1)]
    if len(complete) < 2:
        raise ValueError(f"{len(complete)} units have every value: too few for a component")
    if (np.ptp(complete, axis=0) == 0).any():
        place = int(np.argmin(np.ptp(complete, axis=0)))
        raise ValueError(f"column {place} is constant among the units with every value")
    centred = complete - complete.mean(axis=0)
    loadings = np.linalg.svd(centred / centred.std(axis=0, ddof=1), full_matrices=False)[2][0]
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings)


def optimised_weights(
    x: ArrayLike,
    importance: ArrayLike | None = None,
    *,
    index: Callable[[Floats], Floats] | None = None,
    tolerance: float = 1e-10,
) -> Floats:
    """Weights under which each component correlates with the index as importantly as wished.

    A weight is not an importance: a component that agrees with the others counts for more than its
    weight says. These weights make corr(component, index) proportional to `importance`.

    Parameters
    ----------
    x
        [units × components] scores of the components.
    importance
        [components] > 0, any scale; None: all the same.
    index
        Weights [components, sum 1] → index [units]; None: their weighted arithmetic mean.
    tolerance
        Largest difference of the shares of correlation from the wished shares.

    Returns
    -------
    Floats
        [components] > 0, sum 1.

    Raises
    ------
    ValueError
        Importances that don't fit, or that no positive weights can give to these data.

    Notes
    -----
    OECD/JRC 2008, step 6 (Becker et al. 2017, "Weights and importance in composite indicators");
    COINr `get_opt_weights` ("balance"), which searches with Nelder-Mead and a loose tolerance and
    may answer with a negative weight; here each step multiplies a weight by the root of wished
    over found share, and what only a negative weight could give is refused.

    Examples
    --------
    >>> scores = [[1.0, 2.0], [2.0, 2.5], [3.0, 1.0], [4.0, 5.0]]
    >>> found = optimised_weights(scores)
    >>> found.round(4).tolist()
    [0.5686, 0.4314]
    >>> correlations(scores, aggregate(scores, found)[:, None]).ravel().round(4).tolist()
    [0.8857, 0.8857]
    """
    scores = np.asarray(x, dtype=np.float64)
    wished = _shares(importance, scores.shape[1])
    combine = index or (lambda weights: aggregate(scores, weights))
    weights = wished / np.nanstd(scores, axis=0)
    weights = weights / weights.sum()
    for _ in range(MOST_STEPS):
        if weights.min() < VANISHED:
            break
        found = correlations(scores, combine(weights)[:, None]).ravel()
        shares: Floats = found / found.sum()
        if np.abs(shares - wished).max() <= tolerance:
            return np.asarray(weights)
        # At most a factor of 2, also for a component that still runs against the index.
        weights = weights * (wished / np.maximum(shares, wished / 4)).clip(0.25) ** 0.5
        weights = weights / weights.sum()
    raise ValueError(
        f"no weights > 0 found that give {wished.tolist()}; nearest: {weights.tolist()} "
        f"with {shares.tolist()}. Wish for something nearer to that, or leave a component out"
    )


def _shares(importance: ArrayLike | None, count: int) -> Floats:
    given = np.ones(count) if importance is None else np.asarray(importance, dtype=np.float64)
    if given.shape != (count,) or not (np.isfinite(given) & (given > 0)).all():
        raise ValueError(f"importance: {count} positive numbers, got {given.tolist()}")
    return np.asarray(given / given.sum())
