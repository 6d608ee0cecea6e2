"""The made-up monitoring of a province: registered, measured and judged by the same verbs."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from zhiliang.core.actions import create_organisation
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import Place, PlaceSetMember
from zhiliang.systems.environment.actions.casework import follow_cases
from zhiliang.systems.environment.actions.filing import close_plant_year
from zhiliang.systems.environment.actions.judging import judge_cities, judge_outlets
from zhiliang.systems.environment.actions.observing import take_readings
from zhiliang.systems.environment.actions.registering import record_permit, register_outlet
from zhiliang.systems.environment.models import Outlet, SewagePlant
from zhiliang.systems.environment.sample import air, months, outlets
from zhiliang.systems.environment.sample.rows import days_of

CITIES = "gd_21"
MONTHLY = range(2011, 2016)
OFFLINE = 5  # one city in so many has a plant that is not connected
HOURLY = range(2015, 2016)
Progress = Callable[[str], None]


def load_monitoring(*, by: None, progress: Progress = lambda line: None) -> int:
    """Register and measure the made-up province; returns how many outlets there are.

    A second time changes nothing.
    """
    made = Outlet.objects.filter(source="sample")
    if not made.exists():
        places = sorted(
            PlaceSetMember.objects.filter(set_id=CITIES, valid_to=None).values_list(
                "place", flat=True
            )
        )
        _register(places, by=by)
        for year in HOURLY:
            progress(str(year))
            _measure(places, year, by=by)
        _file_months(places)
    return made.count()


def judge_monitoring(*, by: None, progress: Progress = lambda line: None) -> int:
    """Judge what was measured and follow the cases; returns how many verdicts were written."""
    first, last = date(HOURLY[0], 1, 1), date(HOURLY[-1], 12, 31)
    written = judge_outlets(first, last, by=by, progress=progress)
    written += judge_cities(first, last, by=by, progress=progress)
    for year in HOURLY:
        close_plant_year(year, by=by)
    follow_cases(by=by)
    return written


def _register(places: Sequence[str], *, by: None) -> None:
    _take("sewage-plants", _plants(places))
    _take("air-stations", _stations(places))
    _take("drinking-sources", _waters(places, "D1", "示例水源地", "Sample source"))
    _take("water-sections", list(_sections(places)))
    for made in outlets.sources(places):
        limits = outlets.PLANT_LIMITS if made.plant else outlets.WORKS_LIMITS
        basis = outlets.EXAMPLE.format("GB 18918-2002" if made.plant else "DB44/26-2001")
        record_permit(
            _outlet(made, by=by),
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
    for number, place in enumerate(places):
        named = {"place": place, "active_from": "2008-10-01", "source": "示例"}
        for which, name in (("M1", "第一"), ("M2", "第二")):
            if which == "M2" and number % OFFLINE:
                continue
            code = f"S{place}-{which}"
            yield {"code": code, "name_zh": f"示例{name}污水处理厂", "name_en": code, **named}


def _outlet(made: outlets.Source, *, by: None) -> Outlet:
    city = Place.objects.get(pk=made.place)
    owner = f"示例{city}水务公司" if made.plant else f"示例{city}印染厂"
    if made.code == outlets.DEMO:
        owner = outlets.DEMO_COMPANY
    return register_outlet(
        by=by,
        code=made.code,
        name_zh=f"{owner}总排口",
        name_en=f"Sample outlet {made.code}",
        kind="wastewater",
        place=city,
        organisation=create_organisation(by=by, name=owner, place=city, sample=True),
        plant=SewagePlant.objects.get(code=made.code) if made.plant else None,
        mn=made.mn,
        password="123456",
        active_from=outlets.CONNECTED,
        source="sample",
    )


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


def _waters(
    places: Sequence[str], which: str, name_zh: str, name_en: str
) -> Iterable[dict[str, Any]]:
    for place in places:
        yield {
            "code": f"S{place}-{which}",
            "name_zh": name_zh,
            "name_en": name_en,
            "place": place,
            "active_from": months.OPENED.isoformat(),
            "source": "示例",
        }


def _sections(places: Sequence[str]) -> Iterable[dict[str, Any]]:
    for which, name in (("R1", "上游"), ("R2", "下游")):
        for row in _waters(places, which, f"示例{name}断面", f"Sample section {which}"):
            yield row | {"water_body": "示例河", "target": "Ⅲ"}


def _measure(places: Sequence[str], year: int, *, by: None) -> None:
    start, days = date(year, 1, 1), days_of(year)
    water = pa.concat_tables(outlets.hours(made, start, days) for made in outlets.sources(places))
    take_readings(water, by=by, name=f"示例排放口 {year}", origin="sample")
    measured = pa.concat_tables(air.hours(one, start, days) for one in air.stations(places))
    take_readings(measured, by=by, name=f"示例空气站 {year}", origin="sample")


def _file_months(places: Sequence[str]) -> None:
    for year in MONTHLY:
        sewage = _named(("place", "month", "generated", "treated"), months.sewage(places, year))
        _take("sewage-months", sewage, name=f"示例污水月报 {year}", source="sample")
        columns = ("water_source", "month", "quantity", "factor", "value")
        drinking = _named(columns, months.drinking(places, year))
        _take("drinking-months", drinking, name=f"示例水源月报 {year}")
        sections = _named(("section", "month", "factor", "value"), months.sections(places, year))
        _take("section-months", sections, name=f"示例断面月报 {year}")


def _named(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


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
