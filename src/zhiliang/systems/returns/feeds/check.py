"""What can be judged only with all rows, the places and the day in view; still pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from zhiliang.core.feed import FieldError, Reject
from zhiliang.core.feed.reading import MOST_REJECTS
from zhiliang.core.period import Period
from zhiliang.systems.returns.feeds.figures import Row
from zhiliang.systems.returns.feeds.gazetteer import Gazetteer, PlaceUnknown

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Desk:
    """Who hands in, and when: `scope` None is everywhere; `sources` are those they may give."""

    gazetteer: Gazetteer
    today: date
    scope: frozenset[str] | None = None
    sources: tuple[str, ...] = ("returns", "published", "sample")
    period: Period | None = None


@dataclass(frozen=True)
class Checked:
    """A row that can be taken, with the code of its place and its period."""

    line: int
    row: Row
    place: str
    period: Period

    @property
    def key(self) -> Key:
        """What a figure is a figure of: indicator, place, period, source."""
        return (self.row.indicator, self.place, self.period.key, self.row.source)


@dataclass
class Found:
    """Good rows and rejects of a file."""

    rows: list[Checked] = field(default_factory=list)
    rejected: list[Reject] = field(default_factory=list)


def checked(rows: Sequence[tuple[int, Row]], desk: Desk) -> Found:
    """Every row against the desk, and no key twice."""
    found = Found()
    first: dict[Key, int] = {}
    for line, row in rows:
        if len(found.rejected) >= MOST_REJECTS:
            reason = _("错误太多，从这一行起没有再检查。")
            found.rejected.append(Reject(line, "", "", reason))
            break
        try:
            good = _checked(line, row, desk)
            _refuse_second(good, first)
        except FieldError as fault:
            found.rejected.append(Reject(line, fault.field, fault.value, fault.reason))
        else:
            found.rows.append(good)
    return found


def _checked(line: int, row: Row, desk: Desk) -> Checked:
    period = row.period or desk.period
    if period is None:
        raise FieldError(
            "period", "", _("没有期间。请填写，例如 2015；整个文件同一期间的，导入时指明。")
        )
    if period.end > desk.today:
        raise FieldError("period", period.key, _not_over(period, desk.today))
    try:
        place = desk.gazetteer.find(row.place, period.end)
    except PlaceUnknown as fault:
        raise FieldError("place", row.place, str(fault)) from None
    if desk.scope is not None and place not in desk.scope:
        reason = _("不在您的管辖范围内。请只填本地区的数，其他地区由当地填报。")
        raise FieldError("place", row.place, reason)
    if row.source not in desk.sources:
        reason = _("公布数和示例数由领导小组办公室导入。请改填文件名或留空。")
        raise FieldError("source", row.source, reason)
    return Checked(line, row, place, period)


def _not_over(period: Period, today: date) -> str:
    told = {"end": period.end.isoformat(), "today": today.isoformat()}
    if period.start > today:
        return _("期间在将来：今天是 %(today)s。请核对年份。") % told
    return _("期间到 %(end)s 才结束，今天是 %(today)s。请在期满后填报。") % told


def _refuse_second(row: Checked, first: dict[Key, int]) -> None:
    earlier = first.setdefault(row.key, row.line)
    if earlier != row.line:
        reason = _("与第 %(line)s 行重复：同一指标、地区、期间、来源只能有一行。") % {
            "line": earlier
        }
        raise FieldError("indicator", row.row.indicator, reason)
