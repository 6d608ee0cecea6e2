"""Sampling by variables: the mean of measured items against a limit, by the k-method.

σ known (σ-method) or estimated from the sample (s-method), one or two limits, normal distribution.
The printed plans of GB/T 6378 and ISO 3951 are not freely published and not here.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.sampling.distributions import Floats
from zhiliang.methods.sampling.search import Point, risk_points, smallest_size

KNOWN, UNKNOWN = "known", "unknown"
LARGEST_SAMPLE = 100_000
HALVINGS = 60
# Each size asks for its own k, which costs more than one more question.
HALVES = 3
LOWEST_K, HIGHEST_K = -1000.0, 1000.0


@dataclass(frozen=True, slots=True)
class VariablesPlan:
    """Measure `n` items; accept when the mean lies `k` standard deviations inside each limit.

    `sigma` is `known` or `unknown` (the sample's, n - 1 in its denominator).

    Raises
    ------
    ValueError
        `sigma` is another word, or too few items (1 when known, 2 when not).
    """

    n: int
    k: float
    sigma: str = UNKNOWN

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        if self.sigma not in (KNOWN, UNKNOWN):
            raise ValueError(f"sigma is {KNOWN} or {UNKNOWN}, not {self.sigma!r}")
        if self.n < (1 if self.sigma == KNOWN else 2):
            raise ValueError(f"a sample of {self.n} is too small where sigma is {self.sigma}")


def oc_variables(plan: VariablesPlan, p: ArrayLike) -> Any:
    """Probability that a lot is accepted against one limit [0 to 1].

    Parameters
    ----------
    p
        Proportion of items beyond the limit [0 to 1].

    Raises
    ------
    ValueError
        `p` outside 0 to 1.

    Notes
    -----
    σ known: the normal, σ unknown: the noncentral t distribution.

    Examples
    --------
    >>> round(oc_variables(VariablesPlan(10, 1.58, "known"), 0.01), 6)
    0.990866
    """
    quality = np.asarray(p, dtype=np.float64)
    if not ((quality >= 0) & (quality <= 1)).all():
        raise ValueError("the quality p is a proportion, 0 to 1; divide per cent by 100")
    inside = (quality > 0) & (quality < 1)
    distance = -special.ndtri(np.where(inside, quality, 0.5))
    accept = _acceptance(plan.sigma, plan.n, plan.k, distance)
    found = np.where(inside, accept, 1.0 - quality)
    return float(found) if found.ndim == 0 else found


def find_variables_plan(producer: Point, consumer: Point, *, sigma: str = UNKNOWN) -> VariablesPlan:
    """Plan with the fewest items whose producer's point is met exactly and consumer's at least.

    Parameters as `find_plan`; `sigma` is `known` or `unknown`.

    Raises
    ------
    ValueError
        As `find_plan`; a quality that is not between 0 and 1; an unknown `sigma`.

    Notes
    -----
    As R AcceptanceSampling's `find.plan`, whose k is found to about four digits only, and which
    for unknown sigma takes R's approximation of the noncentral t beyond a shift of 37.6 deviations:
    samples of 160 and more then differ by a unit. SciPy's is exact.

    Examples
    --------
    >>> plan = find_variables_plan((0.01, 0.95), (0.10, 0.10), sigma="known")
    >>> plan.n, round(plan.k, 4)
    (8, 1.7448)
    """
    good, bad = risk_points(producer, consumer)
    if not 0 < good.p < bad.p < 1:
        raise ValueError(f"qualities lie between 0 and 1: {producer}, {consumer}")
    if sigma not in (KNOWN, UNKNOWN):
        raise ValueError(f"sigma is {KNOWN} or {UNKNOWN}, not {sigma!r}")
    near, far = (-special.ndtri(point.p) for point in (good, bad))
    constant = partial(_constant, sigma, near, good.accept)

    def accepted_when_bad(sizes: Any) -> Floats:
        return _acceptance(sigma, sizes, constant(sizes), far)

    least = 1 if sigma == KNOWN else 2
    n = smallest_size(accepted_when_bad, bad.accept, least, LARGEST_SAMPLE, grid=HALVES)
    if not n:
        raise ValueError(
            f"no plan for {producer} and {consumer} takes {LARGEST_SAMPLE} items or fewer: "
            "allow more risk"
        )
    return VariablesPlan(n, float(constant(np.array([n]))[0]), sigma)


def accepts(
    plan: VariablesPlan,
    mean: float,
    deviation: float,
    *,
    lower: float | None = None,
    upper: float | None = None,
) -> bool:
    """Whether a sample's mean and deviation [unit of the limits] accept the lot, each limit alone.

    Raises
    ------
    ValueError
        No limit, or a deviation that is negative.

    Examples
    --------
    >>> accepts(VariablesPlan(10, 1.58), 9.2, 0.5, upper=10.0)
    True
    """
    if lower is None and upper is None or not deviation >= 0:
        raise ValueError("a decision needs a limit and a deviation of 0 or more")
    gaps = [
        gap
        for limit, gap in ((lower, mean - (lower or 0)), (upper, (upper or 0) - mean))
        if limit is not None
    ]
    return all(gap >= plan.k * deviation for gap in gaps)


def _acceptance(sigma: str, n: Any, k: Any, distance: Any) -> Floats:
    """P(mean ≥ k deviations inside), the limit `distance` true deviations from the true mean."""
    root = np.sqrt(n)
    if sigma == KNOWN:
        return np.asarray(special.ndtr((distance - k) * root))
    # P(T ≥ t) as P(-T ≤ -t): small chances keep their digits.
    return np.asarray(special.nctdtr(n - 1.0, -distance * root, -k * root))


def _constant(sigma: str, distance: float, accept: float, n: Any) -> Floats:
    """Constant k [by size] with which the producer's point is met, by halving."""
    below, above = (np.full(np.shape(n), edge) for edge in (LOWEST_K, HIGHEST_K))
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        loose = _acceptance(sigma, n, middle, distance) > accept
        below, above = np.where(loose, middle, below), np.where(loose, above, middle)
    return (below + above) / 2
