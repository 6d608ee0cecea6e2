"""Made-up hours as rows of readings, as a logger would have sent them (cn 2061)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pyarrow as pa
from django.utils import timezone
from numpy.typing import NDArray


@dataclass(frozen=True)
class Made:
    """Hours from a day on: `values` by (factor, statistic), `kept` the hours that arrived."""

    mn: str
    start: date
    values: Mapping[tuple[str, str], NDArray[np.float64]]
    flags: NDArray[np.str_]
    kept: NDArray[np.bool_]

    def table(self) -> pa.Table:
        """All rows: mn, cn, data_time, factor, statistic, value, flag."""
        return pa.concat_tables([self._rows(*key, values) for key, values in self.values.items()])

    def _rows(self, factor: str, statistic: str, values: NDArray[np.float64]) -> pa.Table:
        first = np.datetime64(datetime(self.start.year, self.start.month, self.start.day), "s")
        moments = first + np.arange(values.size) * np.timedelta64(3600, "s")
        count = int(self.kept.sum())
        return pa.table(
            {
                "mn": _same(self.mn, count),
                "cn": _same("2061", count),
                "data_time": pa.array(moments[self.kept]),
                "factor": _same(factor, count),
                "statistic": _same(statistic, count),
                "value": pa.array(values[self.kept]),
                "flag": pa.array(self.flags[self.kept]),
            }
        )


def _same(text: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), count)


def days_of(year: int) -> int:
    """Number of days of a year."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)


def noon(day: date) -> datetime:
    """When made-up people do things."""
    return timezone.make_aware(datetime.combine(day, time(12)))
