"""The outside formats core reads itself: the State Council's holiday notice and residents."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhiliang.core.feed import Column, Feed, FieldError, cells

_WORKING = {"上班": True, "放假": False, "是": True, "否": False, "1": True, "0": False}


@dataclass(frozen=True)
class NoticedDay:
    """A day that is worked or not against its weekday."""

    day: date
    working: bool
    name: str


def _parse(row: dict[str, str]) -> NoticedDay:
    day = cells.day(row, "day")
    text = row["working"]
    if text not in _WORKING:
        reason = _("只能填写：%(known)s。") % {"known": "、".join(_WORKING)}
        raise FieldError("working", text, reason)
    assert day is not None  # the column is required
    return NoticedDay(day, _WORKING[text], row["name"])


calendar = Feed(
    "calendar",
    columns=(
        Column("day", required=True, aliases=("日期",)),
        Column("working", required=True, aliases=("上班或放假", "安排")),
        Column("name", aliases=("名称", "节日")),
    ),
    parse=_parse,
    note_zh="国务院办公厅节假日安排（日期、上班或放假、名称）",
    note_en="days off and working weekends of a State Council notice",
)


@dataclass(frozen=True)
class Counted:
    """How many people lived in a place, for which year and counted when."""

    place: str
    year: int
    number: int
    counted_on: date
    source: str
    note: str


def _parse_counted(row: dict[str, str]) -> Counted:
    year = cells.whole(row, "year", low=1949, high=2999)
    number = cells.whole(row, "number", low=1, high=2_000_000_000)
    assert year is not None  # the columns are required
    assert number is not None
    counted_on = cells.day(row, "counted_on") or date(year, 12, 31)
    if counted_on.year > year:
        reason = _("统计时点不能晚于所代表的年度。")
        raise FieldError("counted_on", row["counted_on"], reason)
    return Counted(row["place"], year, number, counted_on, row["source"], row["note"])


residents = Feed(
    "residents",
    columns=(
        Column("place", required=True, aliases=("行政区划代码", "地区代码")),
        Column("year", required=True, aliases=("年度", "年份")),
        Column("number", required=True, aliases=("常住人口", "常住人口（人）", "人数")),
        Column("counted_on", aliases=("统计时点",)),
        Column("source", required=True, aliases=("来源", "文件")),
        Column("note", aliases=("说明", "备注")),
    ),
    parse=_parse_counted,
    note_zh="各地年度常住人口（每10万人指标的分母）",
    note_en="permanent residents by place and year, the denominator per 100,000 residents",
)
