"""Ratios of one pair against the rest: PRR, ROR, chi-square with Yates' correction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.signals.counts import Counts, Real
from zhiliang.methods.tables.signals import EVANS_2001, Criterion

Z_95 = 1.959963984540054  # the 97.5th percentile of the normal law


@dataclass(frozen=True, slots=True, eq=False)
class Ratios:
    """A ratio of each pair and its 95 % interval, each array [pairs].

    Infinite where nobody reported the hazard of other products, nan where nothing can be compared
    (as where every report names the product). The interval is nan where a cell it needs is empty.
    """

    value: Real
    lower: Real
    upper: Real


def prr(counts: Counts) -> Ratios:
    """Proportional reporting ratio: a/(a+b) over c/(c+d), c+d all reports without the product.

    Standard error of its logarithm: sqrt(1/a - 1/(a+b) + 1/c - 1/(c+d)).

    Examples
    --------
    >>> from zhiliang.methods.signals.counts import pairs
    >>> found = prr(pairs(range(4), ["kettle"] * 2 + ["toy"] * 2, ["burn", "burn", "burn", "cut"]))
    >>> found.value.tolist()
    [2.0, 0.5, inf]
    """
    a, b, c, _ = counts.table()
    others = (counts.reports - counts.with_product).astype(float)
    with _quiet():
        value = (a / (a + b)) / (c / others)
        spread = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / others)
    return _interval(value, spread)


def ror(counts: Counts) -> Ratios:
    """Return the reporting odds ratio: ad over bc.

    Standard error of its logarithm: sqrt(1/a + 1/b + 1/c + 1/d).
    """
    a, b, c, d = counts.table()
    with _quiet():
        value = (a * d) / (b * c)
        spread = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return _interval(value, spread)


def chi_squared(counts: Counts) -> Real:
    """Chi-square of each fourfold table with Yates' correction; nan where a margin is empty."""
    a, b, c, d = counts.table()
    total = float(counts.reports)
    apart = np.maximum(np.abs(a * d - b * c) - total / 2, 0.0)
    with _quiet():
        return np.asarray(total * apart**2 / ((a + b) * (c + d) * (a + c) * (b + d)))


def evans(counts: Counts, *, criterion: Criterion = EVANS_2001) -> NDArray[np.bool_]:
    """Whether each pair is a signal: PRR and chi-square large enough, reports enough.

    Evans, Waller and Davis (2001): PRR 2, chi-square 4, three reports, each reached or passed.
    """
    return np.asarray(
        (prr(counts).value >= criterion.ratio)
        & (chi_squared(counts) >= criterion.chi_squared)
        & (counts.n >= criterion.reports)
    )


def _interval(value: Real, spread: Real) -> Ratios:
    known = np.isfinite(spread) & np.isfinite(value) & (value > 0)
    wide = np.exp(np.where(known, Z_95 * spread, np.nan))
    return Ratios(value, value / wide, value * wide)


@contextmanager
def _quiet() -> Iterator[None]:
    """Empty cells are answered with inf and nan, not with warnings."""
    with np.errstate(divide="ignore", invalid="ignore"):
        yield
