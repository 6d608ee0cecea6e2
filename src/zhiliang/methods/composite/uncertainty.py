"""How far ranks depend on the weights that were chosen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.composite.aggregate import checked_weights
from zhiliang.methods.composite.arrays import quotient, table
from zhiliang.methods.composite.ranks import Floats, descending_ranks

# COINr reports the middle nine tenths of the draws.
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """Ranks of each unit over the draws; every field is [units], NaN for a unit without a score.

    `nominal` is the rank with the given weights; `low` and `high` are the 5 % and 95 % quantiles
    (the best and the worst rank that are still plausible), interpolated as R's type 7.
    """

    nominal: Floats
    median: Floats
    low: Floats
    high: Floats
    mean: Floats


def noisy_ranks(
    x: ArrayLike,
    weights: ArrayLike,
    *,
    noise: float = 0.25,
    draws: int = 10_000,
    rng: np.random.Generator,
    offsets: ArrayLike | None = None,
    cap: float | None = None,
) -> RankIntervals:
    """Ranks when every weight may be off by up to ±`noise` of itself.

    Each draw multiplies every weight by 1 + U(−noise, noise), rescales, takes the weighted mean
    of each unit and ranks the units (1 best, ties share).

    Parameters
    ----------
    x
        [units × items] share of the points earned, 0 to 1. NaN: the item does not count for that
        unit and leaves both sides of the quotient.
    weights
        [items] points of each item, ≥ 0, with a positive sum.
    noise
        [share of the weight], 0 ≤ noise < 1.
    draws
        Number of draws, ≥ 1.
    rng
        Where the randomness comes from: the same generator gives the same answer.
    offsets
        [units] added to the mean of each unit in every draw, in shares of the whole: a bonus or a
        deduction that stands outside the weights. None: no offsets.
    cap
        Most that a score can be, in shares of the whole; scores are then kept within 0 to `cap`.
        None: neither bound.

    Raises
    ------
    ValueError
        Shapes that don't match, an infinite share, a weight that is negative or not finite, weights
        of sum 0, `noise` outside 0 to 1, `draws` below 1, an offset that is not finite.

    Notes
    -----
    OECD/JRC 2008, step 7; COINr `get_noisy_weights` and `get_sensitivity` (type "UA"). A unit with
    no item that counts has no rank. Weights are drawn independently of each other.

    Examples
    --------
    >>> shares = [[1.0, 0.0], [0.0, 1.0], [0.1, 0.1]]
    >>> found = noisy_ranks(shares, [52, 48], draws=500, rng=np.random.default_rng(1))
    >>> found.nominal.tolist(), found.low.tolist(), found.high.tolist()
    ([1.0, 2.0, 3.0], [1.0, 1.0, 3.0], [2.0, 2.0, 3.0])
    """
    shares = table(x)
    if shares.ndim != 2:
        raise ValueError(f"expected units × items, got the shape {shares.shape}")
    given = checked_weights(weights, shares.shape[1])
    added = _offsets(offsets, shares)
    _check_plan(noise, draws)
    factors = 1 + rng.uniform(-noise, noise, size=(draws, given.size))
    # Row 0 is the nominal index; dividing by the unit's own weights rescales each draw.
    drawn = np.vstack([given, factors * given])
    scores = _weighted_means(drawn, shares) + added
    if cap is not None:
        scores = np.clip(scores, 0.0, cap)
    ranks = descending_ranks(scores)
    return intervals(ranks[0], ranks[1:])


def intervals(nominal: Floats, ranks: Floats) -> RankIntervals:
    """Sum up `ranks` [draws × units] beside the `nominal` ones [units].

    A draw in which a unit has no rank leaves that unit's sums.

    Examples
    --------
    >>> intervals(np.array([1.0, 2.0]), np.array([[1.0, 2.0], [2.0, np.nan]])).median.tolist()
    [1.5, 2.0]
    """
    ordered = np.sort(ranks, axis=0)
    count = (~np.isnan(ranks)).sum(axis=0)
    low, median, high = (_quantile(ordered, count, share) for share in (LOW, 0.5, HIGH))
    return RankIntervals(nominal, median, low, high, quotient(np.nansum(ranks, axis=0), count))


def _quantile(ordered: Floats, count: NDArray[np.intp], share: float) -> Floats:
    """Type 7 of R, among the first `count` of each column."""
    position = np.maximum(count - 1, 0) * share
    below = np.floor(position).astype(np.intp)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    columns = np.arange(ordered.shape[1])
    start = ordered[below, columns]
    return np.asarray(start + (ordered[above, columns] - start) * (position - below))


def _weighted_means(weights: Floats, x: Floats) -> Floats:
    """[draws × units], NaN where nothing with a weight counts."""
    counts = ~np.isnan(x)
    total = weights @ counts.T.astype(np.float64)
    earned = weights @ np.where(counts, x, 0.0).T
    total[total == 0] = np.nan
    return np.asarray(earned / total)


def _offsets(offsets: ArrayLike | None, x: Floats) -> Floats:
    added = np.zeros(len(x)) if offsets is None else np.asarray(offsets, dtype=np.float64)
    if added.shape != (len(x),) or not np.isfinite(added).all():
        raise ValueError(f"offsets must be one finite number for each of {len(x)} units")
    return added


def _check_plan(noise: float, draws: int) -> None:
    if not 0 <= noise < 1:
        raise ValueError(f"noise is a share of the weight, 0 ≤ noise < 1: {noise}")
    if draws < 1:
        raise ValueError(f"at least one draw is needed: {draws}")
