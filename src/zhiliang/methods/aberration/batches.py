"""Series of many units and weeks, cut into batches that share their reference weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zhiliang.methods.aberration.detection import Bools, Floats, Whole
from zhiliang.methods.aberration.loglinear import Series
from zhiliang.methods.aberration.model import Forecast, Rule, forecast
from zhiliang.methods.aberration.reference import Reference

# Numbers of a batch: what stays in a processor's cache.
BATCH = 60_000


@dataclass(frozen=True, slots=True)
class Surveyed:
    """Counts and logarithm of the population [time × units], and the rows to judge."""

    counts: Floats
    offset: Floats
    weeks: Whole

    @property
    def now(self) -> Floats:
        """What was counted in the judged weeks [weeks × units]."""
        return self.counts[self.weeks]

    def recent(self, length: int) -> Floats:
        """Cases of the judged week and those before it, `length` in all; NaN if one is missing."""
        return np.asarray(sum(self.counts[self.weeks - back] for back in range(length)))


def forecasts(
    surveyed: Surveyed, references: Sequence[tuple[Reference, Whole]], rule: Rule
) -> Forecast:
    """Forecast of each judged week and unit [weeks × units].

    `references`: reference rows, and the positions within the weeks to which they apply; rows
    before the first are left out.
    """
    shape = (len(surveyed.weeks), surveyed.counts.shape[1])
    eta, se, phi = (np.full(shape, np.nan) for _ in range(3))
    answer = Forecast(eta, se, phi, np.zeros(shape, dtype=bool))
    for rows, positions in references:
        for weeks, units in _batches(positions, shape[1], len(rows.lags)):
            series, now = _series(surveyed, rows, weeks, units)
            answer.put((weeks, units), forecast(series, now, rows, rule))
    return answer


def enough(surveyed: Surveyed, limit54: tuple[int, int]) -> Bools:
    """Whether there were so many cases in so many weeks, the judged one included.

    Raises
    ------
    ValueError
        A limit below 0, or weeks that are not there.
    """
    least, length = limit54
    if least < 0 or length < 1 or surveyed.weeks.min() < length - 1:
        raise ValueError(f"limit54 {limit54}: cases from 0 on, weeks from 1 on that are there")
    return np.asarray(surveyed.recent(length) >= least)


def _batches(positions: Whole, units: int, rows: int) -> Iterator[tuple[Whole, Whole]]:
    """Pairs of position and unit, so many at a time that a batch stays small."""
    size = max(BATCH // rows, 1)
    for start in range(0, len(positions) * units, size):
        flat = np.arange(start, min(start + size, len(positions) * units))
        yield positions[flat // units], flat % units


def _series(
    surveyed: Surveyed, rows: Reference, weeks: Whole, units: Whole
) -> tuple[Series, Floats]:
    """Fetch the reference counts of the chosen weeks and units, and the offset of those weeks."""
    at = (surveyed.weeks[weeks][:, None] - rows.lags, units[:, None])
    there = at[0] >= 0
    at = (np.maximum(at[0], 0), at[1])
    counts, offset = surveyed.counts[at], surveyed.offset[at]
    known = there & ~np.isnan(counts) & ~np.isnan(offset)
    series = Series(
        np.where(known, counts, 0.0), known.astype(np.float64), np.where(known, offset, 0.0)
    )
    return series, surveyed.offset[surveyed.weeks[weeks], units]
