"""Quantiles and tails of counts whose variance is a multiple of their mean."""

import numpy as np
from scipy import special, stats

from zhiliang.methods.aberration.detection import Floats


def below(counts: Floats, mean: Floats, phi: Floats) -> Floats:
    """Probability of at most so many cases; negative binomial, Poisson where `phi` is 1."""
    many = phi > 1
    size = np.where(many, mean / np.where(many, phi - 1, 1), 1)
    whole = np.maximum(counts, 0)
    spread = special.betainc(size, whole + 1, 1 / np.where(many, phi, 2))
    found = np.where(many, spread, special.pdtr(whole, mean))
    return np.where(counts < 0, 0.0, found)


def at_least(counts: Floats, mean: Floats, phi: Floats) -> Floats:
    """Probability of at least so many cases, its small values included."""
    many = phi > 1
    size = np.where(many, mean / np.where(many, phi - 1, 1), 1)
    whole = np.maximum(counts, 1)
    spread = special.betaincc(size, whole, 1 / np.where(many, phi, 2))
    found = np.where(many, spread, special.pdtrc(whole - 1, mean))
    return np.where(counts < 1, 1.0, np.where(np.isnan(counts), np.nan, found))


def quantile(probability: float, mean: Floats, phi: Floats) -> Floats:
    """Least count that is not exceeded with that probability.

    The library's guess is walked to the place where the distribution passes the probability.
    """
    many = phi > 1
    size = np.where(many, mean / np.where(many, phi - 1, 1), 1)
    guess = np.where(
        many,
        stats.nbinom.ppf(probability, size, 1 / np.where(many, phi, 2)),
        stats.poisson.ppf(probability, mean),
    )
    found = np.where(np.isfinite(guess), np.maximum(guess, 0), np.nan)
    while (low := below(found, mean, phi) < probability).any():
        found = found + low
    while (high := (found > 0) & (below(found - 1, mean, phi) >= probability)).any():
        found = found - high
    return found
