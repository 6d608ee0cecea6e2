"""Outlets over a stretch of days, and the verdicts that their readings, permits and notes give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhiliang.systems.environment.judging.gathering import hourly
from zhiliang.systems.environment.judging.hours import FLOWS
from zhiliang.systems.environment.judging.outlet_days import (
    FLUE_GAS_HOURS,
    DayVerdict,
    FactorDay,
    Subject,
    judged,
)
from zhiliang.systems.environment.judging.permits import SCALES, Terms, in_force, terms_of
from zhiliang.systems.environment.judging.standstills import noted
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import Outlet, OutletDay
from zhiliang.systems.environment.models.factors import GASES

ONE = timedelta(days=1)
RULE = "日均值（DB44/26-2001 5.2.3）"
# so many outlets at a time: a month of their minutes fits in memory
TOGETHER = 25
Factors = dict[tuple[int, date], tuple[FactorDay, ...]]


def batches(start: date, end: date, outlets: Sequence[Outlet] | None = None) -> Iterator[list[int]]:
    """Keys of the outlets in operation at some time of a stretch, or with verdicts in it."""
    if outlets is None:
        operating = Outlet.objects.active_between(start, end).values_list("pk", flat=True)
        judged_then = OutletDay.objects.current().filter(day__range=(start, end))
        keys = {*operating, *judged_then.values_list("outlet_id", flat=True).distinct()}
    else:
        keys = {outlet.pk for outlet in outlets}
    ordered = sorted(keys)
    yield from (ordered[at : at + TOGETHER] for at in range(0, len(ordered), TOGETHER))


def verdicts(outlets: Sequence[Outlet], start: date, end: date) -> tuple[list[OutletDay], Factors]:
    """Verdicts on the outlets' days in operation, unsaved, and their factors by outlet and day.

    Nothing is written: the same readings, permits and notes give the same verdicts again, whatever
    stretch and company an outlet is judged in.
    """
    chosen = [one for one in outlets if one.operated_between(start, end)]
    if not chosen:
        return [], {}
    return _judged(_Sheet(tuple(chosen), start, (end - start).days + 1))


@dataclass(frozen=True)
class _Sheet:
    """Outlets over a stretch of days."""

    outlets: tuple[Outlet, ...]
    start: date
    days: int

    def day(self, number: int) -> date:
        return self.start + number * ONE


def _judged(sheet: _Sheet) -> tuple[list[OutletDay], Factors]:
    permits = terms_of(sheet.outlets, until=sheet.day(sheet.days - 1))
    terms = [
        [in_force(permits.get(outlet.pk, ()), sheet.day(n)) for n in range(sheet.days)]
        for outlet in sheet.outlets
    ]
    hours = hourly(
        [one.mn for one in sheet.outlets],
        start=sheet.start,
        days=sheet.days,
        factors=_factors(terms),
    )
    found = judged(
        hours,
        [_subject(outlet) for outlet in sheet.outlets],
        limits=[[one.limits for one in row] for row in terms],
        noted=noted(sheet.outlets, start=sheet.start, days=sheet.days),
    )
    rows, factors = [], {}
    for place, verdict in enumerate(found):
        outlet = sheet.outlets[place // sheet.days]
        if outlet.operated_on(verdict.day):
            permit = terms[place // sheet.days][place % sheet.days]
            rows.append(_row(outlet, verdict, permit))
            factors[outlet.pk, verdict.day] = verdict.factors
    return rows, factors


def _factors(terms: Sequence[Sequence[Terms]]) -> set[str]:
    """What is judged: flows, the factors we know by name, and whatever a permit limits.

    A logger may send any number of names of its own; those stay in the lake and on the traces.
    """
    limited = {factor for row in terms for one in row for factor in one.limits}
    return {*FLOWS, *SCALES, *GASES, *limited}


def _subject(outlet: Outlet) -> Subject:
    wastewater = outlet.kind == "wastewater"
    return Subject(wastewater, TERMS.wastewater_hours if wastewater else FLUE_GAS_HOURS)


def _row(outlet: Outlet, verdict: DayVerdict, permit: Terms) -> OutletDay:
    counted = {"compliant": verdict.volume, "exceeded": verdict.volume and 0}
    return OutletDay(
        outlet=outlet,
        place_id=outlet.place_id,
        day=verdict.day,
        standing=verdict.standing,
        volume=verdict.volume,
        compliant_volume=counted.get(verdict.standing),
        expected=verdict.expected,
        received=verdict.received,
        flagged=verdict.flagged,
        industrial=outlet.industrial,
        rule=f"{RULE}；许可 {permit.number}" if permit.number else RULE,
        readings_digest=verdict.digest,
        source=outlet.source,
    )
