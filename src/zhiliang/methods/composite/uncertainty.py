"""How far ranks depend on the weights that were chosen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

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
    shares = np.asarray(x, dtype=np.float64)
    given = checked_weights(weights, shares)
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

    Examples
    --------
    >>> intervals(np.array([1.0, 2.0]), np.array([[1.0, 2.0], [2.0, 1.0]])).median.tolist()
    [1.5, 1.5]
    """
    low, median, high = np.quantile(ranks, [LOW, 0.5, HIGH], axis=0)
    return RankIntervals(nominal, median, low, high, ranks.mean(axis=0))


def checked_weights(weights: ArrayLike, x: Floats) -> Floats:
    """`weights` as an array [columns of `x`].

    Raises
    ------
    ValueError
        `x` is not two-dimensional or holds an infinity, the lengths differ, a weight is negative
        or not finite, or their sum is not positive.

    Examples
    --------
    >>> checked_weights([1, 2], np.ones((3, 2))).tolist()
    [1.0, 2.0]
    """
    given = np.asarray(weights, dtype=np.float64)
    if x.ndim != 2 or given.shape != x.shape[1:]:
        raise ValueError(f"weights {given.shape} don't fit units × items {x.shape}")
    if np.isinf(x).any():
        raise ValueError("an infinite value has no place in a mean: pass NaN where it is missing")
    if not (np.isfinite(given) & (given >= 0)).all():
        raise ValueError(f"a weight is negative or not a finite number: {given.tolist()}")
    if not given.sum() > 0:
        raise ValueError("the weights sum to 0: nothing would count")
    return given


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
