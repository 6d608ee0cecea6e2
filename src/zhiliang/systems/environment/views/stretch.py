"""The stretch of time a trace shows, and into which buckets its readings are put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words
from zhiliang.systems.environment.readings.questions import Series

MOST_BUCKETS = 480
LONGEST = timedelta(days=800)
SPANS: dict[str, tuple[Words, timedelta]] = {
    "24h": (_("24小时"), timedelta(days=1)),
    "7d": (_("7天"), timedelta(days=7)),
    "30d": (_("30天"), timedelta(days=30)),
    "1y": (_("1年"), timedelta(days=365)),
}
# How far apart readings usually lie; loggers choose it themselves for instants and minutes.
EVERY = {
    "2011": timedelta(seconds=30),
    "2051": timedelta(minutes=1),
    "2061": timedelta(hours=1),
    "2031": timedelta(days=1),
}
PREFERRED = ("2061", "2051", "2011", "2031")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` until before `end` in `buckets` of equal width; `cn` is the kind of data."""

    span: str
    cn: str
    start: datetime
    end: datetime
    buckets: int

    @property
    def width(self) -> timedelta:
        """How much time one bucket holds."""
        return (self.end - self.start) / self.buckets


def stretch_of(asked: Mapping[str, str], series: Sequence[Series], now: datetime) -> Stretch:
    """What the address asks for; times are naive China time.

    Where nothing was heard lately it ends with the last reading, so that there is something to see.
    """
    cn = _kind(asked.get("cn", ""), series)
    own = _own(asked)
    if own:
        return _cut("own", cn, *own)
    span = asked.get("span", "") if asked.get("span", "") in SPANS else "7d"
    end = _end(cn, series, now, SPANS[span][1])
    return _cut(span, cn, end - SPANS[span][1], end)


def _kind(asked: str, series: Sequence[Series]) -> str:
    there = {one.cn for one in series}
    if asked in EVERY:
        return asked
    return next((cn for cn in PREFERRED if cn in there), "2061")


def _own(asked: Mapping[str, str]) -> tuple[datetime, datetime] | None:
    """Start and end given by the reader; None where they make no stretch."""
    try:
        start = datetime.fromisoformat(asked.get("start", "")).replace(tzinfo=None)
        end = datetime.fromisoformat(asked.get("end", "")).replace(tzinfo=None)
    except ValueError:
        return None
    possible = start < end <= start + LONGEST and 1990 <= start.year < 2100
    return (start, end) if possible else None


def _end(cn: str, series: Sequence[Series], now: datetime, span: timedelta) -> datetime:
    ceiling = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    last = max((one.last for one in series if one.cn == cn), default=None)
    if last is None or last >= now - span:
        return ceiling
    return last.replace(minute=0, second=0) + max(EVERY[cn], timedelta(hours=1))


def _cut(span: str, cn: str, start: datetime, end: datetime) -> Stretch:
    """Widen buckets to whole intervals of the data, so that none is emptier than its neighbours."""
    every = EVERY[cn]
    intervals = max(1, ceil((end - start) / every))
    width = every * ceil(intervals / MOST_BUCKETS)
    buckets = max(1, ceil((end - start) / width))
    return Stretch(span, cn, start, start + width * buckets, buckets)
