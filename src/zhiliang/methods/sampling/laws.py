"""By what law nonconforming units, or nonconformities, turn up in samples of a lot or process."""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.sampling.distributions import (
    Floats,
    binomial_pmf,
    hypergeometric_pmf,
    poisson_pmf,
)

DISTRIBUTIONS = ("binomial", "hypergeom", "poisson")


class Law(Protocol):
    """Chances at the qualities the law was made for; `k` and `n` broadcast with them."""

    def chance(self, k: Any, n: Any, drawn: int, found: int) -> Floats:
        """P(`k` in a sample of `n`) when there were `found` in the `drawn` units before."""

    def at_most(self, k: int, n: Any) -> Floats:
        """P(up to `k` in a first sample of `n`)."""


@dataclass(frozen=True, slots=True)
class Binomial:
    """A process with the proportion nonconforming `p`."""

    p: Floats

    def chance(self, k: Any, n: Any, drawn: int, found: int) -> Floats:
        """P(`k` in a sample of `n`), whatever was found before."""
        return binomial_pmf(k, n, self.p)

    def at_most(self, k: int, n: Any) -> Floats:
        """P(up to `k` in a sample of `n`)."""
        return np.where(k >= np.asarray(n), 1.0, special.bdtr(k, np.maximum(n, k), self.p))


@dataclass(frozen=True, slots=True)
class Poisson:
    """A process with `p` nonconformities per unit."""

    p: Floats

    def chance(self, k: Any, n: Any, drawn: int, found: int) -> Floats:
        """P(`k` in a sample of `n`), whatever was found before."""
        return poisson_pmf(k, n * self.p)

    def at_most(self, k: int, n: Any) -> Floats:
        """P(up to `k` in a sample of `n`)."""
        return np.asarray(special.pdtr(k, n * self.p))


@dataclass(frozen=True, slots=True)
class Hypergeometric:
    """A lot with `bad` nonconforming units."""

    lot: int
    bad: Floats

    def chance(self, k: Any, n: Any, drawn: int, found: int) -> Floats:
        """P(`k` in a sample of `n`) out of what is left of the lot."""
        return hypergeometric_pmf(k, self.lot - drawn, (self.bad - found).clip(0), n)

    def at_most(self, k: int, n: Any) -> Floats:
        """P(up to `k` in a sample of `n`)."""
        shape = np.broadcast_shapes(np.shape(n), self.bad.shape)
        counts = np.arange(k + 1).reshape(-1, *[1] * len(shape))
        return np.asarray(self.chance(counts, n, 0, 0).sum(axis=0))


def law_of(p: ArrayLike, lot_size: int | None, distribution: str | None) -> Law:
    """Law of a distribution; without one binomial, with a lot hypergeometric.

    Raises
    ------
    ValueError
        `p` outside its range, an unknown distribution, `hypergeom` without a lot.
    """
    kind = distribution or ("binomial" if lot_size is None else "hypergeom")
    quality = _quality(p, kind)
    if kind == "binomial":
        return Binomial(quality)
    if kind == "poisson":
        return Poisson(quality)
    if lot_size is None or lot_size < 1:
        raise ValueError("the hypergeometric distribution needs the size of the lot, at least 1")
    return Hypergeometric(lot_size, np.rint(quality * lot_size))


def _quality(p: ArrayLike, kind: str) -> Floats:
    if kind not in DISTRIBUTIONS:
        raise ValueError(
            f"no distribution {kind!r}: take one of {', '.join(DISTRIBUTIONS)}; measured items "
            "have oc_variables and find_variables_plan"
        )
    quality = np.asarray(p, dtype=np.float64)
    highest = np.inf if kind == "poisson" else 1
    if not ((quality >= 0) & (quality <= highest) & np.isfinite(quality)).all():
        unit = "nonconformities per unit from 0" if kind == "poisson" else "a proportion, 0 to 1"
        raise ValueError(f"the quality p is {unit}; divide per cent and per 100 units by 100")
    return quality
