"""Days of stations and of cities from the stations' hours, by the edition in force there."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.air import (
    EditionInForce,
    city_mean,
    daily_index,
    daily_mean,
    edition_for,
    ozone_daily_maximum,
    round_concentrations,
)
from zhiliang.methods.tables.air.pollutants import CODES
from zhiliang.systems.environment.judging.gathering import hourly
from zhiliang.systems.environment.judging.hours import Hours
from zhiliang.systems.environment.judging.outlet_days import digest
from zhiliang.systems.environment.models import MILLION, CityDay, Station, StationDay
from zhiliang.systems.environment.models.air import POLLUTANTS
from zhiliang.systems.environment.readings.schema import NORMAL

# the code under which each is reported; the eight-hour means are made of hours of ozone
REPORTED = {**CODES, "o3_8h": CODES["o3"]}
ITEMS = {"api": ("so2", "no2", "pm10")}
GOOD = 100
# µg/m³: a day over it counts although too few of its eight-hour means are there
O3_LIMIT = 160
Floats = NDArray[np.float64]


def verdicts(start: date, end: date) -> tuple[list[StationDay], list[CityDay]]:
    """Verdicts on every day of the stations and cities then measured, unsaved.

    A city is judged apart for each source, so that made-up and real stations never mix. Every day
    of a calendar year in which one of its stations operated has a verdict: the whole year counts.
    Each day is judged by itself, so the stretch that is asked for changes nothing.
    """
    first, last = date(start.year, 1, 1), date(end.year, 12, 31)
    stations = list(Station.objects.active_between(first, last))
    if not stations:
        return [], []
    sheet = _sheet(stations, start, (end - start).days + 1)
    return list(_station_days(sheet)), list(_city_days(sheet))


@dataclass(frozen=True)
class _Sheet:
    """Stations over a stretch: their means [station, day] by pollutant, NaN where out of use."""

    stations: Sequence[Station]
    days: Sequence[date]
    means: Mapping[str, Floats]
    digests: Sequence[Sequence[str]]


def _sheet(stations: Sequence[Station], start: date, days: int) -> _Sheet:
    codes = [one.code for one in stations]
    hours = hourly(codes, start=start, days=days, factors=CODES.values())
    digests = [
        [
            digest(hours.factors, hours.values[at, n], hours.flags[at, n])
            if station.operated_on(day)
            else ""
            for n, day in enumerate(hours.days)
        ]
        for at, station in enumerate(stations)
    ]
    return _Sheet(stations, hours.days, {key: _daily(hours, key) for key in POLLUTANTS}, digests)


def _daily(hours: Hours, key: str) -> Floats:
    """Concentrations [station, day]; hours that the station marked as not normal do not count."""
    values = hours.of(REPORTED[key])
    normal = np.isin(hours.flag_of(REPORTED[key]), NORMAL)
    counted = np.where(normal & (values >= 0), values, np.nan)
    of_days = [_of_day(counted[:, n], key, on=day) for n, day in enumerate(hours.days)]
    return np.stack(of_days, axis=1)


def _of_day(hours: Floats, key: str, *, on: date) -> Floats:
    if key == "o3_8h":
        return ozone_daily_maximum(hours, on=on, limit=O3_LIMIT)
    return daily_mean(hours, on=on)


def _station_days(sheet: _Sheet) -> Iterator[StationDay]:
    for at, station in enumerate(sheet.stations):
        for number, day in enumerate(sheet.days):
            if sheet.digests[at][number]:
                yield StationDay(
                    station=station,
                    day=day,
                    rule="GB 3095-2012 表4",
                    readings_digest=sheet.digests[at][number],
                    source=station.source,
                    **_fields({key: sheet.means[key][at, number] for key in POLLUTANTS}),
                )


def _fields(values: Mapping[str, float]) -> dict[str, Any]:
    return {
        f"{key}_e6": None if np.isnan(value) else round(float(value) * MILLION)
        for key, value in values.items()
    }


def _city_days(sheet: _Sheet) -> Iterator[CityDay]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, station in enumerate(sheet.stations):
        if station.counted:
            groups[station.place_id, station.source].append(at)
    for (place, source), members in sorted(groups.items()):
        years = {year for at in members for year in _years(sheet.stations[at], sheet.days)}
        for number, day in enumerate(sheet.days):
            if day.year not in years:
                continue
            there = [at for at in members if sheet.stations[at].operated_on(day)]
            heard = [told for at in there if (told := sheet.digests[at][number])]
            values = {key: _city(sheet.means[key][there, number], key) for key in POLLUTANTS}
            yield _city_day(place, source, day, values, heard)


def _years(station: Station, days: Sequence[date]) -> Iterator[int]:
    """The calendar years of a stretch in which a station operated."""
    for year in range(days[0].year, days[-1].year + 1):
        if station.operated_between(date(year, 1, 1), date(year, 12, 31)):
            yield year


def _city(sites: Floats, key: str) -> float:
    """A city's concentration from its sites then in operation, as it is given out."""
    return float(round_concentrations(city_mean(sites), key)) if sites.size else np.nan


def _city_day(
    place: str, source: str, day: date, values: Mapping[str, float], heard: Sequence[str]
) -> CityDay:
    edition = edition_for(place, day)
    items = ITEMS.get(edition.key, POLLUTANTS)
    index, primary = _index(place, day, {key: values[key] for key in items})
    return CityDay(
        place_id=place,
        day=day,
        edition=edition.index_standard,
        stations=len(heard),
        index=index,
        primary="、".join(primary),
        valid=int(index is not None),
        good=int(index is not None and index <= GOOD),
        rule=_rule(edition, len(items)),
        readings_digest=hashlib.sha256("".join(sorted(heard)).encode()).hexdigest()
        if heard
        else "",
        source=source,
        **_fields(values),
    )


def _rule(edition: EditionInForce, items: int) -> str:
    return f"{edition.index_standard}；{items}项齐全为有效（待核）"


def _index(
    place: str, day: date, values: Mapping[str, float]
) -> tuple[int | None, tuple[str, ...]]:
    """Index and primary pollutants; none unless every item of the edition has a value."""
    if any(np.isnan(value) for value in values.values()):
        return None, ()
    index, primary, _edition = daily_index(values, place=place, on=day)
    return int(index), primary
