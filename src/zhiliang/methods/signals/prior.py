"""DuMouchel's prior: two gamma laws mixed, fitted to all pairs at once.

DuMouchel (1999), The American Statistician 53, 177-190. Pairs nobody reported are not among the
counts, so the likelihood is that of counts of one or more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from zhiliang.methods.signals.counts import Counts, Real, Whole

# The likelihood may have several maxima. From DuMouchel's own start the search ends in the one that
# openEBGM gives; STARTS finds others, and the highest of all it finds is kept.
DUMOUCHEL = (0.2, 0.1, 2.0, 4.0, 1 / 3)
STARTS = (DUMOUCHEL, (20.0, 2.0, 3.0, 3.0, 0.05), (1.0, 1.0, 5.0, 5.0, 0.5))
# Logarithms of the parameters and log-odds of the share stay within these.
FARTHEST = 12.0


class Theta(NamedTuple):
    """Shapes and rates of the two gamma laws, and the share of the first."""

    alpha1: float
    beta1: float
    alpha2: float
    beta2: float
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Distinct pairs of count and expected number, and how many pairs have each."""

    n: Whole
    expected: Real
    weight: Real
    place: Whole  # of each pair among the distinct ones

    @classmethod
    def of(cls, counts: Counts) -> "Cells":
        """Group the pairs that have the same count and expected number: nothing is lost."""
        order = np.lexsort((counts.expected, counts.n))
        n, expected = counts.n[order], counts.expected[order]
        new = np.concatenate(([True], (np.diff(n) != 0) | (np.diff(expected) != 0)))
        place = np.empty_like(order)
        place[order] = np.cumsum(new) - 1
        return cls(n[new], expected[new], np.bincount(place).astype(float), place)


def fit(cells: Cells, *, starts: Sequence[Sequence[float]] = (DUMOUCHEL,)) -> tuple[Theta, float]:
    """Return the parameters of the highest likelihood and its logarithm.

    Raises
    ------
    ValueError
        Fewer than five distinct cells: five parameters cannot be told from them.
    """
    if len(cells.n) < len(Theta._fields):
        raise ValueError("too few different counts to fit a prior of five parameters")
    found = [
        minimize(
            _loss,
            _unbound(start),
            args=(cells,),
            jac=True,
            method="L-BFGS-B",
            bounds=[(-FARTHEST, FARTHEST)] * 5,
            options={"maxiter": 2000, "maxfun": 4000, "ftol": 1e-13, "gtol": 1e-9},
        )
        for start in starts
    ]
    best = min(found, key=lambda one: float(one.fun))
    return _bound(best.x), -float(best.fun) * float(cells.weight.sum())


def log_density(n: Whole, expected: Real, alpha: float, beta: float) -> Real:
    """Logarithm of the negative binomial law of each count, less log n! [cells]."""
    rising = np.concatenate(([0.0], np.cumsum(np.log(alpha + np.arange(int(n.max()))))))[n]
    stay = -np.log1p(expected / beta)
    return np.asarray(rising + alpha * stay + n * (np.log(expected) - np.log(beta + expected)))


def _given_one(n: Whole, expected: Real, alpha: float, beta: float) -> tuple[Real, Real, Real]:
    """Return the logarithm given at least one report, and its slopes by log alpha and log beta."""
    falling = np.concatenate(([0.0], np.cumsum(1 / (alpha + np.arange(int(n.max()))))))[n]
    stay = -np.log1p(expected / beta)
    some = -np.expm1(alpha * stay)
    by_alpha = falling + stay / some
    by_beta = alpha * expected / (beta * (beta + expected) * some) - n / (beta + expected)
    density = log_density(n, expected, alpha, beta) - np.log(some)
    return density, alpha * by_alpha, beta * by_beta


def _loss(point: NDArray[np.float64], cells: Cells) -> tuple[float, NDArray[np.float64]]:
    """Return the mean negative logarithm of the likelihood and its gradient."""
    theta = _bound(point)
    one, alpha1, beta1 = _given_one(cells.n, cells.expected, theta.alpha1, theta.beta1)
    two, alpha2, beta2 = _given_one(cells.n, cells.expected, theta.alpha2, theta.beta2)
    first, second = np.log(theta.share) + one, np.log1p(-theta.share) + two
    mixed = np.logaddexp(first, second)
    mine = np.exp(first - mixed)
    rest = 1 - mine
    slopes = (mine * alpha1, mine * beta1, rest * alpha2, rest * beta2, mine - theta.share)
    total = cells.weight.sum()
    gradient = np.array([-(cells.weight @ slope) / total for slope in slopes])
    return -float(cells.weight @ mixed) / float(total), gradient


def _unbound(start: Sequence[float]) -> NDArray[np.float64]:
    *positive, share = start
    return np.array([*np.log(positive), np.log(share / (1 - share))])


def _bound(point: NDArray[np.float64]) -> Theta:
    alpha1, beta1, alpha2, beta2 = np.exp(point[:4]).tolist()
    return Theta(alpha1, beta1, alpha2, beta2, float(1 / (1 + np.exp(-point[4]))))
