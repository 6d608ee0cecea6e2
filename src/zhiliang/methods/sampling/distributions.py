"""Probabilities of what is found in a sample: binomial, hypergeometric, Poisson.

Loader, "Fast and accurate computation of binomial probabilities" (2000): each point to nearly full
precision, without the cancellation of large logarithms of factorials. SciPy's hypergeometric takes
a hundred times as long, its binomial no less.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

EXACT_TO = 16
SERIES_TERMS = 9


def binomial_pmf(k: ArrayLike, n: ArrayLike, p: ArrayLike) -> Floats:
    """P(X = `k`) of `n` trials with the chance `p` each; arrays that broadcast.

    Examples
    --------
    >>> binomial_pmf([0, 1, 2, 3], 2, 0.5).round(12).tolist()
    [0.25, 0.5, 0.25, 0.0]
    """
    hits, trials, chance = (np.asarray(value, dtype=np.float64) for value in (k, n, p))
    inside = (hits >= 0) & (hits <= trials)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        misses = trials - hits
        edge = np.where(hits == 0, trials * np.log1p(-chance), trials * np.log(chance))
        edge = np.where(trials == 0, 0.0, edge)
        exponent = (
            _stirling_error(trials)
            - _stirling_error(hits)
            - _stirling_error(misses)
            - _deviance(hits, trials * chance)
            - _deviance(misses, trials * (1 - chance))
        )
        middle = np.exp(exponent) * np.sqrt(trials / (2 * np.pi * hits * misses))
        found = np.where((hits == 0) | (misses == 0), np.exp(edge), middle)
    return np.where(inside, found, 0.0)


def hypergeometric_pmf(k: ArrayLike, lot: ArrayLike, bad: ArrayLike, n: ArrayLike) -> Floats:
    """P(X = `k`) nonconforming in a sample of `n` out of a `lot` with `bad` of them.

    Examples
    --------
    >>> hypergeometric_pmf([0, 1, 2], 10, 1, 5).round(12).tolist()
    [0.5, 0.5, 0.0]
    """
    hits, total, marked, size = (np.asarray(v, dtype=np.float64) for v in (k, lot, bad, n))
    share = np.divide(size, total, out=np.zeros(np.broadcast(size, total).shape), where=total > 0)
    drawn = binomial_pmf(hits, marked, share) * binomial_pmf(size - hits, total - marked, share)
    return np.asarray(drawn / binomial_pmf(size, total, share))


def poisson_pmf(k: ArrayLike, mean: ArrayLike) -> Floats:
    """P(X = `k`) where `mean` are expected.

    Examples
    --------
    >>> poisson_pmf([0, 1], 1.0).round(6).tolist()
    [0.367879, 0.367879]
    """
    hits, expected = np.asarray(k, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponent = -_stirling_error(hits) - _deviance(hits, expected)
        found = np.where(hits == 0, np.exp(-expected), np.exp(exponent) / np.sqrt(2 * np.pi * hits))
    return np.where(hits >= 0, found, 0.0)


@cache
def _small_errors() -> Floats:
    half = 0.5 * math.log(2 * math.pi)
    errors = [math.lgamma(n + 1) - (n + 0.5) * math.log(n) + n - half for n in range(1, EXACT_TO)]
    return np.array([0.0, *errors])


def _stirling_error(n: Floats) -> Floats:
    """Logarithm of n! less Stirling's formula; 0 for 0, which has no use of it."""
    small = _small_errors()[np.clip(n, 0, EXACT_TO - 1).astype(np.intp)]
    square = n * n
    series = 1 / 1188 / square
    for term in (1 / 1680, 1 / 1260, 1 / 360, 1 / 12):
        series = (term - series) / (square if term < 1 / 12 else n)
    return np.where(n < EXACT_TO, small, series)


def _deviance(x: Floats, mean: Floats) -> Floats:
    """x·log(x / mean) + mean - x, by a series where the two are near and the terms would cancel."""
    gap, ratio = x - mean, (x - mean) / (x + mean)
    term, total = 2 * x * ratio, gap * ratio
    for step in range(1, SERIES_TERMS):
        term = term * ratio * ratio
        total = total + term / (2 * step + 1)
    return np.where(np.abs(ratio) < 0.1, total, x * np.log(x / mean) + mean - x)
