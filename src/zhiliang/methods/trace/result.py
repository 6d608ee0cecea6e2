"""What a trace answers: the lots of the scope, when they were reached, and what is not known."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from zhiliang.methods.trace.numbering import Ints


@dataclass(frozen=True, slots=True)
class Unknowns:
    """Gaps of a trace, as numbers of lots [sorted]; each list may be empty.

    unsourced
        Nothing is recorded that went into the lot: its origin, or a missing one-up.
    undelivered
        Nothing is recorded that it went into: the end of the line, or a missing one-down.
    unmeasured
        Quantity missing on an edge into it: its share cannot be known.
    imbalanced
        More is recorded to have left the lot than ever went into it.
    out_of_order
        Not in the scope, and would be if the time of a single edge of the scope were wrong.
    """

    unsourced: Ints
    undelivered: Ints
    unmeasured: Ints
    imbalanced: Ints
    out_of_order: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Trace(Set[int]):
    """The scope of a trace: the root and every lot reached, as a set of numbers.

    `lots` is sorted [lots]; `arrival` [s] stands beside it: forward the earliest time at which a
    lot can hold something of the root, backward the latest at which something of it can still have
    gone on to the root. The root's own is the least number there is (forward) or the greatest
    (backward): it was itself all along.
    """

    root: int
    lots: Ints
    arrival: Ints
    find_unknowns: Callable[["Trace"], Unknowns] = field(repr=False)

    @property
    def unknowns(self) -> Unknowns:
        """What the records leave open; looked up when asked for."""
        return self.find_unknowns(self)

    def __len__(self) -> int:
        """Count the lots."""
        return len(self.lots)

    def __iter__(self) -> Iterator[int]:
        """Give the lots, the least number first."""
        return iter(self.lots.tolist())

    def __contains__(self, lot: object) -> bool:
        """Whether a lot is in the scope."""
        return _position(self.lots, lot) is not None

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        """Give `lots` where an array is wanted."""
        return np.array(self.lots, dtype=dtype, copy=copy)

    @classmethod
    def _from_iterable(cls, lots: Any) -> Any:
        """Make plain sets of `&`, `|` and `-`: they are no trace of anything."""
        return frozenset(lots)


@dataclass(frozen=True, slots=True, eq=False)
class Shares(Mapping[int, float]):
    """How much of each lot of the scope is the root, 0 to 1; NaN where it cannot be known.

    A mapping from the lots of the forward trace; a lot outside it has the share 0. `lots` is sorted
    [lots], `share` stands beside it.
    """

    lots: Ints
    share: NDArray[np.float64]

    def __getitem__(self, lot: int) -> float:
        """Give the share of a lot, 0 outside the scope."""
        at = _position(self.lots, lot)
        return 0.0 if at is None else float(self.share[at])

    def __len__(self) -> int:
        """Count the lots."""
        return len(self.lots)

    def __iter__(self) -> Iterator[int]:
        """Give the lots, the least number first."""
        return iter(self.lots.tolist())

    def __contains__(self, lot: object) -> bool:
        """Whether a lot is in the scope."""
        return _position(self.lots, lot) is not None

    def ranked(self) -> Ints:
        """Lots from the greatest share down, unknown shares first, then by number."""
        unknown_first = np.where(np.isnan(self.share), np.inf, self.share)
        return self.lots[np.lexsort((self.lots, -unknown_first))]


def _position(lots: Ints, lot: object) -> int | None:
    if not isinstance(lot, int | np.integer):
        return None
    at = int(np.searchsorted(lots, lot))
    return at if at < len(lots) and lots[at] == lot else None
