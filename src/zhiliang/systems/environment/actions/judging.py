"""Days of outlets are judged from their readings; a day over its limits opens a case."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.core.tick import periodic
from zhiliang.systems.environment.actions.exceedances import detect
from zhiliang.systems.environment.actions.versions import put
from zhiliang.systems.environment.judging import cities
from zhiliang.systems.environment.judging.checking import months
from zhiliang.systems.environment.judging.sheets import ONE, Factors, verdicts
from zhiliang.systems.environment.models import CityDay, Outlet, OutletDay, OutletDayFactor

BATCH = 2_000
# days that late readings may still change: each round judges them again
LATE_DAYS = 3
Progress = Callable[[str], None]


def judge_outlets(
    start: date,
    end: date,
    *,
    by: Person | None,
    outlets: Sequence[Outlet] | None = None,
    progress: Progress = lambda line: None,
) -> int:
    """Judge every day from `start` to `end` of the outlets that were in operation.

    A month is one transaction: work that is interrupted goes on where it was. Days whose readings,
    permits and notes are what they were stay as they are. Returns how many verdicts were written.
    """
    require(by, OutletDay, "judge")
    written = 0
    for first, last in months(start, _over(end)):
        progress(f"{first} – {last}")
        written += len(_judge(first, last, by=by, outlets=outlets))
    return written


def _over(end: date) -> date:
    """The last day that is over: a day that still runs is not judged."""
    return min(end, timezone.localdate() - ONE)


@transaction.atomic
def _judge(
    start: date, end: date, *, by: Person | None, outlets: Sequence[Outlet] | None
) -> list[OutletDay]:
    rows, factors = verdicts(start, end, outlets)
    written = put(
        rows,
        same=("outlet_id", "day"),
        verb="outlet_day.judge",
        table="outlet_day",
        by=by,
        days=[start, end],
    )
    _keep_factors(written, factors)
    _follow(written)
    return written


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
    over = [day for day in written if day.standing == "exceeded"]
    for day in sorted(over, key=lambda one: (one.day, one.outlet_id)):
        detect(day, by=None)


def judge_cities(
    start: date, end: date, *, by: Person | None, progress: Progress = lambda line: None
) -> int:
    """Judge every day from `start` to `end` of stations and cities; returns verdicts written."""
    require(by, CityDay, "judge")
    written = 0
    for first, last in months(start, _over(end)):
        progress(f"{first} – {last}")
        written += _judge_cities(first, last, by=by)
    return written


@transaction.atomic
def _judge_cities(start: date, end: date, *, by: Person | None) -> int:
    of_stations, of_cities = cities.verdicts(start, end)
    stations = put(
        of_stations,
        same=("station_id", "day"),
        verb="station_day.judge",
        table="",
        by=by,
        days=[start, end],
    )
    written = put(
        of_cities,
        same=("place_id", "day", "source"),
        verb="city_day.judge",
        table="city_air_day",
        by=by,
        days=[start, end],
    )
    return len(stations) + len(written)


@periodic("environment.judge", every=timedelta(hours=1))
def judge_recent(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Judge the last days that are over, again where late readings came in."""
    yesterday = timezone.localdate(now) - ONE
    judge_outlets(yesterday - LATE_DAYS * ONE, yesterday, by=None)
    judge_cities(yesterday - LATE_DAYS * ONE, yesterday, by=None)
