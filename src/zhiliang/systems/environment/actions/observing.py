"""Observations that come as files go the way of those from the wire: the journal, then the lake."""

import csv
import gzip
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.event import append
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Person, Place
from zhiliang.core.policy import require
from zhiliang.methods.tables.air.pollutants import CODES
from zhiliang.systems.environment.models import Outlet, Source, Station
from zhiliang.systems.environment.readings.intake import take_in_rows

Observed = tuple[str, datetime, str, float, str]
"""Station, start of the hour, factor code, value, flag."""

GUANGZHOU = "GuangzhouPM20100101_20151231.csv.gz"
SNAPSHOT = "cnemc_guangdong_stations_2018-02-20T07.csv"
# column of the file → station code and name
GUANGZHOU_STATIONS = {
    "PM_City Station": ("GZ-CITY", "广州市站", "City Station"),
    "PM_5th Middle School": ("GZ-5MS", "第五中学", "5th Middle School"),
    "PM_US Post": ("GZ-USPOST", "美国领事馆", "US Post"),
}
UCI = (
    "UCI PM2.5 Data of Five Chinese Cities（CC BY 4.0），不是国家评价点位的正式数据；"
    "三个站都不参与城市评价。该文件中广州市站与美国领事馆两列逐时相同，来源待核。"
)

CNEMC = "中国环境监测总站全国城市空气质量实时发布平台 2018-02-20 07:00 的一个小时，不参与城市评价。"


@register_acceptor("station-hours")
@transaction.atomic
def import_hours(
    reading: Reading,
    *,
    by: Person | None,
    name: str = "",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take hours of registered stations and outlets in, all or none."""
    require(by, Station, "import")
    known = {*Station.objects.values_list("code", flat=True), *_mns()}
    _insist_on_own({row["station"] for _line, row in reading.rows}, by)
    if outcome := unfit(reading, _unknown(reading, known), dry_run=dry_run):
        return outcome
    rows = [_told(row) for _line, row in reading.rows if row["value"] is not None]
    if rows:
        take_readings(_table(rows), by=by, name=name or reading.digest[:12])
    return Outcome(len(reading.rows), [], reading.digest)


def _insist_on_own(codes: set[str], by: Person | None) -> None:
    """Everybody brings hours of the stations and outlets of the own places alone."""
    for station in Station.objects.filter(code__in=codes):
        require(by, Station, "import", station)
    for outlet in Outlet.objects.filter(mn__in=codes):
        require(by, Outlet, "import", outlet)


def _told(row: dict[str, Any]) -> Observed:
    return row["station"], row["time"], row["factor"], row["value"], row["flag"]


def _mns() -> Iterator[str]:
    yield from Outlet.objects.values_list("mn", flat=True)


def _unknown(reading: Reading, known: set[str]) -> Iterator[Reject]:
    for line, row in reading.rows:
        if row["station"] not in known:
            yield Reject(line, "station", row["station"], _("没有登记这个站点。请先登记站点。"))


@transaction.atomic
def take_readings(table: pa.Table, *, by: Person | None, name: str, origin: str = "import") -> None:
    """Readings have no row in the database; the event says what came in."""
    taken = take_in_rows(table, origin=origin)
    append(
        verb="environment.readings.import",
        subject=f"environment.readings:{name}",
        by=by,
        data={
            "tables": [],
            "rows": table.num_rows,
            "added": taken.added,
            "repeated": taken.repeated,
            "revised": taken.revised,
        },
    )


def _table(rows: list[Observed]) -> pa.Table:
    station, time, factor, value, flag = zip(*rows, strict=True)
    return pa.table(
        {
            "mn": pa.array(station, pa.string()),
            "cn": pa.repeat(pa.scalar("2061"), len(rows)),
            "data_time": pa.array(time, pa.timestamp("s")),
            "factor": pa.array(factor, pa.string()),
            "statistic": pa.repeat(pa.scalar("Avg"), len(rows)),
            "value": pa.array(value, pa.float64()),
            "flag": pa.array(flag, pa.string()),
        }
    )


def _shipped(name: str) -> str:
    content = (files("zhiliang.core") / "reference" / "air" / name).read_bytes()
    return (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8-sig")


@transaction.atomic
def load_observations(*, by: Person | None) -> int:
    """Take in the real data that ship: Guangzhou's hours of PM2.5 and one hour of all stations.

    Returns how many readings there are; a second time changes nothing.
    """
    pm2_5, hour = list(_guangzhou()), list(_snapshot())
    if Station.objects.filter(code="GZ-CITY").exists():
        return len(pm2_5) + len(hour)
    for code, name_zh, name_en in GUANGZHOU_STATIONS.values():
        Station.objects.create(
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            place_id="440100",
            counted=False,  # one pollutant of a research file makes no index of a city
            note=UCI,
            active_from=date(2010, 1, 1),
            active_to=date(2015, 12, 31),
            source=Source.PUBLISHED,
        )
    _register_snapshot()
    take_readings(_table(pm2_5), by=by, name=GUANGZHOU)
    take_readings(_table(hour), by=by, name=SNAPSHOT)
    return len(pm2_5) + len(hour)


def _guangzhou() -> Iterator[Observed]:
    for row in csv.DictReader(io.StringIO(_shipped(GUANGZHOU))):
        day = datetime(int(row["year"]), int(row["month"]), int(row["day"]))
        for column, (code, *_names) in GUANGZHOU_STATIONS.items():
            if row[column] != "NA":
                time = day + timedelta(hours=int(row["hour"]))
                yield code, time, CODES["pm2_5"], float(row[column]), ""


def _register_snapshot() -> None:
    cities = {str(place): place for place in Place.objects.filter(level="city")}
    for row in csv.DictReader(io.StringIO(_shipped(SNAPSHOT))):
        Station.objects.create(
            code=row["stationcode"],
            name_zh=row["positionname"],
            place=cities[row["area"]],
            counted=False,  # one hour makes no day
            longitude_e6=_degrees(row["lon"]),
            latitude_e6=_degrees(row["lat"]),
            note=CNEMC,
            active_from=date(2018, 2, 20),
            active_to=date(2018, 2, 20),
            source=Source.PUBLISHED,
        )


def _degrees(text: str) -> int | None:
    return round(Decimal(text) * 1_000_000) if text else None


def _snapshot() -> Iterator[Observed]:
    for row in csv.DictReader(io.StringIO(_shipped(SNAPSHOT))):
        time = datetime.fromisoformat(row["timepoint"])
        for name, factor in CODES.items():
            if row[name]:
                yield row["stationcode"], time, factor, float(row[name]), ""
