"""Competition ranks of many columns or draws at once."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

# Digits of a score that are compared: the same sum in another order differs in its last bits.
PLACES = 12


def descending_ranks(scores: ArrayLike) -> Floats:
    """Rank of each score along the last axis, 1 for the highest [ranks].

    The rule of `zhiliang.methods.ranking` for many draws at once: equal scores share a rank and
    leave a gap, a NaN is unranked (NaN) and takes no place. Scores are compared at 12 decimals.

    Parameters
    ----------
    scores
        […, units], any scale of about 1 to 100.

    Notes
    -----
    COINr `rank_df` (ties "min").

    Examples
    --------
    >>> descending_ranks([0.5, 0.9, float("nan"), 0.5, 0.1]).tolist()
    [2.0, 1.0, nan, 2.0, 4.0]
    """
    return ascending_ranks(-np.round(np.asarray(scores, dtype=np.float64), PLACES))


def ascending_ranks(x: ArrayLike) -> Floats:
    """Rank of each value along the last axis, 1 for the lowest [ranks]; compared exactly.

    Parameters
    ----------
    x
        […, units]; NaN: no value, no rank, no place taken.

    Notes
    -----
    R `rank(ties.method = "min", na.last = "keep")`.

    Examples
    --------
    >>> ascending_ranks([[30.0, 10.0, 30.0], [1.0, float("nan"), 0.0]]).tolist()
    [[2.0, 1.0, 2.0], [2.0, nan, 1.0]]
    """
    keys = np.asarray(x, dtype=np.float64)
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, axis=-1)
    opens = np.ones(keys.shape, dtype=bool)
    opens[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    places = np.broadcast_to(np.arange(keys.shape[-1]), keys.shape)
    shared = np.maximum.accumulate(np.where(opens, places, 0), axis=-1) + 1.0
    ranks: Floats = np.empty(keys.shape)
    np.put_along_axis(ranks, order, np.where(np.isnan(ordered), np.nan, shared), axis=-1)
    return ranks
