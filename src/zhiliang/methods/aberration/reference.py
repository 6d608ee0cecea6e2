"""Which past weeks a week is compared with, and which part of the year each lies in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from zhiliang.methods.aberration.detection import Floats, Whole

WEEKS_OF_YEAR = 52


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows to compare with, counted back from the judged week.

    `lags` [rows], descending: rows before the judged week; `levels` [rows]: part of the year, 0 to
    `parts` − 1, the last of which is that of the judged week.
    """

    lags: Whole
    levels: Whole
    parts: int


def windows(years: Whole, half: int) -> Whole:
    """Lags of `half` weeks on either side of each yearly lag, the farthest first.

    Examples
    --------
    >>> windows(np.array([52, 104]), 1).tolist()
    [105, 104, 103, 53, 52, 51]
    """
    return np.concatenate([lag + np.arange(half, -half - 1, -1) for lag in years[::-1]])


def reference(years: tuple[int, ...], half: int, periods: int, left_out: int) -> Reference:
    """List the rows to compare a week with whose earlier years lie `years` rows back.

    Raises
    ------
    ValueError
        More periods than a year has weeks outside the window, or nothing to compare with.

    Notes
    -----
    Noufaily and others (2012): the window of ± `half` weeks is one part of the year, what lies
    between two windows is cut into `periods` − 1 parts, the longer ones first. With one period the
    windows alone are compared (Farrington and others 1996).
    """
    lags = np.arange(years[-1] + half, -1, -1)
    levels = np.full(len(lags), -1)
    levels[lags <= half] = periods - 1
    for near, far in zip((0, *years[:-1]), years, strict=True):
        levels[(lags <= far + half) & (lags >= far - half)] = periods - 1
        if periods > 1:
            between = (lags < far - half) & (lags > near + half)
            levels[between] = _parts(int(between.sum()), periods - 1)
    kept = (levels >= 0) & (lags > left_out)
    if not kept.any():
        raise ValueError("no reference week is left: leave out fewer past weeks, or raise b")
    return Reference(lags[kept], levels[kept], periods)


def years_back(
    weeks: Whole, b: int, w: int, first_week: date | None
) -> Mapping[tuple[int, ...], Whole]:
    """Weeks grouped by how many rows lie between them and the same day of b earlier years.

    Positions within `weeks` for each distinct tuple of lags, nearest year first.

    Raises
    ------
    ValueError
        No year to go back, or windows of half width `w` that overlap.
    """
    if b < 1 or not 0 <= 2 * w < WEEKS_OF_YEAR - 1:
        raise ValueError(f"b={b}, w={w}: at least one year, and a window within half a year")
    if first_week is None:
        return {tuple(WEEKS_OF_YEAR * (i + 1) for i in range(b)): np.arange(len(weeks))}
    found: dict[tuple[int, ...], list[int]] = {}
    for position, week in enumerate(weeks.tolist()):
        day = first_week + timedelta(weeks=week)
        found.setdefault(tuple(_rows_back(day, i + 1) for i in range(b)), []).append(position)
    return {lags: np.array(positions) for lags, positions in found.items()}


def time_of(lags: Whole) -> tuple[Floats, float]:
    """Time of reference rows [weeks] about their own mean, and that of the judged week."""
    centre = float(lags.mean())
    return np.asarray(centre - lags, dtype=np.float64), centre


def _rows_back(day: date, years: int) -> int:
    """Rows to the same weekday nearest to the same date so many years before."""
    try:
        then = day.replace(year=day.year - years)
    except ValueError:
        then = date(day.year - years, 3, 1)
    return round((day - then).days / 7)


def _parts(size: int, parts: int) -> Whole:
    if size < parts:
        raise ValueError(
            f"{size} weeks lie between two windows and cannot be cut into {parts} parts: lower "
            "periods or w"
        )
    length, longer = divmod(size, parts)
    return np.repeat(np.arange(parts), [length + (part < longer) for part in range(parts)])
