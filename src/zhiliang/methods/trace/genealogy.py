"""The genealogy of lots: what went into what, when and how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.trace.direction import Direction
from zhiliang.methods.trace.drill import Drill
from zhiliang.methods.trace.edges import Edges
from zhiliang.methods.trace.gaps import gaps
from zhiliang.methods.trace.graph import Graph
from zhiliang.methods.trace.mixing import mixed
from zhiliang.methods.trace.numbering import NOBODY, Ints, whole
from zhiliang.methods.trace.overlay import overlaid
from zhiliang.methods.trace.result import Shares, Trace
from zhiliang.methods.trace.walk import reached

Window = tuple[int, int]
Columns = tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]


@dataclass(frozen=True, slots=True)
class Genealogy:
    """Edges between lots, sorted both ways.

    A path is followed if no hop is earlier than the one before it; equal times are allowed. Rings
    end; an edge from a lot to itself says nothing and is left out; repeated edges change no scope.
    """

    graph: Graph

    @classmethod
    def build(
        cls, src: ArrayLike, dst: ArrayLike, t: ArrayLike, quantity: ArrayLike | None = None
    ) -> "Genealogy":
        """Sort edges.

        Parameters
        ----------
        src, dst
            [edges] numbers of the lots, whole and ≥ 0, in any order and with any gaps. The lots of
            the genealogy are those that occur; another root is a lot of which nothing is recorded.
        t
            [edges] time of the event [s], whole.
        quantity
            [edges] how much of `src` went into `dst`, in one unit for all that goes into one lot;
            NaN (or None for all) where it is not known.

        Raises
        ------
        ValueError
            Arrays of unequal length or of more than one dimension, numbers of lots or times that
            are not whole, a lot below 0, a quantity that is negative or infinite.

        Examples
        --------
        >>> genealogy = Genealogy.build([1, 2, 2], [2, 3, 4], [10, 20, 5], [1.0, 1.0, 1.0])
        >>> list(genealogy.forward(1)), list(genealogy.backward(4))
        ([1, 2, 3], [2, 4])
        """
        return cls(Graph.of(Edges.of(src, dst, t, quantity)))

    def forward(self, root: int, *, window: Window | None = None) -> Trace:
        """Every lot that can hold something of `root`, the root included.

        `window` = (t0, t1) [s]: the root was bad only then, so of its own outgoing edges those with
        t0 ≤ t ≤ t1 count; should something of it come back into the root, what leaves the root from
        then on counts too.

        Raises
        ------
        ValueError
            A root below 0, or a window that ends before it begins.
        """
        return self._trace(self.graph.ahead, root, window)

    def backward(self, root: int, *, window: Window | None = None) -> Trace:
        """Every lot that something in `root` can come from, the root included.

        `window` = (t0, t1) [s]: of the root's own incoming edges those with t0 ≤ t ≤ t1 count.

        Raises
        ------
        ValueError
            As `forward`.
        """
        return self._trace(self.graph.back, root, window)

    def ahead(self, roots: ArrayLike, *, window: Window | None = None) -> tuple[Ints, Ints]:
        """Every lot but `roots` that can hold something of any of them, and the earliest time [s].

        Sorted arrays [lots]; one walk however many roots there are. `window` as in `forward`, for
        the outgoing edges of every root.

        Raises
        ------
        ValueError
            As `forward`.

        Examples
        --------
        >>> lots, times = Genealogy.build([1, 2, 3], [3, 3, 4], [10, 20, 30]).ahead([1, 2])
        >>> lots.tolist(), times.tolist()
        ([3, 4], [10, 30])
        """
        return self._beyond(self.graph.ahead, roots, window)

    def behind(self, roots: ArrayLike, *, window: Window | None = None) -> tuple[Ints, Ints]:
        """Every lot but `roots` that went into any of them, and the latest time [s].

        Sorted arrays [lots]. `window` as in `backward`, for the incoming edges of every root.

        Raises
        ------
        ValueError
            As `forward`.
        """
        return self._beyond(self.graph.back, roots, window)

    def shares(self, root: int) -> Shares:
        """How much of each lot is `root` by mass: ranks the scope, never shrinks it.

        Raises
        ------
        ValueError
            As `forward`.
        """
        trace = self.forward(root)
        return Shares(trace.lots, mixed(self.graph, trace))

    def drill(self, roots: ArrayLike) -> Ints:
        """Count the lots in the forward scope of each root, itself included [roots].

        Made for thousands of roots at once: 64 share one pass over the edges.

        Raises
        ------
        ValueError
            Roots that are not whole numbers of 0 or more.

        Examples
        --------
        >>> Genealogy.build([1, 2, 2], [2, 3, 4], [10, 20, 5]).drill([1, 2, 7]).tolist()
        [3, 3, 1]
        """
        lots = whole(roots, "roots")
        if (lots < 0).any():
            raise ValueError(f"a lot's number is 0 or more: {lots.min()}")
        graph = self.graph.merged()
        places = graph.numbering.places(lots)
        sizes = np.ones(lots.size, np.int64)
        if (places >= 0).any():
            sizes[places >= 0] = Drill.of(graph.back.base).sizes(places[places >= 0])
        return sizes

    def with_delta(
        self,
        src: ArrayLike,
        dst: ArrayLike,
        t: ArrayLike,
        quantity: ArrayLike | None = None,
        *,
        removed: Columns = ((), (), (), ()),
    ) -> "Genealogy":
        """Return the genealogy with edges added and `removed`; quick as long as they are few.

        Answers are those of a genealogy built anew from all edges that are left.

        Parameters
        ----------
        src, dst, t, quantity
            [edges added] as in `build`.
        removed
            The same four columns [edges removed]: each takes away one edge that is equal in all
            four, a missing quantity being equal to a missing one.

        Raises
        ------
        ValueError
            As `build`, and an edge to be removed that is not there as often as asked.

        Examples
        --------
        >>> genealogy = Genealogy.build([1, 2], [2, 3], [10, 20], [5.0, 5.0])
        >>> list(genealogy.with_delta([3], [4], [30], [5.0]).forward(1))
        [1, 2, 3, 4]
        >>> list(genealogy.with_delta([], [], [], removed=([2], [3], [20], [5.0])).forward(1))
        [1, 2]
        """
        added, gone = Edges.of(src, dst, t, quantity), Edges.of(*removed)
        return Genealogy(overlaid(self.graph, added, gone))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Arrays by name, for a snapshot; edges added and removed are sorted in."""
        return self.graph.merged().arrays()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Genealogy":
        """Genealogy of a snapshot's arrays, which may be read-only memory maps.

        Raises
        ------
        KeyError
            An array is missing.

        Examples
        --------
        >>> snapshot = Genealogy.build([1, 2], [2, 3], [10, 20], [5.0, 5.0]).arrays()
        >>> list(Genealogy.from_arrays(snapshot).forward(1))
        [1, 2, 3]
        """
        return cls(Graph.from_arrays(arrays))

    def _trace(self, direction: Direction, root: int, window: Window | None) -> Trace:
        lot, place = self._placed(root)
        if place < 0:
            lots, arrival = np.array([lot]), np.array([direction.face.always])
        else:
            places, arrival = reached(direction, np.array([place]), window)
            lots, arrival = self.graph.numbering.in_order(places, arrival)
        return Trace(lot, lots, arrival, partial(gaps, self.graph, direction))

    def _beyond(
        self, direction: Direction, roots: ArrayLike, window: Window | None
    ) -> tuple[Ints, Ints]:
        wanted = np.unique(whole(roots, "roots"))
        if wanted.size and wanted[0] < 0:
            raise ValueError(f"a lot's number is 0 or more: {wanted[0]}")
        starts = self.graph.numbering.places(wanted)
        starts = np.sort(starts[starts >= 0])
        if not starts.size:
            return NOBODY, NOBODY
        places, arrival = reached(direction, starts, window)
        others = np.ones(places.size, np.bool_)
        others[np.searchsorted(places, starts)] = False
        return self.graph.numbering.in_order(places[others], arrival[others])

    def _placed(self, root: int) -> tuple[int, int]:
        lot: Ints = whole(root, "root")
        if lot.size != 1 or lot[0] < 0:
            raise ValueError(f"a root is the number of one lot, 0 or more: {root}")
        return int(lot[0]), int(self.graph.numbering.places(lot)[0])
