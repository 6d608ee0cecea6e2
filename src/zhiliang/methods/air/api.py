"""The air pollution index of before 2012, by the limits of GB 3095-1996."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.air.index import MILLION
from zhiliang.methods.tables.air import API_LEVELS, API_SCALES

LAST_DAY = date(2015, 12, 31)


def api_gb3095_1996(
    concentrations: Mapping[str, ArrayLike], *, on: date
) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    """Air pollution index of days and its primary pollutants.

    Parameters
    ----------
    concentrations
        Daily means of so2, no2 and pm10 [µg/m³], any of them, NaN = missing; arrays that broadcast.
    on
        The day; the index ended with 2015 (GB 3095-2012 in force everywhere from 2016-01-01).

    Returns
    -------
    api, primary
        The index [0–500], cut to whole numbers, NaN where nothing was rated; tuples of keys that
        tie for the highest, none at or below 50.

    Raises
    ------
    ValueError
        For another key, a negative concentration, a day after 2015.

    Notes
    -----
    The breakpoints are from memory of the rule of 2000 (待核); so is cutting instead of rounding.

    >>> api, primary = api_gb3095_1996({"pm10": 151, "so2": 40}, on=date(2011, 6, 1))
    >>> float(api), primary.item()
    (100.0, ('pm10',))
    """
    unknown = sorted(set(concentrations) - set(API_SCALES))
    if unknown or on > LAST_DAY:
        raise ValueError(f"{unknown} on {on}: the API rates so2, no2 and pm10 until {LAST_DAY}")
    rated = {key: _index(key, value) for key, value in concentrations.items()}
    shape = np.broadcast_shapes(*(one.shape for one in rated.values()))
    stacked = np.stack([np.broadcast_to(one, shape) for one in rated.values()])
    worst = stacked.max(axis=0)
    primary = np.empty(shape, dtype=object)
    for at in np.ndindex(shape):
        tied = [key for key, one in zip(rated, stacked, strict=True) if one[at] == worst[at]]
        primary[at] = tuple(tied) if worst[at] > API_LEVELS[1] else ()
    return np.where(worst < 0, np.nan, worst), primary


def _index(key: str, value: ArrayLike) -> NDArray[np.int64]:
    values = np.asarray(value, dtype=np.float64)
    if (values < 0).any() or np.isinf(values).any():
        raise ValueError(f"{key} has a value that is no concentration; use NaN for missing")
    present = ~np.isnan(values)
    points = np.array(API_SCALES[key], dtype=np.int64) * MILLION
    levels = np.array(API_LEVELS, dtype=np.int64)
    held = np.minimum(np.where(present, values, 0), API_SCALES[key][-1])
    millionths = np.rint(held * MILLION).astype(np.int64)
    at = np.clip(np.searchsorted(points, millionths), 1, points.size - 1)
    rise, run = levels[at] - levels[at - 1], points[at] - points[at - 1]
    found = levels[at - 1] + rise * (millionths - points[at - 1]) // run
    return np.where(present, found, -1)
