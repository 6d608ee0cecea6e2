"""Means of air over hours, 8 hours, days and sites, valid only with enough values.

Arrays of hours are [… × 24], in the order of the day: the first hour is 0:00 to 1:00. NaN is
missing; a mean with too few values is NaN.
"""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.air.steps import GRID, Floats
from zhiliang.methods.tables.air.validity import (
    CITY_2013,
    DECIMALS,
    OZONE_2013,
    VALIDITY_RULES,
    OzoneRule,
    ValidityRule,
)


def validity_rule(on: date) -> ValidityRule:
    """Fewest values that means of a day need: the row in force, that of 2012 for days before it.

    Examples
    --------
    >>> validity_rule(date(2026, 3, 1)).standard
    'GB 3095-2026'
    """
    begun = [rule for rule in VALIDITY_RULES if rule.in_force_from <= on.isoformat()]
    return begun[-1] if begun else VALIDITY_RULES[0]


def valid_mean(values: ArrayLike, fewest: int) -> Floats:
    """Mean of the last axis [… × n] → […], NaN where fewer than `fewest` values are there.

    Raises
    ------
    ValueError
        `fewest` is below 1, or no axis to average.

    Examples
    --------
    >>> valid_mean([[1, 2, float("nan")], [1, float("nan"), float("nan")]], 2).tolist()
    [1.5, nan]
    """
    given = np.asarray(values, dtype=np.float64)
    if fewest < 1 or given.ndim == 0:
        raise ValueError(f"a mean needs an axis and at least one value: {given.shape}, {fewest}")
    there = ~np.isnan(given)
    count = there.sum(axis=-1)
    total = np.where(there, given, 0.0).sum(axis=-1)
    return np.where(count >= fewest, total / np.maximum(count, 1), np.nan)


def daily_mean(hours: ArrayLike, *, on: date) -> Floats:
    """Mean of 24 hours [… × 24] → [… , unit of the hours]; at least 20 hours.

    Parameters
    ----------
    hours
        Means of one item for each hour.
    on
        A day of the edition that says how many hours are enough.

    Raises
    ------
    ValueError
        The last axis is not 24 hours.

    Notes
    -----
    GB 3095-2012 and 2026 table 4.

    Examples
    --------
    >>> daily_mean([[30] * 20 + [float("nan")] * 4, [30] * 24], on=date(2018, 2, 20)).tolist()
    [30.0, 30.0]
    """
    return valid_mean(_day(hours), validity_rule(on).day_hours)


def sliding_8h(hours: ArrayLike, *, on: date) -> Floats:
    """Means of 8 hours ending with each hour of a day [… × 24] → [… × 17], ends 8:00 to 24:00.

    Raises
    ------
    ValueError
        The last axis is not 24 hours.

    Notes
    -----
    At least 6 hours each (GB 3095 table 4). Means that reach back into the day before are left out:
    the daily maximum does not use them.

    Examples
    --------
    >>> sliding_8h([0] * 8 + [80] * 16, on=date(2018, 2, 20))[:3].tolist()
    [0.0, 10.0, 20.0]
    """
    windows = np.lib.stride_tricks.sliding_window_view(_day(hours), 8, axis=-1)
    return valid_mean(windows, validity_rule(on).eight_hours)


def ozone_daily_maximum(
    hours: ArrayLike, *, on: date, limit: float, rule: OzoneRule = OZONE_2013
) -> Floats:
    """Largest mean of 8 hours of ozone of a day [… × 24] → [… , µg/m³].

    Valid with at least 14 of the 17 means, or with fewer where it already exceeds `limit`: more
    hours could not have lowered it.

    Parameters
    ----------
    hours
        1-hour means of ozone.
    on
        A day of the edition that says how many hours a mean of 8 needs.
    limit
        Limit of the day: `limit_gb3095("o3", "max8h", on=…)`.
    rule
        Ends of the means and how many; the row is 待核.

    Raises
    ------
    ValueError
        The last axis is not 24 hours.

    Examples
    --------
    >>> ozone_daily_maximum([20] * 12 + [120] * 12, on=date(2018, 2, 20), limit=160).tolist()
    120.0
    """
    means = sliding_8h(hours, on=on)[..., rule.first_end - 8 : rule.last_end - 7]
    count = (~np.isnan(means)).sum(axis=-1)
    highest = np.where(np.isnan(means), -np.inf, means).max(axis=-1)
    return np.where((count >= rule.windows) | (highest > limit), highest, np.nan)


def city_mean(sites: ArrayLike, *, percent: int = CITY_2013.sites_percent) -> Floats:
    """Mean of a city's sites [sites × …] → […], NaN with less than `percent` of the sites.

    Raises
    ------
    ValueError
        No sites, or a share outside 1 to 100.

    Notes
    -----
    HJ 663-2013: the city is the arithmetic mean of its sites; the share of sites is 待核.

    Examples
    --------
    >>> city_mean([[30, 30], [32, float("nan")], [34, float("nan")], [36, 36]]).tolist()
    [33.0, nan]
    """
    given = np.asarray(sites, dtype=np.float64)
    if given.ndim == 0 or given.shape[0] == 0 or not 1 <= percent <= 100:
        raise ValueError(f"a city has sites and a share of 1 to 100 per cent: {percent}")
    fewest = -(-given.shape[0] * percent // 100)
    return valid_mean(np.moveaxis(given, 0, -1), fewest)


def round_concentrations(values: ArrayLike, item: str) -> Floats:
    """Concentrations as they are given out: whole µg/m³, CO 0.1 mg/m³, by GB/T 8170.

    Values are taken to the nearest millionth first, so that the noise of a sum of floats does not
    decide a half.

    Parameters
    ----------
    values
        Any shape [µg/m³, CO mg/m³], NaN is missing.
    item
        Key of the item.

    Raises
    ------
    ValueError
        An unknown item.

    Notes
    -----
    HJ 663-2013 (decimals 待核); GB/T 8170-2008 clause 3.2.

    Examples
    --------
    >>> round_concentrations([34.5, 35.5, float("nan")], "pm2_5").tolist()
    [34.0, 36.0, nan]
    """
    if item not in DECIMALS:
        raise ValueError(f"no decimals are laid down for {item!r}")
    given = np.asarray(values, dtype=np.float64)
    per_unit = 10 ** DECIMALS[item]
    millionths = np.rint(given * GRID)
    unit = GRID // per_unit
    whole = np.floor(millionths / unit)
    twice = 2 * (millionths - whole * unit)
    up = (twice > unit) | ((twice == unit) & (whole % 2 == 1))
    rounded: Floats = (whole + up) / per_unit
    return rounded


def _day(hours: ArrayLike) -> Floats:
    given = np.asarray(hours, dtype=np.float64)
    if given.ndim == 0 or given.shape[-1] != 24:
        raise ValueError(f"a day has 24 hours on the last axis, not {given.shape}")
    return given
