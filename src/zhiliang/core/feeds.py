"""The outside format core reads itself: the State Council's holiday notice as a table."""

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
