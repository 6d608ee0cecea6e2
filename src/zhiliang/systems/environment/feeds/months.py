"""Months of sections, drinking sources and sewage as files; measured values stay exact texts."""

import re
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import FieldError
from zhiliang.systems.environment.feeds.registers import month, register_feed, text, whole

MEASURED = re.compile(r"[<＜]?\d{1,12}(\.\d{1,9})?|ND|未检出")


def measured(row: dict[str, str], field: str) -> str:
    """A measured value as written: 0.12, <0.01 (below the detection limit) or ND."""
    value = row[field].replace("＜", "<").replace("未检出", "ND")
    if not MEASURED.fullmatch(value):
        raise FieldError(
            field, row[field], _("写作 0.12；低于检出限的写作 <0.01（检出限）；不带单位。")
        )
    return value


def needed(row: dict[str, str], field: str) -> Any:
    """A whole number that must be there."""
    return whole(row, field)


section_months = register_feed(
    "section-months",
    {
        "section": (text, True, ("断面编号",)),
        "month": (month, True, ("月份",)),
        "factor": (text, True, ("项目", "因子")),
        "value": (measured, True, ("监测值",)),
    },
    zh="断面水质月报：一行一个项目，如 溶解氧、氨氮（GB 3838-2002 的项目名）。",
    en="Water quality of sections by month: one row a factor, named as in GB 3838-2002.",
)

drinking_months = register_feed(
    "drinking-months",
    {
        "water_source": (text, True, ("水源编号",)),
        "month": (month, True, ("月份",)),
        "quantity": (needed, True, ("取水量",)),
        "factor": (text, True, ("项目", "因子")),
        "value": (measured, True, ("监测值",)),
    },
    zh="饮用水源水质月报：一行一个项目，取水量（立方米）每行相同。",
    en="Drinking-water sources by month: one row a factor, the quantity [m³] on each row.",
)

sewage_months = register_feed(
    "sewage-months",
    {
        "place": (text, True, ("行政区划代码", "地区")),
        "month": (month, True, ("月份",)),
        "generated": (needed, True, ("污水产生量",)),
        "treated": (needed, True, ("污水处理量",)),
    },
    zh="城镇污水月报：一行一个地区，单位立方米。",
    en="Urban sewage by month: one row a place, in m³.",
)
