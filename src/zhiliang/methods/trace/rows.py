"""Edges in rows: one row for each lot, the best edge first (compressed sparse rows, CSR)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.clock import Labels

Places = NDArray[np.integer]
Quantities = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Rows:
    """Row r is `start[r]` to `start[r + 1]` of the other arrays [edges], labels falling.

    `to` is the place at the other end; the arrays may be memory maps and are never written.
    """

    start: Places
    to: Places
    label: Labels
    quantity: Quantities

    @classmethod
    def build(
        cls, count: int, at: Places, to: Places, label: Labels, quantity: Quantities
    ) -> "Rows":
        """Sort edges, whose labels fall, into `count` rows; `at` is the row of each."""
        order = stable_order(at, count)
        start = np.zeros(count + 1, smallest(at.size))
        np.cumsum(np.bincount(at, minlength=count), out=start[1:])
        return cls.frozen(start, to[order].astype(smallest(count)), label[order], quantity[order])

    @classmethod
    def frozen(cls, *arrays: NDArray[Any]) -> "Rows":
        """Rows of arrays nobody may write to any more (views, so a caller's own stay writable)."""
        # A memory map would hand its class on to all that is taken from it, which is slow.
        views = [array.view(np.ndarray) for array in arrays]
        for view in views:
            view.flags.writeable = False
        return cls(*views)

    def like(self, other: "Rows") -> "Rows":
        """Give these rows the types of others, as compiled loops want."""
        pairs = (
            (self.start, other.start),
            (self.to, other.to),
            (self.label, other.label),
            (self.quantity, other.quantity),
        )
        return Rows.frozen(*(own.astype(theirs.dtype) for own, theirs in pairs))

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.start) - 1

    def owners(self) -> Places:
        """Row of each edge [edges]."""
        rows = np.arange(self.count, dtype=smallest(self.count))
        return np.repeat(rows, np.diff(self.start))


def spread(first: Places, length: Places) -> Places:
    """Every index of spans that start at `first` and have `length`, end to end.

    Examples
    --------
    >>> spread(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(length)
    total = int(ends[-1]) if ends.size else 0
    return np.repeat(first - (ends - length), length) + np.arange(total)


def firsts(places: Places, claim: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Mark one of each place; `claim` [places there are] is room for notes, whatever stands in it.

    Examples
    --------
    >>> firsts(np.array([3, 1, 3]), np.empty(4, np.int32)).tolist()
    [False, True, True]
    """
    number = np.arange(len(places), dtype=np.int32)
    claim[places] = number
    is_first: NDArray[np.bool_] = claim[places] == number
    return is_first


def smallest(bound: int) -> type[np.int32] | type[np.int64]:
    """Type for whole numbers below `bound`."""
    return np.int32 if bound < 2**31 else np.int64


def stable_order(key: Places, bound: int) -> NDArray[np.int64]:
    """Order that sorts keys 0 ≤ key < `bound` and leaves equal ones as they came.

    Examples
    --------
    >>> stable_order(np.array([2, 0, 2, 1]), 3).tolist()
    [1, 3, 0, 2]
    """
    bits = len(key).bit_length()
    if bound.bit_length() + bits > 63:
        return np.argsort(key, kind="stable")
    # Sorting plain numbers is three times as fast as sorting by a key, so each carries its place.
    packed = np.left_shift(key, bits, dtype=np.int64)
    packed |= np.arange(len(key))
    packed.sort()
    packed &= (1 << bits) - 1
    return packed
