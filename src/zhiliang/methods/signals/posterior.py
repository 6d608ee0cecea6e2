"""What is left of a ratio once all others have drawn it to the middle: EBGM and its bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammainc, gammaincinv, gammaln

from zhiliang.methods.signals.counts import Counts, Real
from zhiliang.methods.signals.prior import DUMOUCHEL, Cells, Theta, fit, log_density

CLOSE = 1e-10  # relative
MOST_STEPS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """Empirical Bayes geometric mean and its 5th and 95th percentiles, each array [pairs].

    `theta` is the prior used; `log_likelihood` is its, nan where the prior was given.
    """

    theta: Theta
    ebgm: Real
    eb05: Real
    eb95: Real
    log_likelihood: float


def ebgm(
    counts: Counts,
    *,
    theta: Theta | None = None,
    starts: Sequence[Sequence[float]] = (DUMOUCHEL,),
) -> Shrunk:
    """Shrink the ratio of each pair by DuMouchel's gamma-Poisson model (1999).

    The prior is fitted to these counts, or is `theta` (last year's, so that this year's signals are
    measured by the same rod). Pairs that nobody reported take no part; the likelihood allows for
    that. It may have several maxima: the search from DuMouchel's own start ends in the one that
    openEBGM gives, with more `starts` (such as `prior.STARTS`) the highest one found is kept.

    Raises
    ------
    ValueError
        Too few different counts to fit a prior; a theta out of range.

    Examples
    --------
    >>> from zhiliang.methods.signals.counts import pairs
    >>> counts = pairs(range(4), ["kettle"] * 3 + ["toy"], ["burn", "burn", "burn", "cut"])
    >>> ebgm(counts, theta=Theta(*DUMOUCHEL)).ebgm.round(3).tolist()
    [0.797, 0.926]
    """
    cells = Cells.of(counts)
    if theta is None:
        theta, likelihood = fit(cells, starts=starts)
        likelihood -= float(gammaln(counts.n + 1.0).sum())
    else:
        _check(theta)
        likelihood = float("nan")
    laws = _posterior(cells, theta)
    middle = laws.share * _mean_log(laws.alpha1, laws.beta1)
    middle += (1 - laws.share) * _mean_log(laws.alpha2, laws.beta2)
    low, high = (_quantile(laws, at) for at in (0.05, 0.95))
    place = cells.place
    return Shrunk(theta, np.exp(middle)[place], low[place], high[place], likelihood)


@dataclass(frozen=True, slots=True, eq=False)
class Laws:
    """The mixture of two gamma laws that each cell has become."""

    alpha1: Real
    beta1: Real
    alpha2: Real
    beta2: Real
    share: Real

    def below(self, value: Real) -> Real:
        """Return the chance of a ratio at or below a value."""
        one = gammainc(self.alpha1, self.beta1 * value)
        two = gammainc(self.alpha2, self.beta2 * value)
        return np.asarray(self.share * one + (1 - self.share) * two)

    def density(self, value: Real) -> Real:
        """Return the density of a ratio at a value."""
        one = _gamma_density(self.alpha1, self.beta1, value)
        two = _gamma_density(self.alpha2, self.beta2, value)
        return np.asarray(self.share * one + (1 - self.share) * two)


def _check(theta: Theta) -> None:
    if not (min(theta[:4]) > 0 and 0 < theta.share < 1 and np.isfinite(theta).all()):
        raise ValueError(f"shapes and rates are above 0, the share between 0 and 1: {theta}")


def _posterior(cells: Cells, theta: Theta) -> Laws:
    n, expected = cells.n, cells.expected
    one = log_density(n, expected, theta.alpha1, theta.beta1)
    two = log_density(n, expected, theta.alpha2, theta.beta2)
    odds = np.log(theta.share) - np.log1p(-theta.share) + one - two
    return Laws(
        np.asarray(theta.alpha1 + n),
        theta.beta1 + expected,
        np.asarray(theta.alpha2 + n),
        theta.beta2 + expected,
        np.exp(-np.logaddexp(0.0, -odds)),
    )


def _mean_log(alpha: Real, beta: Real) -> Real:
    return np.asarray(digamma(alpha) - np.log(beta))


def _gamma_density(alpha: Real, beta: Real, value: Real) -> Real:
    return np.asarray(np.exp(alpha * np.log(beta * value) - beta * value - gammaln(alpha)) / value)


def _quantile(laws: Laws, at: float) -> Real:
    """Return the quantile of each mixture, between those of its two laws (Newton, kept inside)."""
    ends = (gammaincinv(laws.alpha1, at) / laws.beta1, gammaincinv(laws.alpha2, at) / laws.beta2)
    low, high = np.minimum(*ends), np.maximum(*ends)
    value: Real = np.sqrt(low * high)
    for _ in range(MOST_STEPS):
        over = laws.below(value) - at
        low, high = np.where(over < 0, value, low), np.where(over > 0, value, high)
        step = value - over / laws.density(value)
        inside = (step >= low) & (step <= high)
        moved = np.where(inside, step, np.sqrt(low * high))
        done = np.abs(moved - value) <= CLOSE * value
        value = moved
        if done.all():
            break
    return value
