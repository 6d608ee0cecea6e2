"""Days of outlets are judged from their readings; a day over its limits opens a case."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.core.tick import periodic
from zhiliang.systems.environment.actions.exceedances import detect
from zhiliang.systems.environment.actions.versions import put
from zhiliang.systems.environment.judging import cities
from zhiliang.systems.environment.judging.changes import outlet_days, station_days, stretches
from zhiliang.systems.environment.judging.checking import months, over
from zhiliang.systems.environment.judging.sheets import ONE, Factors, batches, verdicts
from zhiliang.systems.environment.models import (
    CityDay,
    Outlet,
    OutletDay,
    OutletDayFactor,
    Station,
    StationDay,
)

BATCH = 2_000
# days that are judged again each round, whatever came in
LATE_DAYS = 3
Progress = Callable[[str], None]

_log = logging.getLogger(__name__)


def judge_outlets(
    start: date,
    end: date,
    *,
    by: Person | None,
    outlets: Sequence[Outlet] | None = None,
    progress: Progress = lambda line: None,
) -> int:
    """Judge every day from `start` to `end` of the outlets that were in operation.

    A month of a few outlets is one transaction: work that is interrupted goes on where it was, and
    what cannot be judged keeps the others waiting no longer than itself; its fault is raised at the
    end. Days whose readings, permits and notes are what they were stay as they are. Returns how
    many verdicts were written.
    """
    require(by, OutletDay, "judge")
    _insist_on_own(by, OutletDay, Outlet.objects.all() if outlets is None else outlets)
    written, faults = 0, []
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        for keys in batches(first, last, outlets):
            try:
                written += _judge(keys, first, last, by=by)
            except Exception as fault:
                _log.exception("outlets %s from %s to %s were not judged", keys, first, last)
                faults.append(fault)
    if faults:
        raise faults[0]
    return written


def _insist_on_own(
    by: Person | None, model: type[OutletDay | CityDay], things: Iterable[Outlet | Station]
) -> None:
    """Everybody judges the own places alone."""
    if by is not None:
        for place in sorted({thing.place_id for thing in things}):
            require(by, model, "judge", model(place_id=place))


@transaction.atomic
def _judge(keys: Sequence[int], start: date, end: date, *, by: Person | None) -> int:
    # held until the end, so that two rounds never judge the same outlet at once
    held = Outlet.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    rows, factors = verdicts(list(held.select_related("plant")), start, end)
    written = put(
        rows,
        same=("outlet_id", "day"),
        verb="outlet_day.judge",
        table="outlet_day",
        by=by,
        instead_of=OutletDay.objects.current().filter(outlet__in=keys, day__range=(start, end)),
        days=[start, end],
    )
    _keep_factors(written, factors)
    _follow(written)
    return len(written)


def _keep_factors(written: Sequence[OutletDay], factors: Factors) -> None:
    rows = [
        OutletDayFactor(
            day=day,
            factor=one.factor,
            mean_e6=one.mean,
            peak_e6=one.peak,
            lower_e6=one.limit.lower if one.limit else None,
            upper_e6=one.limit.upper if one.limit else None,
            hours=one.hours,
            standing=one.standing,
            basis=one.limit.basis if one.limit else "",
        )
        for day in written
        for one in factors[day.outlet_id, day.day]
    ]
    OutletDayFactor.objects.bulk_create(rows, batch_size=BATCH)


def _follow(written: Sequence[OutletDay]) -> None:
    """Days over their limits open cases, oldest first, so that a case grows day by day."""
    exceeded = [day for day in written if day.standing == "exceeded"]
    for day in sorted(exceeded, key=lambda one: (one.day, one.outlet_id)):
        detect(day, by=None)


def judge_cities(
    start: date, end: date, *, by: Person | None, progress: Progress = lambda line: None
) -> int:
    """Judge every day from `start` to `end` of stations and cities; returns verdicts written."""
    require(by, CityDay, "judge")
    _insist_on_own(by, CityDay, Station.objects.all())
    written = 0
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        written += _judge_cities(first, last, by=by)
    return written


@transaction.atomic
def _judge_cities(start: date, end: date, *, by: Person | None) -> int:
    list(Station.objects.select_for_update().order_by("pk").values_list("pk"))
    days = {"day__range": (start, end)}
    of_stations, of_cities = cities.verdicts(start, end)
    stations = put(
        of_stations,
        same=("station_id", "day"),
        verb="station_day.judge",
        table="",
        by=by,
        instead_of=StationDay.objects.current().filter(**days),
        days=[start, end],
    )
    written = put(
        of_cities,
        same=("place_id", "day", "source"),
        verb="city_day.judge",
        table="city_air_day",
        by=by,
        instead_of=CityDay.objects.current().filter(**days),
        days=[start, end],
    )
    return len(stations) + len(written)


@periodic("environment.judge", every=timedelta(hours=1))
def judge_recent(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Judge the last days that are over, and every earlier day that something new came in about.

    That is readings of any age, notes of the sources, permits and amended registers.
    """
    yesterday = timezone.localdate(now) - ONE
    judge_outlets(yesterday - LATE_DAYS * ONE, yesterday, by=None)
    judge_cities(yesterday - LATE_DAYS * ONE, yesterday, by=None)
    if since is not None:
        for first, last, keys in stretches(outlet_days(since, until=yesterday)):
            chosen = Outlet.objects.filter(pk__in=keys)
            judge_outlets(first, last, by=None, outlets=list(chosen))
        for first, last, _stations in stretches(station_days(since, until=yesterday)):
            judge_cities(first, last, by=None)
