"""Levels and words of an index."""

import math

from zhiliang.methods.tables.air.levels import API, HJ_633, Level, LevelTable
from zhiliang.methods.tables.air.pollutants import KEY_OF_NAME


def level_hj633(aqi: float) -> Level | None:
    """Level of an AQI, None where there is none (NaN).

    Raises
    ------
    ValueError
        An index below 0.

    Notes
    -----
    HJ 633-2012 table 2 and annex A; the edition of 2026 keeps them.

    Examples
    --------
    >>> level_hj633(100).zh, level_hj633(101).zh
    ('良', '轻度污染')
    """
    return _level(HJ_633, aqi)


def level_api(api: float) -> Level | None:
    """Level of an old API, None where there is none (NaN).

    Raises
    ------
    ValueError
        An index below 0.

    Examples
    --------
    >>> level_api(150).zh, level_api(151).zh
    ('轻微污染', '轻度污染')
    """
    return _level(API, api)


def primary_keys(names: str) -> tuple[str, ...]:
    """Keys of the primary pollutants as official reports write them.

    Several are separated by commas of either width or 、; nothing, — and 无 are none.

    Raises
    ------
    ValueError
        A name that is no pollutant.

    Examples
    --------
    >>> primary_keys("细颗粒物(PM2.5),臭氧8小时"), primary_keys("—")
    (('pm2_5', 'o3_8h'), ())
    """
    text = names.replace("（", "(").replace("）", ")").replace("，", ",").replace("、", ",")
    parts = [part.strip() for part in text.split(",")]
    given = [part for part in parts if part not in ("", "—", "-", "无")]
    unknown = [part for part in given if part not in KEY_OF_NAME]
    if unknown:
        raise ValueError(f"not a pollutant: {unknown[0]!r}")
    return tuple(KEY_OF_NAME[part] for part in given)


def _level(table: LevelTable, index: float) -> Level | None:
    if math.isnan(index):
        return None
    if index < 0:
        raise ValueError(f"an index is not below 0: {index}")
    return next(level for level in reversed(table.levels) if level.at_least <= index)
