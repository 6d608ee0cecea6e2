"""The order of edges that share one instant."""

from collections import defaultdict
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.clock import Labels
from zhiliang.methods.trace.rows import Places

Order = NDArray[np.intp]


def untangled(
    order: Order, source: Places, owner: Places, label: Labels, arrival: Labels, root: int
) -> Order:
    """Put what goes into a lot before what leaves it, among edges of equal label.

    `order` [edges] sorts by label; `source` and `owner` [edges] are numbers of lots from 0 on, a
    source of -1 and the root wait for nothing. `arrival` [lots] is the label at which each was
    reached.
    """
    instant = np.zeros(order.size, np.int64)
    np.cumsum(np.diff(label[order]) != 0, out=instant[1:])
    waits = np.flatnonzero(_waits(source[order], owner[order], instant, root))
    result = order.copy()
    for moment in np.unique(instant[waits]).tolist():
        span = slice(*np.searchsorted(instant, [moment, moment + 1]))
        edges = order[span]
        sources = source[edges]
        is_reached = (arrival[sources] < label[edges]) & (sources >= 0)
        before = {root, *sources[is_reached].tolist()}
        result[span] = _Instant(edges.tolist(), source, owner, before).order(root)
    return result


def _waits(source: Places, owner: Places, instant: Order, root: int) -> NDArray[np.bool_]:
    """Whether an edge leaves a lot into which something goes at the same instant."""
    count = int(max(source.max(initial=-1), owner.max(initial=-1))) + 1
    last, first = np.full(count, -1), np.full(count, -1)
    last[owner] = instant
    first[owner[::-1]] = instant[::-1]
    waits: NDArray[np.bool_] = (source >= 0) & (source != root)
    waits &= (first[source] <= instant) & (instant <= last[source])
    doubtful = np.flatnonzero(waits)
    times = int(instant[-1]) + 1 if instant.size else 1
    inward = owner.astype(np.int64) * times + instant
    outward = source[doubtful].astype(np.int64) * times + instant[doubtful]
    waits[doubtful] = np.isin(outward, inward)
    return waits


class _Instant:
    """Edges of one instant, taken lot by lot: a lot is free when all that goes into it is taken."""

    def __init__(self, edges: list[int], source: Places, owner: Places, reached: set[int]) -> None:
        self.leaving: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.missing: dict[int, int] = defaultdict(int)
        for edge in edges:
            self.leaving[int(source[edge])].append((edge, int(owner[edge])))
            self.missing[int(owner[edge])] += 1
        self.reached = reached
        # Heaps, so that the least number comes first.
        self.next_reached = sorted(reached & self.leaving.keys())
        self.rest = sorted(self.leaving)

    def order(self, root: int) -> list[int]:
        """Take the edges of the free, then of the reached, then of the others."""
        taken: list[int] = []
        free = [lot for lot in self.rest if lot in (-1, root) or not self.missing[lot]]
        while self.leaving:
            lot = free.pop() if free else self._least()
            for edge, other in self.leaving.pop(lot, ()):
                taken.append(edge)
                self.missing[other] -= 1
                if lot in self.reached and other not in self.reached:
                    self.reached.add(other)
                    heappush(self.next_reached, other)
                if not self.missing[other]:
                    free.append(other)
        return taken

    def _least(self) -> int:
        return heappop(self.next_reached or self.rest)
