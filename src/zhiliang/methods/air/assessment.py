"""A year of air assessed: means, percentiles, single indices, whether the standard is met."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhiliang.methods.air.limits import limit_gb3095
from zhiliang.methods.air.means import validity_rule
from zhiliang.methods.air.percentile import percentile_hj663
from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.rounding import round_gbt8170
from zhiliang.methods.tables.air.assessment import (
    HJ_663_2013,
    NOT_IMPLEMENTED,
    AssessmentRule,
    ItemRule,
)
from zhiliang.methods.tables.air.validity import DECIMALS

Days = Sequence[Exact | None]


@dataclass(frozen=True, slots=True)
class Enough:
    """Valid days of a year, and its months [1 to 12] that have too few."""

    valid: int
    short_months: tuple[int, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class ItemYear:
    """A year of one item [µg/m³, CO mg/m³]; None where there is no value or no limit.

    `mean` and `percentile` are rounded as they are given out, the indices come from these: value ÷
    limit, and `single_index` is the larger. `meets` is None unless the year has `enough` days.
    """

    item: str
    days: Enough
    mean: Decimal | None
    percentile: Decimal | None
    mean_index: Fraction | None
    percentile_index: Fraction | None
    single_index: Fraction | None
    meets: bool | None


def assessment_rule(on: date) -> AssessmentRule:
    """Edition of HJ 663 that assesses a period ending on a day.

    Raises
    ------
    NotImplementedError
        From 2026-03-01 on: the text of HJ 663-2026 was not at hand. Pass `HJ_663_2013` yourself to
        assess by the old edition all the same, and say so.

    Examples
    --------
    >>> assessment_rule(date(2015, 12, 31)).standard
    'HJ 663-2013'
    """
    standard, since = NOT_IMPLEMENTED
    if on.isoformat() >= since:
        raise NotImplementedError(
            f"{standard}, in force from {since}, is not implemented: its text was not at hand; "
            f"pass rule=HJ_663_2013 to assess by the edition before, and name it"
        )
    return HJ_663_2013


def enough_days(days: Days, year: int) -> Enough:
    """Whether a year has enough valid days: 324, and 27 in each month (25 in February).

    Parameters
    ----------
    days
        One for each day of the year, from January 1 [365 or 366]; None is not valid.
    year
        The year.

    Raises
    ------
    ValueError
        Another number of days than the year has.

    Notes
    -----
    GB 3095-2012 and 2026 table 4.

    Examples
    --------
    >>> enough_days([30] * 350 + [None] * 15, 2015)
    Enough(valid=350, short_months=(12,), enough=False)
    """
    rule = validity_rule(date(year, 12, 31))
    counts = [sum(day is not None for day in month) for month in _months(days, year)]
    fewest = [rule.february_days if n == 2 else rule.month_days for n in range(1, 13)]
    short = tuple(n for n in range(1, 13) if counts[n - 1] < fewest[n - 1])
    valid = sum(counts)
    return Enough(valid, short, not short and valid >= rule.year_days)


def assess_year(
    item: str, days: Days, year: int, *, place: str = "", rule: AssessmentRule | None = None
) -> ItemYear:
    """Assess a year of one item at a site or of a city.

    Parameters
    ----------
    item
        `so2`, `no2`, `pm10`, `pm2_5`, `co` or `o3_8h`.
    days
        Daily value of each day of the year [µg/m³, CO mg/m³]; None is not valid.
    year
        The year.
    place
        Code of GB/T 2260, for the edition of the limits.
    rule
        Edition of HJ 663; without it the one in force at the end of the year.

    Raises
    ------
    TypeError
        A float.
    ValueError
        Another item, another number of days than the year has, or no limit in that edition.
    NotImplementedError
        As `assessment_rule`.

    Notes
    -----
    HJ 663-2013: mean of the year, and percentile of the days (98 for SO2 and NO2, 95 for PM10,
    PM2.5 and CO, 90 for O3); the item meets the standard where both are within class 2. Rounded by
    GB/T 8170 before they are compared (待核).

    Examples
    --------
    >>> year = assess_year("pm2_5", [Decimal(34)] * 300 + [Decimal(80)] * 65, 2018)
    >>> year.mean, year.percentile, year.single_index, year.meets
    (Decimal('42'), Decimal('80'), Fraction(6, 5), False)
    """
    edition = rule or assessment_rule(date(year, 12, 31))
    how = next((row for row in edition.items if row.item == item), None)
    if how is None:
        raise ValueError(f"{edition.standard} does not assess {item!r}")
    days_there = enough_days(days, year)
    values = [exact(day) for day in days if day is not None]
    mean = _rounded(sum(values, Fraction(0)) / len(values), item) if values else None
    high = _rounded(percentile_hj663(values, how.percentile), item) if values else None
    indices = _indices(how, mean, high, (date(year, 12, 31), place))
    single = max((index for index in indices if index is not None), default=None)
    meets = single <= 1 if single is not None and days_there.enough else None
    return ItemYear(item, days_there, mean, high, *indices, single, meets)


def exceedance_multiple(value: Exact, limit: Exact) -> Fraction:
    """How many times the limit a value lies above it (超标倍数), 0 where it does not.

    Raises
    ------
    TypeError
        A float.
    ValueError
        A limit that is not above 0.

    Notes
    -----
    HJ 663-2013: (value - limit) ÷ limit.

    Examples
    --------
    >>> exceedance_multiple(Decimal("52.5"), 35), exceedance_multiple(35, 35)
    (Fraction(1, 2), Fraction(0, 1))
    """
    line = exact(limit)
    if line <= 0:
        raise ValueError(f"a limit is above 0: {limit}")
    return max(exact(value) / line - 1, Fraction(0))


def _months(days: Days, year: int) -> list[Days]:
    lengths = [monthrange(year, month)[1] for month in range(1, 13)]
    if len(days) != sum(lengths):
        raise ValueError(f"{year} has {sum(lengths)} days, not {len(days)}")
    ends = [sum(lengths[:month]) for month in range(13)]
    return [days[start:end] for start, end in zip(ends, ends[1:], strict=False)]


def _rounded(value: Fraction, item: str) -> Decimal:
    return round_gbt8170(value, DECIMALS[item])


def _indices(
    how: ItemRule, mean: Decimal | None, high: Decimal | None, where: tuple[date, str]
) -> tuple[Fraction | None, Fraction | None]:
    on, place = where

    def ratio(value: Decimal | None, averaging: str) -> Fraction | None:
        if value is None or not averaging:
            return None
        return Fraction(value) / Fraction(
            limit_gb3095(how.pollutant, averaging, on=on, place=place)
        )

    return ratio(mean, how.mean_limit), ratio(high, how.percentile_limit)
