"""Readings as one flat table, a line each, in the manner of OpenAQ: streamed, a day at a time."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from typing import Any

import pyarrow as pa

from zhiliang.core.feed.export import neutral
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.readings.lake import ReadingsLake
from zhiliang.systems.environment.sensorthings.portraits import factor_name
from zhiliang.systems.environment.sensorthings.series import CHINA
from zhiliang.systems.environment.sensorthings.sites import Site, Sites
from zhiliang.systems.environment.sensorthings.units import unit_of

COLUMNS = (
    *("location_id", "location", "cn", "parameter", "parameter_name", "statistic", "unit"),
    *("datetime_utc", "datetime_local", "value", "text", "flag", "source"),
    *("latitude", "longitude"),
)
DAY = timedelta(days=1)


def flat_csv(cn: str, first: date, last: date, lake: ReadingsLake) -> Iterator[bytes]:
    """CSV (UTF-8 with a byte order mark) of a CN's readings from one day to another, both included.

    `datetime` is the label: the start of an interval, except of CN 2011 and 2021, an instant.
    What belongs to no site that is registered has no location.
    """
    sites = {site.mn: site for site in Sites().all()}
    yield "\ufeff".encode() + _lines([COLUMNS])
    day = first
    while day <= last:
        start, _end = questions.day_of(day)
        for batch in questions.rows(cn=cn, start=start, end=start + DAY, lake=lake):
            yield _lines(_flat(row, sites.get(row["mn"])) for row in _rows(batch))
        day += DAY


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for start in range(0, batch.num_rows, 10_000):
        yield from batch.slice(start, 10_000).to_pylist()


def _lines(rows: Any) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for row in rows:
        writer.writerow(["" if cell is None else neutral(cell) for cell in row])
    return stream.getvalue().encode()


def _flat(row: dict[str, Any], site: Site | None) -> tuple[Any, ...]:
    local = row["data_time"].replace(tzinfo=CHINA)
    station = site is not None and site.station
    point = site.ground.point if site and site.ground.point else (None, None)
    made_up = row["origin"] == "sample" or (site is not None and site.source == "sample")
    return (
        site.id if site else None,
        site.name_zh if site else None,
        row["cn"],
        row["factor"],
        factor_name(row["factor"]),
        row["statistic"],
        unit_of(row["factor"], row["statistic"], station=station).symbol,
        local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        local.isoformat(),
        row["value"],
        row["text"],
        row["flag"],
        "sample" if made_up else row["origin"],
        point[1],
        point[0],
    )
