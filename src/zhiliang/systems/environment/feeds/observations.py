"""Hourly observations as files: one row a station, hour and factor; nothing is guessed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.feed import FieldError
from zhiliang.systems.environment.feeds.registers import one_of, register_feed, text

FLAG = one_of({"": "", "N": "N", "F": "F", "M": "M", "S": "S", "D": "D", "C": "C", "T": "T"})
LARGEST = 1e9


def hour(row: dict[str, str], field: str) -> datetime:
    """The start of an hour, written 2015-08-31 07:00."""
    try:
        moment = datetime.fromisoformat(row[field].replace("/", "-"))
    except ValueError:
        raise FieldError(field, row[field], _("时间写作 2015-08-31 07:00。")) from None
    if moment.tzinfo or moment.minute or moment.second:
        raise FieldError(field, row[field], _("须为整点的北京时间，不带时区。"))
    return moment


def number(row: dict[str, str], field: str) -> Any:
    """A measured number; None for an empty cell, which is a gap and not zero."""
    if not row[field]:
        return None
    try:
        value = float(row[field])
    except ValueError:
        raise FieldError(field, row[field], _("不是数字。请只填数字，不带单位。")) from None
    if not abs(value) < LARGEST:
        raise FieldError(field, row[field], _("不是一个可用的监测值。"))
    return value


station_hours = register_feed(
    "station-hours",
    {
        "station": (text, True, ("站点编号", "设备编号")),
        "time": (hour, True, ("时间",)),
        "factor": (text, True, ("因子编码",)),
        "value": (number, False, ("监测值",)),
        "flag": (FLAG, False, ("标记",)),
    },
    zh="站点小时值：一行一个因子（HJ 212 因子编码），时间为整点（该小时的开始）。",
    en="Hours of stations: one row a factor (HJ 212 code); the time is the start of the hour.",
)
