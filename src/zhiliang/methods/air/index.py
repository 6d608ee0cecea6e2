"""The air quality index of HJ 633, editions 2012 and 2026, in exact integers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.air import EDITIONS, LEVELS, POLLUTANTS, Averaging, Edition, Scale

MILLION = 1_000_000
# readings are taken to a millionth of their unit: what binary fractions add beyond is no reading
SLACK = 1e-7
BLOCK = 1 << 14
WORST = 500
PRIMARY_ABOVE = 50

Floats = NDArray[np.float64]


def aqi_hj633(
    concentrations: Mapping[str, ArrayLike], *, averaging: Averaging, on: date
) -> tuple[Floats, NDArray[np.object_]]:
    """Air quality index and primary pollutants of hours or of days.

    Parameters
    ----------
    concentrations
        pm2_5, pm10, so2, no2, o3, o3_8h [µg/m³] and co [mg/m³], any of them, NaN = missing; arrays
        of any shapes that broadcast. Of a day `o3` is its highest hour and `o3_8h` its highest
        eight-hour mean. Items that the edition does not rate are left out: `o3_8h` of an hour,
        and by the edition of 2026 `o3` of a day.
    averaging
        "hour" (particles of an hour are rated by the scale of the day) or "day".
    on
        The day whose edition applies. Cities changed on different days: see `edition_for`.

    Returns
    -------
    aqi, primary
        The index [0–500] as floats, NaN where nothing was rated; and for each the tuple of keys
        whose individual index is the highest, all that tie, none at or below 50.

    Raises
    ------
    ValueError
        For an unknown key, a negative or infinite concentration, and a day before 2012-02-29, to
        which the index of GB 3095-1996 (`api_gb3095_1996`) belongs.

    Notes
    -----
    HJ 633-2012 4.2–4.4, HJ 633-2026. Individual indices are rounded up exactly: concentrations are
    integers of a millionth. The edition of 2026 rounds concentrations first (GB/T 8170: µg/m³ to
    whole ones, CO to one decimal, halves to even). SO2 of an hour above 800 has no index by the
    edition of 2012 and 200 by that of 2026; eight-hour ozone above 800 likewise none and 300.
    Checked against the official index of 102 stations of 2018-02-20 07:00.

    >>> aqi, primary = aqi_hj633({"pm2_5": 76, "co": 2.2}, averaging="day", on=date(2018, 2, 20))
    >>> float(aqi), primary.item()
    (102.0, ('pm2_5',))
    """
    edition = edition_hj633(on)
    unknown = sorted(set(concentrations) - set(POLLUTANTS))
    if unknown:
        raise ValueError(f"unknown pollutants {unknown}; known are {', '.join(POLLUTANTS)}")
    scales = edition.hour if averaging == "hour" else edition.day
    arrays = {key: np.asarray(value, dtype=np.float64) for key, value in concentrations.items()}
    for key, array in arrays.items():
        _insist_on_concentrations(key, array)
    shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    rated = {
        key: np.broadcast_to(array, shape).reshape(-1)
        for key, array in arrays.items()
        if key in scales
    }
    index, primary = _worst(rated, edition, averaging, int(np.prod(shape)))
    return index.reshape(shape), primary.reshape(shape)


def edition_hj633(on: date) -> Edition:
    """Return the edition in force on a day; ValueError before the first."""
    for edition in EDITIONS:
        if edition.valid_from <= on and (edition.valid_to is None or on <= edition.valid_to):
            return edition
    raise ValueError(
        f"HJ 633 was first issued on {EDITIONS[0].valid_from}; on {on} the index was that of "
        "GB 3095-1996, see api_gb3095_1996"
    )


def _insist_on_concentrations(key: str, array: Floats) -> None:
    with np.errstate(invalid="ignore"):
        wrong = (array < 0) | np.isinf(array)
    if wrong.any():
        first = tuple(int(at[0]) for at in np.nonzero(np.atleast_1d(wrong)))
        value = np.atleast_1d(array)[first]
        raise ValueError(f"{key} is {value} at {first}: not a concentration; use NaN for missing")


@dataclass(frozen=True)
class Rating:
    """A scale as a table: index of each whole step of concentration, then of all beyond."""

    steps: NDArray[np.int16]
    scale: Scale
    per_unit: int

    @property
    def last(self) -> int:
        """Position of what is beyond the last breakpoint."""
        return self.steps.size - 2


MISSING = -1


@cache
def rating(scale: Scale, per_unit: int) -> Rating:
    """Make the table of a scale; its last two places are for what is beyond it and for missing."""
    top = scale.breakpoints[-1]
    steps = [individual(step * MILLION, scale) for step in range(top + 1)]
    beyond = MISSING if scale.beyond is None else scale.beyond
    return Rating(np.array([*steps, beyond, MISSING], dtype=np.int16), scale, per_unit)


def individual(concentration: int, scale: Scale) -> int:
    """Individual index of a concentration in millionths of the scale's steps, rounded up.

    >>> individual(36_000_000, Scale((0, 35, 75)))
    52
    """
    return int(_individual(np.array([concentration], dtype=np.int64), scale)[0])


def _individual(millionths: NDArray[np.int64], scale: Scale) -> NDArray[np.int16]:
    points = np.array(scale.breakpoints, dtype=np.int64) * MILLION
    levels = np.array(LEVELS[: points.size], dtype=np.int64)
    at = np.clip(np.searchsorted(points, millionths), 1, points.size - 1)
    rise, run = levels[at] - levels[at - 1], points[at] - points[at - 1]
    found = levels[at - 1] - (-rise * (millionths - points[at - 1]) // run)
    beyond = MISSING if scale.beyond is None else scale.beyond
    return np.where(millionths > points[-1], beyond, found).astype(np.int16)


def _worst(
    rated: Mapping[str, Floats], edition: Edition, averaging: Averaging, count: int
) -> tuple[Floats, NDArray[np.object_]]:
    index = np.full(count, np.nan)
    primary = np.empty(count, dtype=object)
    scales = edition.hour if averaging == "hour" else edition.day
    ratings = [(key, rating(scales[key], 10 if key == "co" else 1)) for key in rated]
    names = _names(tuple(rated))
    for start in range(0, count, BLOCK):
        block = slice(start, start + BLOCK)
        found = [_rated(rated[key][block], table, edition) for key, table in ratings]
        index[block], primary[block] = _highest(found, names, min(BLOCK, count - start))
    return index, primary


@cache
def _names(keys: tuple[str, ...]) -> NDArray[np.object_]:
    """Tuples of keys by bit mask, so that each row only looks its tuple up."""
    table = np.empty(1 << len(keys), dtype=object)
    for mask in range(table.size):
        table[mask] = tuple(key for bit, key in enumerate(keys) if mask >> bit & 1)
    return table


def _highest(
    found: list[NDArray[np.int16]], names: NDArray[np.object_], count: int
) -> tuple[Floats, NDArray[np.object_]]:
    worst = np.full(count, MISSING, dtype=np.int16)
    for one in found:
        np.maximum(worst, one, out=worst)
    mask = np.zeros(count, dtype=np.int16)
    for bit, one in enumerate(found):
        mask |= (one == worst).astype(np.int16) << bit
    mask[worst <= PRIMARY_ABOVE] = 0
    return np.where(worst == MISSING, np.nan, worst), names[mask]


def _rated(values: Floats, table: Rating, edition: Edition) -> NDArray[np.int16]:
    """Individual indices; by the table where values lie on its steps, else one by one."""
    scaled = values * table.per_unit if table.per_unit != 1 else values
    steps = np.rint(scaled)
    with np.errstate(invalid="ignore"):
        off = np.abs(scaled - steps) > SLACK
    positions = np.where(np.isnan(steps), table.last + 1, np.minimum(steps, table.last))
    found: NDArray[np.int16] = table.steps[positions.astype(np.intp)]
    if off.any():
        at = np.flatnonzero(off)
        found[at] = _exactly(scaled[at], table, edition)
    return found


def _exactly(values: Floats, table: Rating, edition: Edition) -> NDArray[np.int16]:
    top = float(table.scale.breakpoints[-1] + 1)  # beyond it is beyond, and fits an integer
    millionths = np.rint(np.minimum(values, top) * MILLION).astype(np.int64)
    if edition.rounds_first:
        millionths = to_even(millionths, MILLION) * MILLION
    return _individual(millionths, table.scale)


def to_even(total: NDArray[np.int64], parts: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Whole quotients by GB/T 8170-2008: rounded to the nearest, halves to the even one.

    >>> to_even(np.array([25, 35, 36]), 10)
    array([2, 4, 4])
    """
    whole, rest = np.divmod(total, parts)
    up = (rest * 2 > parts) | ((rest * 2 == parts) & (whole % 2 == 1))
    rounded: NDArray[np.int64] = whole + up
    return rounded
