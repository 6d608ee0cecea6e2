"""The made-up monitoring of a province: registered, measured and judged by the same verbs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from django.db import transaction

from zhiliang.core.event import append
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import PlaceSetMember
from zhiliang.systems.environment.actions.filing import close_plant_year
from zhiliang.systems.environment.actions.judging import judge_cities, judge_outlets
from zhiliang.systems.environment.actions.registering import record_permit
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.readings.intake import take_in_rows
from zhiliang.systems.environment.sample import air, months, outlets
from zhiliang.systems.environment.sample.rows import days_of

CITIES = "gd_21"
MONTHLY = range(2011, 2016)
HOURLY = range(2015, 2016)
Progress = Callable[[str], None]


def load_monitoring(*, by: None, progress: Progress = lambda line: None) -> int:
    """Make the made-up monitoring of 2011–2015; returns how many verdicts on outlets there are.

    A second time changes nothing. Works that is interrupted is taken up where it was.
    """
    places = sorted(
        PlaceSetMember.objects.filter(set_id=CITIES, valid_to=None).values_list(
            "place", flat=True
        )
    )
    if not Outlet.objects.filter(source="sample").exists():
        _register(places, by=by)
        for year in HOURLY:
            progress(str(year))
            _measure(places, year, by=by)
        _file_months(places)
    first, last = date(HOURLY[0], 1, 1), date(HOURLY[-1], 12, 31)
    count = judge_outlets(first, last, by=by, progress=progress)
    judge_cities(first, last, by=by, progress=progress)
    for year in HOURLY:
        close_plant_year(year, by=by)
    return count


def _register(places: Sequence[str], *, by: None) -> None:
    _take("sewage-plants", _plants(places))
    _take("outlets", _outlets(places))
    _take("air-stations", _stations(places))
    for made in outlets.sources(places):
        limits = outlets.PLANT_LIMITS if made.plant else outlets.WORKS_LIMITS
        basis = outlets.EXAMPLE.format("GB 18918-2002" if made.plant else "DB44/26-2001")
        record_permit(
            Outlet.objects.get(code=made.code),
            by=by,
            limits=[
                {
                    "factor": factor,
                    "lower_e6": lower,
                    "upper_e6": upper,
                    "unit": unit,
                    "basis": basis,
                }
                for factor, lower, upper, unit in limits
            ],
            number=f"示例-{made.code}",
            valid_from=outlets.CONNECTED,
        )


def _plants(places: Sequence[str]) -> Iterable[dict[str, Any]]:
    for place in places:
        named = {"place": place, "active_from": "2008-10-01", "source": "示例"}
        for which, name in (("M1", "第一"), ("M2", "第二")):
            code = f"S{place}-{which}"
            yield {"code": code, "name_zh": f"示例{name}污水处理厂", "name_en": code, **named}


def _outlets(places: Sequence[str]) -> Iterable[dict[str, Any]]:
    for made in outlets.sources(places):
        yield {
            "code": made.code,
            "name_zh": "示例污水处理厂总排口" if made.plant else "示例印染厂总排口",
            "name_en": "Sample plant outlet" if made.plant else "Sample works outlet",
            "place": made.place,
            "active_from": outlets.CONNECTED.isoformat(),
            "source": "示例",
            "kind": "废水",
            "plant": made.code if made.plant else "",
            "mn": made.mn,
            "password": "123456",
        }


def _stations(places: Sequence[str]) -> Iterable[dict[str, Any]]:
    for station in air.stations(places):
        yield {
            "code": station.code,
            "name_zh": f"示例{station.number}号站",
            "name_en": f"Sample station {station.number}",
            "place": station.place,
            "active_from": air.OPENED.isoformat(),
            "source": "示例",
        }


def _measure(places: Sequence[str], year: int, *, by: None) -> None:
    start, days = date(year, 1, 1), days_of(year)
    water = pa.concat_tables(outlets.hours(made, start, days) for made in outlets.sources(places))
    _arrive(water, f"示例排放口 {year}", by=by)
    measured = pa.concat_tables(air.hours(one, start, days) for one in air.stations(places))
    _arrive(measured, f"示例空气站 {year}", by=by)


@transaction.atomic
def _arrive(table: pa.Table, name: str, *, by: None) -> None:
    taken = take_in_rows(table, origin="sample")
    append(
        verb="environment.readings.import",
        subject=f"environment.readings:{name}",
        by=by,
        data={"tables": [], "rows": table.num_rows, "added": taken.added},
    )


def _file_months(places: Sequence[str]) -> None:
    for year in MONTHLY:
        named = ("place", "month", "generated", "treated")
        rows = [dict(zip(named, row, strict=True)) for row in months.sewage(places, year)]
        _take("sewage-months", rows, name=f"示例污水月报 {year}", source="sample")


def _take(feed: str, rows: Iterable[dict[str, Any]], **options: Any) -> None:
    """Through the same feed as everybody's file; a fault in what we made up stops here."""
    listed = list(rows)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, listed[0].keys())
    writer.writeheader()
    writer.writerows(listed)
    outcome = acceptor_of(feed)(read(feeds[feed], stream.getvalue().encode()), by=None, **options)
    if outcome.rejected:
        raise RuntimeError(f"a made-up {feed} row was refused: {outcome.rejected[0]}")
