"""Numbers of lots and the places they take in the arrays."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
NOBODY: Ints = np.empty(0, np.int64)

# A table of places costs a few bytes for each number up to the greatest; four for each edge is
# still less than the sorted list that sparse numbers need.
SPARSE = 4


def whole(values: ArrayLike, name: str) -> Ints:
    """`values` as 64-bit integers, in one dimension.

    Raises
    ------
    ValueError
        Another number of dimensions, or values that are not whole.

    Examples
    --------
    >>> whole([1, 2], "t").tolist()
    [1, 2]
    """
    given = np.atleast_1d(np.asarray(values))
    if given.ndim != 1:
        raise ValueError(f"{name}: expected one dimension, got the shape {given.shape}")
    if given.size and given.dtype.kind not in "iuf":
        raise ValueError(f"{name}: expected whole numbers, got {given.dtype}")
    if given.dtype.kind == "f" and not (np.isfinite(given) & (given == np.rint(given))).all():
        raise ValueError(f"{name}: expected whole numbers, got fractions or missing ones")
    return given.astype(np.int64, copy=False)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which lot stands at which place, 0 to `count` - 1.

    Below `dense` a lot's number is its place; where numbers are sparse, `known` holds them sorted
    and `dense` is 0. `later` are lots that came after, in the order they came.
    """

    dense: int
    known: Ints
    later: Ints

    @classmethod
    def of(cls, lots: Iterable[Ints]) -> "Numbering":
        """Give every lot in `lots` (several arrays) a place.

        Raises
        ------
        ValueError
            A negative number.
        """
        parts = [part for part in lots if part.size]
        if min((int(part.min()) for part in parts), default=0) < 0:
            raise ValueError("a lot's number is 0 or more")
        top = max((int(part.max()) + 1 for part in parts), default=0)
        if top <= SPARSE * sum(part.size for part in parts) + 1024:
            return cls(top, NOBODY, NOBODY)
        return cls(0, np.unique(np.concatenate(parts)), NOBODY)

    @property
    def first_count(self) -> int:
        """Number of places without the later ones."""
        return self.dense or self.known.size

    @property
    def count(self) -> int:
        """Number of places."""
        return self.first_count + self.later.size

    def places(self, lots: Ints) -> Ints:
        """Place of each lot, -1 for one that has none."""
        if self.dense:
            found = np.where((lots >= 0) & (lots < self.dense), lots, -1)
        else:
            found = _positions(self.known, lots)
        if self.later.size:
            order = np.argsort(self.later)
            place = _positions(self.later[order], lots)
            is_later = place >= 0
            found[is_later] = self.first_count + order[place[is_later]]
        return found

    def lots(self, places: NDArray[np.integer]) -> Ints:
        """Return the lot at each place."""
        first = self.first_count
        if not self.later.size:
            return self._first(places)
        is_later = places >= first
        found = np.empty(places.size, np.int64)
        found[~is_later] = self._first(places[~is_later])
        found[is_later] = self.later[places[is_later] - first]
        return found

    def _first(self, places: NDArray[np.integer]) -> Ints:
        lots: Ints = places.astype(np.int64) if self.dense else self.known[places]
        return lots

    def in_order(self, places: NDArray[np.integer], beside: Ints) -> tuple[Ints, Ints]:
        """Lots at sorted places, sorted by number, and what stands beside each."""
        lots = self.lots(places)
        if not self.later.size:
            return lots, beside
        order = np.argsort(lots)
        return lots[order], beside[order]

    def with_lots(self, lots: Ints) -> "Numbering":
        """Places for those of `lots` that have none yet, after all others."""
        fresh = np.unique(lots)
        fresh = fresh[self.places(fresh) < 0]
        return Numbering(self.dense, self.known, np.concatenate([self.later, fresh]))


def _positions(ordered: Ints, wanted: Ints) -> Ints:
    """Where each of `wanted` stands in `ordered`, -1 where it doesn't."""
    if not ordered.size:
        return np.full(wanted.shape, -1, np.int64)
    at = np.minimum(np.searchsorted(ordered, wanted), ordered.size - 1)
    return np.where(ordered[at] == wanted, at, -1)
