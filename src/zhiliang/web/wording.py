"""Numbers, units, periods and comparisons in the reader's words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.period import Period

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "eq": "=", "approx": "≈"}
UNITS_EN = {
    "万吨": "10,000 t",
    "个": "",
    "件": "",
    "个/年": "/year",
    "位": "",
    "分": "points",
    "家": "enterprises",
    "档": "",
    "起": "accidents",
    "项": "",
    "enterprise": "enterprises",
    "accident": "accidents",
    "centre": "centres",
    "committee": "committees",
    "platform": "platforms",
    "product": "products",
    "product/year": "products/year",
    "rank": "",
    "standard": "standards",
    "zone": "zones",
    "微克/立方米": "µg/m³",
    "亿立方米": "100 million m³",
    "平方米": "m²",
}


def number(value: Decimal | int | str | None) -> str:
    """A number with its digits grouped, exactly as many decimals as it came with."""
    if value is None or value == "":
        return ""
    return f"{Decimal(str(value)):,f}"


def plain(value: Decimal) -> str:
    """A number without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit(zh: str, en: str = "") -> str:
    """A unit in the reader's language; `en` is the mandate's own key where it has one."""
    if not (get_language() or "").startswith("en"):
        return zh
    return UNITS_EN.get(en or zh, en or zh)


def aim(op: str, value: Any, words: str) -> str:
    """A target in words: ≥ 95%."""
    gap = "" if words.startswith("%") or not words else " "
    return f"{SIGNS.get(op, op)} {number(value)}{gap}{words}"


def period(key: str) -> str:
    """A period in the reader's words; the key itself where it is none."""
    try:
        found = Period.parse(key)
    except ValueError:
        return key
    return pick(found.label_zh, found.label_en)


def short_place(name: str) -> str:
    """The name on a tile: 广州 for 广州市."""
    return name.removesuffix("市") if len(name) > 2 else name


def grade(letter: str) -> str:
    """A grade in words."""
    return _("%(grade)s级") % {"grade": letter} if letter else _("未评定")
