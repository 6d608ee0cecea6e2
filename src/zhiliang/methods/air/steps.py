"""Sub-indices as exact steps, looked up by cells: many concentrations at once, no ceiling off by 1.

A sub-index is a whole number that only rises at certain concentrations. They are found here in
exact arithmetic, on a grid of a millionth of the unit, and laid out in cells so narrow that each
holds one step at most; a look-up is then one comparison.
"""

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.tables.air.breakpoints import Scale
from zhiliang.methods.tables.air.pollutants import CO

Floats = NDArray[np.float64]
Codes = NDArray[np.uint16]

# Concentrations are taken to the nearest millionth of their unit: 0.1 + 0.2 is 0.3.
GRID = 10**6
# Cells for each unit: the steepest scale rises by two for each µg/m³, that of CO by 25 for each mg.
# Powers of two, so that finding a cell rounds nothing.
CELLS, CELLS_OF_TENTHS = 4, 64
MISSING = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """Codes of one scale: sub-index + 1, or `MISSING`.

    `edges` [cells + 1] is where the code changes within a cell and `codes` [2 × (cells + 1)] what
    it is before and after; the last row is what a missing value finds.
    """

    density: int
    edges: Floats
    codes: Codes

    def look_up(self, concentrations: Floats) -> Codes:
        """Codes of concentrations [any shape, unit of the scale], all at least 0 or NaN."""
        last = self.edges.size - 2
        held = np.minimum(concentrations, last / self.density)
        cell = np.fmax(held * self.density, -1.0).astype(np.intp)
        found: Codes = self.codes.take(2 * cell + (concentrations > self.edges.take(cell)))
        return found


def steps(scale: Scale, decimals: int | None) -> Steps:
    """Lay out a scale; `decimals` says to how many GB/T 8170 rounds first, None not at all.

    Raises
    ------
    ValueError
        The cells are too wide for the scale.

    Examples
    --------
    >>> pm2_5 = steps(Scale("pm2_5", "24h", (0, 35, 75)), None)
    >>> (pm2_5.look_up(np.array([0.0, 35.0, 35.1, float("nan")])) - 1.0).tolist()
    [0.0, 50.0, 51.0, -1.0]
    """
    density = CELLS_OF_TENTHS if scale.item == CO else CELLS
    count = scale.concentrations[-1] * density + 1
    width = GRID // density
    lasts, codes = _ends(scale, decimals)
    starts = np.arange(count, dtype=np.int64) * width
    step = np.searchsorted(lasts, starts)
    inside = lasts[step] < starts + width
    # Rounded concentrations leave out some indices: those end where the one before them ends.
    after = np.where(inside, np.searchsorted(lasts, lasts[step], side="right"), step)
    if (lasts[after] < starts + width).any():
        raise ValueError(f"two steps in one cell: {scale}")
    # Half a grid past the last value of a step, so that no value on the grid is ever near an edge.
    edges = np.where(inside, (lasts[step] + 0.5) / GRID, np.inf)
    pairs = np.stack([codes[step], codes[after]], axis=1).ravel()
    missing = np.array([MISSING, MISSING], dtype=np.uint16)
    return Steps(density, np.append(edges, np.inf), np.concatenate([pairs, missing]))


def _ends(scale: Scale, decimals: int | None) -> tuple[NDArray[np.int64], Codes]:
    """Last grid value [millionths] of each step and the code that holds up to it."""
    top = scale.index[len(scale.concentrations) - 1]
    ends = [_last(reached(scale, index), decimals) for index in range(top + 1)]
    beyond = MISSING if scale.beyond is None else scale.beyond + 1
    lasts = np.array([*ends, np.iinfo(np.int64).max], dtype=np.int64)
    return lasts, np.array([*range(1, top + 2), beyond], dtype=np.uint16)


def reached(scale: Scale, index: int) -> Fraction:
    """Concentration [unit of the scale] at which the sub-index before its ceiling is `index`.

    Examples
    --------
    >>> reached(Scale("pm2_5", "24h", (0, 35, 75)), 75)
    Fraction(55, 1)
    """
    place = max(bisect_left(scale.index, index), 1)
    low, high = scale.index[place - 1], scale.index[place]
    bottom, top = scale.concentrations[place - 1], scale.concentrations[place]
    return bottom + Fraction((top - bottom) * (index - low), high - low)


def _last(reached: Fraction, decimals: int | None) -> int:
    """Largest value [millionths] that is not above `reached` once rounded to `decimals`."""
    if decimals is None:
        return int(reached * GRID // 1)
    unit = int(GRID // 10**decimals)
    whole = int(reached * GRID // unit)
    # A half goes to the even neighbour: it still counts here only where that is this one.
    return whole * unit + unit // 2 - whole % 2
