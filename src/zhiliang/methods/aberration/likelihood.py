"""Likelihood of a rise of the mean against none, Poisson and negative binomial."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import special

from zhiliang.methods.aberration.detection import Bools, Floats

STEPS, TOLERANCE = 50, 1e-10


class Likelihood(Protocol):
    """Logarithm of the likelihood ratio; counts and means [weeks × units]."""

    def risen(self, counts: Floats, mean: Floats) -> Floats:
        """Return the ratio for the likeliest rise since each of the weeks."""

    def known(self, mean: Floats, kappa: float) -> tuple[Floats, Floats]:
        """Return slope and constant by the count of the ratio for a known rise [units]."""


@dataclass(frozen=True, slots=True)
class Poisson:
    """Counts whose variance is their mean."""

    def risen(self, counts: Floats, mean: Floats) -> Floats:
        """Return the ratio for the likeliest rise since each of the weeks."""
        x, m = _since(counts), _since(mean)
        ratio = x / np.where(m > 0, m, np.inf)
        return np.where(ratio > 1, special.xlogy(x, ratio) - x + m, 0)

    def known(self, mean: Floats, kappa: float) -> tuple[Floats, Floats]:
        """Return slope and constant by the count of the ratio for a known rise [units]."""
        return np.full(mean.shape, kappa), (1 - np.exp(kappa)) * mean


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Counts of variance mean + alpha · mean²; `alpha` [units], above 0."""

    alpha: Floats

    def risen(self, counts: Floats, mean: Floats) -> Floats:
        """Return the ratio for the likeliest rise since each of the weeks."""
        weeks = np.arange(len(counts))
        after = (weeks >= weeks[:, None])[..., None]
        kappa = self._likeliest(counts, mean, after)
        slope, constant = self.known(mean, kappa[:, None])
        return np.asarray((after * (slope * counts + constant)).sum(axis=1))

    def known(self, mean: Floats, kappa: float | Floats) -> tuple[Floats, Floats]:
        """Return slope and constant by the count of the ratio for a known rise."""
        fall = np.log1p(self.alpha * mean) - np.log1p(self.alpha * mean * np.exp(kappa))
        return kappa + fall, fall / self.alpha

    def _likeliest(self, counts: Floats, mean: Floats, after: Bools) -> Floats:
        """Find the logarithm of the likeliest factor since each week, by Newton steps from 0."""
        x, m = _since(counts), _since(mean)
        kappa = np.log(np.maximum(x / np.where(m > 0, m, np.inf), 1))
        for _ in range(STEPS):
            risen = np.exp(kappa)[:, None] * mean
            held = 1 + self.alpha * risen
            score = (after * (counts - risen) / held).sum(axis=1)
            info = (after * risen * (self.alpha * counts + 1) / held**2).sum(axis=1)
            step = np.clip(score / np.where(info > 0, info, np.inf), -1, 1)
            before, kappa = kappa, np.maximum(kappa + step, 0)
            if np.abs(kappa - before).max(initial=0) < TOLERANCE:
                break
        return kappa


def likelihood(alpha: Floats) -> Likelihood:
    """Choose the likelihood of units [units], all of which have dispersion or none has."""
    return NegativeBinomial(alpha) if alpha.any() else Poisson()


def _since(values: Floats) -> Floats:
    """Sum from each week to the last."""
    return np.asarray(values[::-1].cumsum(axis=0)[::-1])
