"""Days of stations and of cities from the stations' hours, by the edition in force there."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
from zhiliang.systems.environment.judging.gathering import hourly
from zhiliang.systems.environment.judging.hours import NORMAL, Hours
from zhiliang.systems.environment.judging.outlet_days import digest
from zhiliang.systems.environment.models import CityDay, Station, StationDay
from zhiliang.systems.environment.models.air import POLLUTANTS

# HJ 212-2017 codes of what a station measures
CODES: Mapping[str, str] = {
    "pm2_5": "a34004",
    "pm10": "a34002",
    "so2": "a21026",
    "no2": "a21004",
    "co": "a21005",
    "o3_8h": "a05024",
}
ITEMS = {"api": ("so2", "no2", "pm10")}
MILLION = 1_000_000
GOOD = 100
# µg/m³: a day over it counts although too few of its eight-hour means are there
O3_LIMIT = 160
Floats = NDArray[np.float64]


def verdicts(start: date, end: date) -> tuple[list[StationDay], list[CityDay]]:
    """Verdicts on every day of the stations and cities then measured, unsaved.

    A city is judged apart for each source, so that made-up and real stations never mix.
    """
    stations = list(Station.objects.filter(active_from__lte=end).exclude(active_to__lt=start))
    if not stations:
        return [], []
    days = (end - start).days + 1
    hours = hourly([one.code for one in stations], start=start, days=days)
    means = {key: _daily(hours, key) for key in POLLUTANTS}
    digests = [[_digest(hours, at, n) for n in range(days)] for at in range(len(stations))]
    return (
        list(_station_days(stations, hours, means, digests)),
        list(_city_days(stations, hours, means, digests)),
    )


def _daily(hours: Hours, key: str) -> Floats:
    """Concentrations [station, day]; hours that the station marked as not normal do not count."""
    values = hours.of(CODES[key])
    normal = np.isin(hours.flag_of(CODES[key]), NORMAL)
    counted = np.where(normal & (values >= 0), values, np.nan)
    if key == "o3_8h":
        return ozone_daily_maximum(counted, on=hours.start, limit=O3_LIMIT)
    return daily_mean(counted, on=hours.start)


def _digest(hours: Hours, station: int, day: int) -> str:
    return digest(hours.factors, hours.values[station, day], hours.flags[station, day])


def _station_days(
    stations: Sequence[Station],
    hours: Hours,
    means: Mapping[str, Floats],
    digests: Sequence[Sequence[str]],
) -> Iterator[StationDay]:
    for at, station in enumerate(stations):
        for number, day in enumerate(hours.days):
            if _operating(station, day) and digests[at][number]:
                yield StationDay(
                    station=station,
                    day=day,
                    rule="GB 3095-2012 表4",
                    readings_digest=digests[at][number],
                    source=station.source,
                    **_fields({key: means[key][at, number] for key in POLLUTANTS}),
                )


def _operating(station: Station, day: date) -> bool:
    return station.active_from <= day and (station.active_to is None or day <= station.active_to)


def _fields(values: Mapping[str, float]) -> dict[str, Any]:
    return {
        f"{key}_e6": None if np.isnan(value) else round(float(value) * MILLION)
        for key, value in values.items()
    }


def _city_days(
    stations: Sequence[Station],
    hours: Hours,
    means: Mapping[str, Floats],
    digests: Sequence[Sequence[str]],
) -> Iterator[CityDay]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, station in enumerate(stations):
        if station.counted:
            groups[station.place_id, station.source].append(at)
    for (place, source), members in sorted(groups.items()):
        city = {
            key: round_concentrations(city_mean(values[members]), key)
            for key, values in means.items()
        }
        for number, day in enumerate(hours.days):
            if not any(_operating(stations[at], day) for at in members):
                continue
            heard = [digests[at][number] for at in members if digests[at][number]]
            values = {key: city[key][number] for key in POLLUTANTS}
            yield _city_day(place, source, day, values, heard)


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
