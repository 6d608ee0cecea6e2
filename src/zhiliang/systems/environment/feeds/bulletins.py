"""The monthly city air bulletin as a file: one row a city, in the columns of 2017 or of 2021."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.environment.models.bases import MILLION


@dataclass(frozen=True)
class CityRow:
    """A parsed row; exact decimals in millionths, None where the bulletin has no such column."""

    place: str
    city: str
    attainment_e6: int
    pm2_5_e6: int | None
    pm10_e6: int | None
    o3_e6: int | None
    composite_e6: int | None
    published_rank: int | None
    published_pm2_5_rank: int | None


def millionths(row: dict[str, str], field: str, *, at_most: int | None = None) -> int | None:
    """A non-negative decimal as an integer number of millionths; None for an empty cell."""
    if not row[field]:
        return None
    try:
        scaled = Decimal(row[field]) * MILLION
        whole = int(scaled)
    except (InvalidOperation, ValueError, OverflowError):
        raise FieldError(field, row[field], _("不是数字。请只填数字，不带单位。")) from None
    if scaled != whole or not 0 <= whole <= 10**15:
        raise FieldError(field, row[field], _("须为不小于0、至多六位小数的数。"))
    if at_most is not None and whole > at_most * MILLION:
        raise FieldError(field, row[field], _("超过上限 %(limit)s，请核对。") % {"limit": at_most})
    return whole


def rank(row: dict[str, str], field: str) -> int | None:
    """A published rank; None for an empty cell."""
    if not row[field]:
        return None
    if not row[field].isascii() or not row[field].isdigit() or not 1 <= int(row[field]) <= 999:
        raise FieldError(field, row[field], _("名次须为正整数。"))
    return int(row[field])


def parse(row: dict[str, str]) -> CityRow:
    """One row of a bulletin; FieldError names the field and the reason."""
    attainment = millionths(row, "attain_days_pct", at_most=100)
    assert attainment is not None
    return CityRow(
        place=row["gbt2260"],
        city=row["city"],
        attainment_e6=attainment,
        pm2_5_e6=millionths(row, "pm25", at_most=10_000),
        pm10_e6=millionths(row, "pm10", at_most=10_000),
        o3_e6=millionths(row, "o3_eval", at_most=10_000),
        composite_e6=millionths(row, "composite_index", at_most=1_000),
        published_rank=rank(row, "rank"),
        published_pm2_5_rank=rank(row, "pm25_rank"),
    )


air_bulletin = Feed(
    "air-bulletin",
    columns=(
        Column("gbt2260", required=True, aliases=("place", "行政区划代码", "代码")),
        Column("city", aliases=("城市", "地市")),
        Column("attain_days_pct", required=True, aliases=("优良天数比例", "AQI达标率")),
        Column("pm25", aliases=("pm2_5", "PM2.5")),
        Column("pm10", aliases=("PM10",)),
        Column("o3_eval", aliases=("o3", "O3", "臭氧")),
        Column("composite_index", aliases=("综合指数", "环境空气质量综合指数")),
        Column("rank", aliases=("aqi_rank", "名次", "排名")),
        Column("pm25_rank", aliases=("PM2.5名次",)),
    ),
    parse=parse,
    note_zh="省级月度城市空气质量通报，一市一行。",
    note_en="The province's monthly city air bulletin, one row a city.",
)
