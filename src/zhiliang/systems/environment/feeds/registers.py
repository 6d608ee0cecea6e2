"""Registers as files: one row an outlet, a permitted limit, a station, a section, a source."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError
from zhiliang.systems.environment.models.bases import MILLION

Cell = Callable[[dict[str, str], str], Any]


def text(row: dict[str, str], field: str) -> str:
    """The cell as it is."""
    return row[field]


def day(row: dict[str, str], field: str) -> date | None:
    """A day written 2015-08-31; None for an empty cell."""
    if not row[field]:
        return None
    try:
        return date.fromisoformat(row[field].replace("/", "-"))
    except ValueError:
        raise FieldError(field, row[field], _("日期写作 2015-08-31。")) from None


def month(row: dict[str, str], field: str) -> date:
    """A month written 2015-08, as its first day."""
    try:
        return date.fromisoformat(f"{row[field]}-01")
    except ValueError:
        raise FieldError(field, row[field], _("月份写作 2015-08。")) from None


def scaled(row: dict[str, str], field: str) -> int | None:
    """An exact decimal in millionths; None for an empty cell."""
    if not row[field]:
        return None
    try:
        value = Decimal(row[field]) * MILLION
        whole = int(value)
    except (InvalidOperation, ValueError, OverflowError):
        raise FieldError(field, row[field], _("不是数字。请只填数字，不带单位。")) from None
    if value != whole or abs(whole) > 10**15:
        raise FieldError(field, row[field], _("至多六位小数，绝对值不超过十亿。"))
    return whole


def whole(row: dict[str, str], field: str) -> int | None:
    """A whole number that is not negative; None for an empty cell."""
    if not row[field]:
        return None
    if not (row[field].isascii() and row[field].isdigit()) or len(row[field]) > 15:
        raise FieldError(field, row[field], _("须为不小于0的整数。"))
    return int(row[field])


def one_of(words: Mapping[str, str]) -> Cell:
    """One of several words, Chinese or English; the first is meant where the cell is empty."""

    def chosen(row: dict[str, str], field: str) -> str:
        if not row[field]:
            return next(iter(words.values()))
        if row[field] in words:
            return words[row[field]]
        if row[field] in words.values():
            return row[field]
        known = "、".join(words)
        raise FieldError(field, row[field], _("须为：%(known)s。") % {"known": known})

    return chosen


YES_NO = one_of({"是": "yes", "否": "no"})
WATER = one_of({"河流": "river", "湖库": "lake"})
KIND = one_of({"废水": "wastewater", "废气": "flue_gas"})
VERSION = one_of({"2017版": "2017", "2005版": "2005", "2025版": "2025"})
ORIGIN = one_of({"记录": "records", "公布": "published", "示例": "sample"})
CLASS = one_of(
    {"": "", "Ⅰ": "1", "Ⅱ": "2", "Ⅲ": "3", "Ⅳ": "4", "Ⅴ": "5", "I": "1", "II": "2", "III": "3"}
)


def register_feed(
    key: str, cells: Mapping[str, tuple[Cell, bool, tuple[str, ...]]], *, zh: str, en: str
) -> Feed:
    """A feed whose rows become {our field: value}; a cell is (parser, required, aliases)."""

    def parse(row: dict[str, str]) -> dict[str, Any]:
        return {name: cell(row, name) for name, (cell, _needed, _aliases) in cells.items()}

    columns = tuple(
        Column(name, required=needed, aliases=aliases)
        for name, (_cell, needed, aliases) in cells.items()
    )
    return Feed(key, columns=columns, parse=parse, note_zh=zh, note_en=en)


NAMED: Mapping[str, tuple[Cell, bool, tuple[str, ...]]] = {
    "code": (text, True, ("编号",)),
    "name_zh": (text, True, ("名称",)),
    "name_en": (text, False, ("英文名称",)),
    "place": (text, True, ("行政区划代码", "地区")),
    "active_from": (day, True, ("启用日期", "联网日期", "建成日期")),
    "active_to": (day, False, ("停用日期", "关停日期")),
    "source": (ORIGIN, False, ("来源",)),
}

outlets = register_feed(
    "outlets",
    {
        **NAMED,
        "kind": (KIND, False, ("类别",)),
        "organisation": (text, False, ("统一社会信用代码", "排污单位")),
        "plant": (text, False, ("污水处理厂",)),
        "mn": (text, True, ("MN", "设备编号")),
        "password": (text, False, ("PW", "访问密码")),
        "version": (VERSION, False, ("传输标准版本",)),
    },
    zh="排放口登记：一行一个排放口，含设备编号（MN）和访问密码。",
    en="Register of outlets: one row an outlet, with logger number (MN) and password.",
)

permit_limits = register_feed(
    "permit-limits",
    {
        "outlet": (text, True, ("排放口编号",)),
        "number": (text, True, ("许可证编号",)),
        "valid_from": (day, True, ("生效日期",)),
        "valid_to": (day, False, ("失效日期",)),
        "factor": (text, True, ("因子编码",)),
        "lower": (scaled, False, ("下限",)),
        "upper": (scaled, False, ("上限",)),
        "unit": (text, False, ("单位",)),
        "basis": (text, True, ("依据",)),
    },
    zh="排污许可限值：一行一个因子。",
    en="Permitted limits: one row a factor.",
)

sewage_plants = register_feed(
    "sewage-plants",
    {**NAMED, "capacity": (whole, False, ("设计规模",))},
    zh="污水处理厂登记。",
    en="Register of sewage treatment plants.",
)

air_stations = register_feed(
    "air-stations",
    {
        **NAMED,
        "counted": (YES_NO, False, ("参与城市评价",)),
        "note": (text, False, ("说明",)),
        "longitude": (scaled, False, ("经度",)),
        "latitude": (scaled, False, ("纬度",)),
    },
    zh="空气监测站登记。",
    en="Register of air stations.",
)

water_sections = register_feed(
    "water-sections",
    {
        **NAMED,
        "water_body": (text, True, ("水体",)),
        "kind": (WATER, False, ("类别",)),
        "target": (CLASS, False, ("水质目标",)),
    },
    zh="地表水断面登记。",
    en="Register of surface-water sections.",
)

drinking_sources = register_feed(
    "drinking-sources",
    {**NAMED, "kind": (WATER, False, ("类别",))},
    zh="饮用水水源登记。",
    en="Register of drinking-water sources.",
)
