"""The smallest plan that meets a producer's and a consumer's risk point."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.sampling.distributions import Floats
from zhiliang.methods.sampling.laws import law_of
from zhiliang.methods.sampling.plans import Plan

Point = tuple[float, float]
Sizes = NDArray[np.int64]
# Probabilities of acceptance of samples of these sizes.
Curve = Callable[[Sizes], Floats]

GRID = 33
LARGEST_SAMPLE = 10**9


class RiskPoint(NamedTuple):
    """Quality [as p of `oc`] and the probability of acceptance wanted there [0 to 1]."""

    p: float
    accept: float


def find_plan(
    producer: Point,
    consumer: Point,
    *,
    distribution: str | None = None,
    lot_size: int | None = None,
) -> Plan:
    """Single plan with the smallest Ac, and for it the fewest units, for two risk points.

    Parameters
    ----------
    producer
        (p, probability of acceptance): lots as good as p are accepted at least so often.
    consumer
        The same: lots as bad as p are accepted at most so often.
    distribution, lot_size
        As for `oc`: binomial, with a lot hypergeometric, or `poisson`. For measured items see
        `find_variables_plan`.

    Returns
    -------
    Plan
        Without a letter.

    Raises
    ------
    ValueError
        A point outside its range, the consumer's quality not worse than the producer's, an unknown
        distribution, or no plan within the lot.

    Notes
    -----
    The plans of R AcceptanceSampling's `find.plan`, found by narrowing instead of one by one.

    Examples
    --------
    >>> find_plan((0.05, 0.95), (0.15, 0.075))
    Plan(letter='', n=80, ac=7, re=8)
    >>> find_plan((0.05, 0.95), (0.15, 0.075), lot_size=100)
    Plan(letter='', n=47, ac=4, re=5)
    """
    good, bad = risk_points(producer, consumer)
    at_good, at_bad = (law_of(point.p, lot_size, distribution) for point in (good, bad))
    largest = LARGEST_SAMPLE if lot_size is None else lot_size
    ac, n = 0, 1
    while n := smallest_size(partial(at_bad.at_most, ac), bad.accept, n, largest):
        if at_good.at_most(ac, n) >= good.accept:
            return Plan("", n, ac, ac + 1)
        ac += 1
    raise ValueError(
        f"no plan for {producer} and {consumer} takes {largest} units or fewer: "
        "allow more risk, or inspect every unit"
    )


def risk_points(producer: Point, consumer: Point) -> tuple[RiskPoint, RiskPoint]:
    """Both points, checked.

    Raises
    ------
    ValueError
        A probability not between 0 and 1, or the consumer's quality not worse than the producer's
        or not accepted less often.
    """
    good, bad = RiskPoint(*producer), RiskPoint(*consumer)
    if not (0 < good.accept < 1 and 0 < bad.accept < 1):
        raise ValueError(f"probabilities of acceptance lie between 0 and 1: {producer}, {consumer}")
    if not (good.p < bad.p and good.accept > bad.accept):
        raise ValueError(
            f"the consumer's point {consumer} must be of worse quality and less often accepted "
            f"than the producer's {producer}"
        )
    return good, bad


def smallest_size(
    curve: Curve, accept: float, least: int, largest: int, *, grid: int = GRID
) -> int:
    """Fewest units from `least` to `largest` that are accepted no more than `accept`; 0: none.

    `curve` must not rise with the size; it is asked for `grid` sizes at a time.
    """
    below, above = least - 1, least
    while curve(np.array([above]))[0] > accept:
        if above >= largest:
            return 0
        below, above = above, min(2 * above, largest)
    while above - below > 1:
        sizes = np.unique(np.linspace(below, above, grid).astype(np.int64))[1:]
        place = int(np.argmax(curve(sizes) <= accept))
        below, above = int(sizes[place - 1]) if place else below, int(sizes[place])
    return above
