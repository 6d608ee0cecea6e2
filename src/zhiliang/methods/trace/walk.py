"""Everything that can be reached from some lots along edges whose times allow it."""

from typing import Any

import numpy as np

from zhiliang.methods.trace import compiled
from zhiliang.methods.trace.clock import Labels
from zhiliang.methods.trace.direction import Direction
from zhiliang.methods.trace.narrow import narrow
from zhiliang.methods.trace.numbering import Ints
from zhiliang.methods.trace.rows import Places, Rows, firsts, spread
from zhiliang.methods.trace.sheet import Sheet

# Below this many lots at once plain Python is quicker than whole-array steps.
WIDTH = 32
UNBOUNDED = 2**62


def reached(
    direction: Direction, roots: Places, window: tuple[int, int] | None
) -> tuple[Places, Ints]:
    """Places reached from the places `roots` and these, sorted, and the best time of each [s].

    Raises
    ------
    ValueError
        A window that ends before it begins.
    """
    if window and window[0] > window[1]:
        raise ValueError(f"the window ends before it begins: {window}")
    face = direction.face
    walk = Walk(direction, _sheet(direction))
    if window:
        walk.start(roots, *face.between(*window))
    else:
        walk.close(roots)
        walk.start(roots, 0, face.span)
    found = walk.run()
    places = np.sort(np.append(found, roots))
    # a root that something of it came back to is among them twice
    places = places[np.append(True, places[1:] != places[:-1])]
    times = face.times(walk.sheet.level[places])
    times[np.searchsorted(places, roots)] = face.always
    walk.sheet.clean(places)
    direction.sheets.append(walk.sheet)
    return places, times


def _sheet(direction: Direction) -> Sheet:
    """One that nobody else is using: walks may run side by side."""
    try:
        return direction.sheets.pop()
    except IndexError:
        return Sheet.of(direction.count, direction.base.label.dtype)


class Walk:
    """One walk: what is reached so far, how well, and whose rows are still to be relaxed."""

    def __init__(self, direction: Direction, sheet: Sheet) -> None:
        self.direction = direction
        self.sheet = sheet
        # Lots on the stack, lots found, and how many at once are left to whole-array steps.
        self.state = np.array([0, 0, UNBOUNDED if compiled.HAS_NUMBA else WIDTH])

    def start(self, roots: Places, low: int, high: int) -> None:
        """Relax the edges of `roots` with labels from `low` to `high`."""
        rows = [self._between(int(root), low, high) for root in roots]
        self._reach(*(np.concatenate(arrays) for arrays in zip(*rows, strict=True)))

    def _between(self, root: int, low: int, high: int) -> tuple[Places, Labels]:
        to, label, _ = self.direction.row(root)
        rising = label[::-1]
        first, last = np.searchsorted(rising, low), np.searchsorted(rising, high, side="right")
        span = slice(len(label) - int(last), len(label) - int(first))
        return to[span], label[span]

    def close(self, roots: Places) -> None:
        """Nothing can reach `roots` better than they are already reached."""
        self.sheet.level[roots] = np.iinfo(self.sheet.level.dtype).max
        self.sheet.done[roots] = self.direction.degrees(roots)

    def run(self) -> Places:
        """Go on until nothing gets better; return the places found, in no order."""
        arrays = self._arrays()
        loop = compiled.fastest(narrow)
        while self.state[0]:
            self.sheet.is_waiting[self._waiting()] = True
            loop(*arrays)
            self.sheet.is_waiting[self._waiting()] = False
            if self.state[0]:
                self._widen()
            while self.state[0] > WIDTH:
                self._widen()
        return self.sheet.found[: self.state[1]]

    def _waiting(self) -> Places:
        return self.sheet.stack[: self.state[0]]

    def _arrays(self) -> tuple[Any, ...]:
        """Arrays of the loop, as it reads them fastest."""
        see, direction, sheet = compiled.seen, self.direction, self.sheet
        base, patch = (
            see(rows.start, rows.to, rows.label) for rows in (direction.base, direction.patch)
        )
        slot, level, done, found = see(direction.slot, sheet.level, sheet.done, sheet.found)
        return base, patch, slot, level, done, see(sheet.stack, sheet.is_waiting), found, self.state

    def _widen(self) -> None:
        """Relax the rows of all waiting lots at once."""
        frontier = self._waiting().copy()
        opened = [
            self._open(rows, row, frontier[asked])
            for rows, row, asked in self.direction.parts(frontier)
        ]
        self._reach(*(np.concatenate(arrays) for arrays in zip(*opened, strict=True)))

    def _open(self, rows: Rows, row: Places, v: Places) -> tuple[Places, Labels]:
        """Other ends and labels of the edges that have become usable."""
        last = rows.start[row + 1] - self.sheet.done[v]
        first = first_usable(rows.label, rows.start[row], last, self.sheet.level[v])
        length = last - first
        self.sheet.done[v] += length.astype(np.int32)
        edges = spread(first, length)
        return rows.to[edges], rows.label[edges]

    def _reach(self, to: Places, label: Labels) -> None:
        """Take what is better; those lots, each once, are all that waits now."""
        before = self.sheet.level[to]
        is_better = label > before
        to, label, before = to[is_better], label[is_better], before[is_better]
        np.maximum.at(self.sheet.level, to, label)
        is_first = firsts(to, self.sheet.claim)
        to, before = to[is_first], before[is_first]
        fresh = to[before == 0]
        count = int(self.state[1])
        self.sheet.found[count : count + len(fresh)] = fresh
        self.sheet.stack[: len(to)] = to
        self.state[:2] = len(to), count + len(fresh)


def first_usable(label: Labels, first: Places, last: Places, reach: Labels) -> Places:
    """Where in first … last labels, which fall, no longer exceed `reach`."""
    if not label.size:
        return last
    low, high = first.copy(), last
    late = np.flatnonzero((first < last) & (label[np.minimum(first, label.size - 1)] > reach))
    while late.size:
        middle = (low[late] + high[late]) // 2
        is_above = label[middle] > reach[late]
        low[late[is_above]] = middle[is_above] + 1
        high = high.copy() if high is last else high
        high[late[~is_above]] = middle[~is_above]
        late = late[low[late] < high[late]]
    return low
