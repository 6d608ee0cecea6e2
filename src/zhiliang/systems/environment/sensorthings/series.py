"""Which series the lake has: what was measured where, by which CN, as which statistic.

A file of the lake never changes, so what it holds is worked out once in each process.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from zhiliang.systems.environment.readings.lake import File, ReadingsLake
from zhiliang.systems.environment.sensorthings.asking import Asking, column, constant, function
from zhiliang.systems.environment.sensorthings.sites import Site

CHINA = ZoneInfo("Asia/Shanghai")
# label of an interval is its start; what is not here is an instant
LENGTHS = {
    "2061": timedelta(hours=1),
    "2031": timedelta(days=1),
    "2041": timedelta(days=1),
}
MINUTES = "2051"
ALLOWED = tuple(timedelta(minutes=m) for m in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30))
KEY = ("mn", "cn", "factor", "statistic")
STAMP = "%Y%m%d%H%M%S"


class Held(NamedTuple):
    """What one file holds of one series; `sample` where some of it is made up."""

    mn: str
    cn: str
    factor: str
    statistic: str
    rows: int
    first: datetime
    last: datetime
    sample: bool


@dataclass(frozen=True)
class Series:
    """One series of a site; times are naive China time, as labelled."""

    site: Site
    cn: str
    factor: str
    statistic: str
    rows: int
    first: datetime
    last: datetime
    sample: bool

    @cached_property
    def id(self) -> str:
        """Site, CN, factor and statistic."""
        return f"{self.site.id}:{self.cn}:{self.factor}:{self.statistic}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """As the lake names it."""
        return self.site.mn, self.cn, self.factor, self.statistic


def site_in(series_id: str) -> str:
    """The id of the site in an id of a series."""
    return ":".join(series_id.split(":", 2)[:2])


_held: dict[str, tuple[Held, ...]] = {}


def series_of(sites: Iterable[Site], lake: ReadingsLake, asking: Asking) -> list[Series]:
    """Every series of these sites, by id; factors that no standard lists included."""
    by_mn = {site.mn: site for site in sites}
    found: dict[tuple[str, str, str, str], list[Held]] = {}
    for file in lake.files("readings", mns=by_mn):
        for held in _content(file, lake, asking):
            if held.mn in by_mn:
                found.setdefault(held[:4], []).append(held)
    listed = (_joined(by_mn[key[0]], parts) for key, parts in found.items())
    return sorted(listed, key=lambda series: series.id)


def _content(file: File, lake: ReadingsLake, asking: Asking) -> tuple[Held, ...]:
    path = lake.path(file)
    if path not in _held:
        known = {lake.path(other) for other in lake.files("readings")}
        for gone in [other for other in list(_held) if other not in known]:
            _held.pop(gone, None)
        grouped = asking.files([path]).aggregate(
            [
                *map(column, KEY),
                function("count", column("data_time")).alias("rows"),
                function("min", column("data_time")).alias("first"),
                function("max", column("data_time")).alias("last"),
                function("bool_or", column("origin") == constant("sample")).alias("sample"),
            ]
        )
        _held[path] = tuple(Held(**row) for row in asking.rows(grouped))
    return _held[path]


def _joined(site: Site, parts: Sequence[Held]) -> Series:
    return Series(
        site,
        *parts[0][1:4],
        rows=sum(part.rows for part in parts),
        first=min(part.first for part in parts),
        last=max(part.last for part in parts),
        sample=site.source == "sample" or any(part.sample for part in parts),
    )


def interval(label: datetime, length: timedelta | None) -> Any:
    """Phenomenon time of a label: an instant, or start and end."""
    start = label.replace(tzinfo=CHINA)
    return start if length is None else Interval(start, start + length)


class Interval(NamedTuple):
    """A stretch of time, aware."""

    start: datetime
    end: datetime


def step_of(labels: Sequence[datetime]) -> timedelta | None:
    """The interval of minute data, from the shortest gap of some labels in order.

    None where it is none that the standard knows: then only the start is told.
    """
    gaps = [later - earlier for earlier, later in zip(labels, labels[1:], strict=False)]
    shortest = min((gap for gap in gaps if gap), default=None)
    return shortest if shortest in ALLOWED else None


def in_china(moment: datetime) -> datetime:
    """A moment as the labels of the lake have it: China time, naive."""
    return moment.astimezone(CHINA).replace(tzinfo=None)
