"""Quantiles and tails of counts whose variance is a multiple of their mean."""

import numpy as np
from scipy import special, stats

from zhiliang.methods.aberration.detection import Floats

# Steps by which the library's guess of a quantile is put right; it is rarely off by one.
WALK = 2
# Above this mean [cases] a count is as good as normal, and the library's quantiles do not end.
VAST = 1e12


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
    many, held = phi > 1, np.minimum(mean, VAST)
    size = np.where(many, held / np.where(many, phi - 1, 1), 1)
    whole = np.maximum(counts, 1)
    spread = special.betaincc(size, whole, 1 / np.where(many, phi, 2))
    found = np.where(many, spread, special.pdtrc(whole - 1, held))
    return np.where(counts < 1, np.where(np.isnan(mean), np.nan, 1.0), found)


def quantile(probability: float, mean: Floats, phi: Floats) -> Floats:
    """Least count that is not exceeded with that probability.

    The library's guess is put right where the distribution passes the probability elsewhere.
    """
    many, held = phi > 1, np.where(mean < VAST, mean, np.nan)
    size = np.where(many, held / np.where(many, phi - 1, 1), 1)
    guess = np.where(
        many,
        stats.nbinom.ppf(probability, size, 1 / np.where(many, phi, 2)),
        stats.poisson.ppf(probability, held),
    )
    found = np.where(np.isfinite(guess), np.maximum(guess, 0), np.nan)
    for _ in range(WALK):
        found = found + (below(found, held, phi) < probability)
        found = found - ((found > 0) & (below(found - 1, held, phi) >= probability))
    vast = mean + special.ndtri(probability) * np.sqrt(mean * phi)
    return np.where(mean >= VAST, vast, found)
