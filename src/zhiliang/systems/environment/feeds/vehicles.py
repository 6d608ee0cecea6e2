"""Vehicle statistics as a file: one row for a place, fuel and emission stage."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError, cells

FUELS = {
    "汽油": "petrol",
    "petrol": "petrol",
    "柴油": "diesel",
    "diesel": "diesel",
    "燃气": "gas",
    "gas": "gas",
}
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
MOST = 2_000_000_000


@dataclass(frozen=True)
class VehicleRow:
    """A parsed row; vehicles and tests are whole numbers."""

    place: str
    fuel: str
    stage: int
    registered: int
    scrapped: int
    inspected: int
    passed: int


def stage(row: dict[str, str], field: str) -> int:
    """国0 to 国Ⅵ, written 国Ⅳ, 国4, 国IV or 4; FieldError for anything else."""
    text = unicodedata.normalize("NFKC", row[field]).upper().removeprefix("国").strip()
    if text in ROMAN:
        return ROMAN[text]
    if re.fullmatch("[0-6]", text, re.ASCII):
        return int(text)
    raise FieldError(field, row[field], _("只能填写国0、国Ⅰ至国Ⅵ。"))


def count(row: dict[str, str], field: str) -> int:
    """A number of vehicles or tests; an empty cell is refused, zero must be written."""
    value = cells.whole(row, field, low=0, high=MOST)
    assert value is not None  # the column is required
    return value


def parse(row: dict[str, str]) -> VehicleRow:
    """One row; FieldError names the field and the reason."""
    fuel = cells.choice(row, "fuel", FUELS)
    assert fuel is not None  # the column is required
    inspected, passed = count(row, "inspected"), count(row, "passed")
    if passed > inspected:
        raise FieldError("passed", row["passed"], _("合格数超过检测数，请核对。"))
    return VehicleRow(
        place=row["gbt2260"],
        fuel=fuel,
        stage=stage(row, "stage"),
        registered=count(row, "registered"),
        scrapped=count(row, "scrapped"),
        inspected=inspected,
        passed=passed,
    )


vehicle_stages = Feed(
    "vehicle-stages",
    columns=(
        Column("gbt2260", required=True, aliases=("place", "行政区划代码", "代码")),
        Column("fuel", required=True, aliases=("燃料",)),
        Column("stage", required=True, aliases=("排放阶段",)),
        Column("registered", required=True, aliases=("年末保有量", "保有量")),
        Column("scrapped", required=True, aliases=("当年淘汰", "淘汰")),
        Column("inspected", required=True, aliases=("当年检测", "检测")),
        Column("passed", required=True, aliases=("检测合格", "合格")),
    ),
    parse=parse,
    note_zh="机动车按排放阶段的年度统计，一地一种燃料一个阶段一行，没有的填0；年度用 --period。",
    note_en="Yearly vehicle statistics by emission stage, a row for a place, fuel and stage; "
    "none is 0; the year goes with --period.",
)
