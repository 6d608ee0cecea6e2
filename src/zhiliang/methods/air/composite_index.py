"""Composite air quality index (环境空气质量综合指数) and the ranking of cities by it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhiliang.methods.air.limits import limit_gb3095
from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.ranking import competition_ranks
from zhiliang.methods.rounding import round_gbt8170
from zhiliang.methods.tables.air.assessment import HJ_663_2013, RANKING_2018


def single_indices(
    values: Mapping[str, Exact], *, on: date, place: str = ""
) -> dict[str, Fraction]:
    """Value ÷ limit of class 2 of each item.

    Parameters
    ----------
    values
        Means of the period for `so2`, `no2`, `pm10`, `pm2_5` [µg/m³], the 95th percentile of daily
        means for `co` [mg/m³] and the 90th of daily maxima for `o3_8h` [µg/m³].
    on
        Last day of the period.
    place
        Code of GB/T 2260, for the edition of the limits.

    Raises
    ------
    TypeError
        A float.
    ValueError
        Not exactly these six items.

    Examples
    --------
    >>> year = {"so2": 12, "no2": 40, "pm10": 70, "pm2_5": 35, "co": 4, "o3_8h": 160}
    >>> sum(single_indices(year, on=date(2018, 12, 31)).values())
    Fraction(26, 5)
    """
    if values.keys() != dict(RANKING_2018.statistics).keys():
        raise ValueError(f"a composite index is made of six items, not of {sorted(values)}")
    rules = {row.item: row for row in HJ_663_2013.items}
    found = {}
    for item, statistic in RANKING_2018.statistics:
        row = rules[item]
        averaging = row.mean_limit if statistic == "mean" else row.percentile_limit
        limit = limit_gb3095(row.pollutant, averaging, on=on, place=place)
        found[item] = exact(values[item]) / exact(limit)
    return found


def composite_index(values: Mapping[str, Exact], *, on: date, place: str = "") -> Decimal:
    """Sum of the six single indices, to two decimals by GB/T 8170; smaller is cleaner.

    Arguments and errors as `single_indices`.

    Notes
    -----
    环办监测〔2018〕19号 (待核; whether the summands are rounded first was not found: they are not).

    Examples
    --------
    >>> year = {"so2": 12, "no2": 40, "pm10": 70, "pm2_5": 35, "co": 4, "o3_8h": 160}
    >>> composite_index(year, on=date(2018, 12, 31))
    Decimal('5.20')
    """
    total = sum(single_indices(values, on=on, place=place).values(), Fraction(0))
    return round_gbt8170(total, RANKING_2018.decimals)


def rank_cities(indices: Sequence[Decimal | None]) -> list[int | None]:
    """Ranks by composite index, the smallest first; equal indices share a rank, None has none.

    Examples
    --------
    >>> rank_cities([Decimal("3.61"), Decimal("2.88"), None, Decimal("2.88")])
    [3, 1, None, 1]
    """
    return competition_ranks([None if index is None else (index,) for index in indices])
