"""Hourly readings as arrays: one plane a thing and day, a column an hour, a layer a factor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

HOURS = 24
STOPPED = "F"
FLOWS = ("w00000", "a00000")
# of a flow the total counts; of flue gas the converted concentration, where there is one
STATISTICS = ("Avg", "ZsAvg", "Cou")


@dataclass(frozen=True)
class Hours:
    """Readings of `things` over `days` from `start`.

    `values` [thing, day, hour, factor] in the factor's unit, NaN where there is none; `flags` alike
    in text, "" where the logger said nothing or there is no reading.
    """

    things: tuple[str, ...]
    start: date
    factors: tuple[str, ...]
    values: NDArray[np.float64]
    flags: NDArray[np.str_]

    @property
    def days(self) -> tuple[date, ...]:
        """The days covered."""
        return tuple(self.start + timedelta(days=n) for n in range(self.values.shape[1]))

    def of(self, factor: str) -> NDArray[np.float64]:
        """Values [thing, day, hour] of one factor; all NaN for one that nobody measures."""
        if factor in self.factors:
            layer: NDArray[np.float64] = self.values[..., self.factors.index(factor)]
            return layer
        return np.full(self.values.shape[:3], np.nan)

    def flag_of(self, factor: str) -> NDArray[np.str_]:
        """Flags [thing, day, hour] of one factor."""
        if factor in self.factors:
            layer: NDArray[np.str_] = self.flags[..., self.factors.index(factor)]
            return layer
        return np.full(self.values.shape[:3], "", dtype="<U1")


def arranged(
    batches: Iterable[pa.RecordBatch],
    *,
    things: Sequence[str],
    factors: Sequence[str],
    start: date,
    days: int,
) -> Hours:
    """Rows (mn, factor, statistic, data_time, value, flag) put in their places.

    `data_time` is the start of the hour in local time. Statistics that do not count are left out.
    """
    shape = (len(things), days, HOURS, len(factors))
    found = Hours(
        tuple(things),
        start,
        tuple(factors),
        np.full(shape, np.nan),
        np.full(shape, "", dtype="<U1"),
    )
    kept = [batch for batch in batches if batch.num_rows]
    for statistic in STATISTICS:  # a later one goes over an earlier one
        for batch in kept:
            _place(found, batch.filter(_counting(batch, statistic)))
    return found


def _counting(batch: pa.RecordBatch, statistic: str) -> pa.Array:
    """Rows of a statistic: of flows only their totals, of everything else no totals."""
    mine = pc.equal(batch.column("statistic").cast(pa.string()), statistic)
    flows = pc.is_in(batch.column("factor").cast(pa.string()), value_set=pa.array(FLOWS))
    return pc.and_(mine, flows if statistic == "Cou" else pc.invert(flows))


def _place(found: Hours, batch: pa.RecordBatch) -> None:
    first = np.datetime64(found.start, "h")
    thing = _index(batch.column("mn"), found.things)
    factor = _index(batch.column("factor"), found.factors)
    moment = batch.column("data_time").cast(pa.timestamp("s")).to_numpy(zero_copy_only=False)
    hour = (moment.astype("datetime64[h]") - first).astype(np.int64)
    inside = (thing >= 0) & (factor >= 0) & (hour >= 0) & (hour < len(found.days) * HOURS)
    at = (thing[inside], hour[inside] // HOURS, hour[inside] % HOURS, factor[inside])
    found.values[at] = _numbers(batch.column("value"))[inside]
    found.flags[at] = _texts(batch.column("flag"))[inside]


def _index(column: pa.Array, known: Sequence[str]) -> NDArray[np.int64]:
    """Position of each text in `known`, -1 for others."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(pa.string())
    found = pc.index_in(column, value_set=pa.array(list(known), pa.string()))
    numbers: NDArray[np.int64] = pc.fill_null(found, -1).to_numpy(zero_copy_only=False)
    return numbers.astype(np.int64)


def _numbers(column: pa.Array) -> NDArray[np.float64]:
    numbers: NDArray[np.float64] = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return numbers


def _texts(column: pa.Array) -> NDArray[np.str_]:
    texts = pc.fill_null(column.cast(pa.string()), "")
    return np.asarray(texts.to_numpy(zero_copy_only=False), dtype="<U1")
