"""Days of a station and of a city from hours, in exact integers; what is too little is missing.

Concentrations are in millionths of their unit and -1 is missing. GB 3095-2012 and GB 3095-2026,
table 4: twenty hours make a daily mean, six an eight-hour mean. City days: HJ 663-2013 (待核).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.air.index import MILLION, to_even
from zhiliang.methods.tables.air import EIGHT_HOUR_MEANS_A_DAY, HOURS_A_DAY, HOURS_OF_EIGHT

MISSING = -1
EIGHT = 8
# µg/m³ over which a day counts although too few of its eight-hour means are there
O3_LIMIT = 160
Integers = NDArray[np.int64]


def daily_means(hours: ArrayLike) -> Integers:
    """Means of days [..., 24] in millionths, halves to even; -1 with fewer than twenty hours.

    >>> daily_means([[50.0] * 20 + [np.nan] * 4]).tolist()
    [50000000]
    """
    values, present = _scaled(hours)
    return _means(values, present, HOURS_A_DAY)


def highest_eight_hours(hours: ArrayLike) -> Integers:
    """Highest eight-hour mean of ozone of each day [..., 24] in millionths; -1 = missing.

    Windows lie inside the day: the means that end at the hours eight to twenty-four. With fewer
    than fourteen of them the day is missing, unless its highest is over the limit (待核).
    """
    values, present = _scaled(hours)
    shape = (*values.shape[:-1], values.shape[-1] - EIGHT + 1)
    means = np.empty(shape, dtype=np.int64)
    for first in range(shape[-1]):
        window = slice(first, first + EIGHT)
        means[..., first] = _means(values[..., window], present[..., window], HOURS_OF_EIGHT)
    highest = means.max(axis=-1)
    enough = (means != MISSING).sum(axis=-1) >= EIGHT_HOUR_MEANS_A_DAY
    return np.where(enough | (highest > O3_LIMIT * MILLION), highest, MISSING)


def city_days(stations: Mapping[str, Integers]) -> dict[str, Integers]:
    """Means over the stations that have the pollutant, [station, day] → [day].

    Rounded to whole µg/m³, CO to 0.1 mg/m³ (HJ 663-2013, GB/T 8170), and again in millionths.
    """
    return {key: _over_stations(values, key) for key, values in stations.items()}


def _over_stations(values: Integers, key: str) -> Integers:
    present = values != MISSING
    count = present.sum(axis=0)
    step = MILLION // 10 if key == "co" else MILLION
    total = np.where(present, values, 0).sum(axis=0)
    rounded = to_even(total, np.maximum(count, 1) * step) * step
    return np.where(count > 0, rounded, MISSING)


def _scaled(hours: ArrayLike) -> tuple[Integers, NDArray[np.bool_]]:
    values = np.asarray(hours, dtype=np.float64)
    present = np.isfinite(values) & (values >= 0) & (values < MILLION)
    return np.rint(np.where(present, values, 0) * MILLION).astype(np.int64), present


def _means(values: Integers, present: NDArray[np.bool_], least: int) -> Integers:
    count = present.sum(axis=-1)
    total = np.where(present, values, 0).sum(axis=-1)
    return np.where(count >= least, to_even(total, np.maximum(count, 1)), MISSING)
