"""Outlets over a stretch of days, and the verdicts that their readings, permits and notes give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from zhiliang.methods.tables.water_factors import FACTORS, MG_L
from zhiliang.systems.environment.judging.gathering import hourly
from zhiliang.systems.environment.judging.hours import HOURS
from zhiliang.systems.environment.judging.outlet_days import (
    FLUE_GAS_HOURS,
    DayVerdict,
    FactorDay,
    Limit,
    Subject,
    judged,
)
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import (
    DeviceNote,
    Outlet,
    OutletDay,
    Permit,
    PermitLimit,
)

ONE = timedelta(days=1)
ONE_TO_ONE = Fraction(1)
SCALES = {factor.code: factor.scale for factor in FACTORS if factor.code}
RULE = "日均值（DB44/26-2001 5.2.3）"
Factors = dict[tuple[int, date], tuple[FactorDay, ...]]


def verdicts(
    start: date, end: date, outlets: Sequence[Outlet] | None = None
) -> tuple[list[OutletDay], Factors]:
    """Verdicts on every day of the outlets then in operation, unsaved, and their factors.

    Factors are keyed by outlet and day. Nothing is written: the same readings, permits and notes
    give the same verdicts again.
    """
    operating = outlets or _operating(start, end)
    chosen = [one for one in operating if _overlaps(one, start, end)]
    if not chosen:
        return [], {}
    sheet = _Sheet(tuple(chosen), start, (end - start).days + 1)
    return _judged(sheet)


def _operating(start: date, end: date) -> list[Outlet]:
    return list(Outlet.objects.filter(active_from__lte=end).select_related("plant"))


def _overlaps(outlet: Outlet, start: date, end: date) -> bool:
    return outlet.active_from <= end and (outlet.active_to is None or outlet.active_to >= start)


@dataclass(frozen=True)
class _Sheet:
    """Outlets over a stretch of days."""

    outlets: tuple[Outlet, ...]
    start: date
    days: int

    def day(self, number: int) -> date:
        return self.start + number * ONE

    @property
    def end(self) -> date:
        return self.day(self.days - 1)


def _judged(sheet: _Sheet) -> tuple[list[OutletDay], Factors]:
    hours = hourly([one.mn for one in sheet.outlets], start=sheet.start, days=sheet.days)
    permits = _permits(sheet)
    limits = [
        [_in_force(permits.get(outlet.pk, ()), sheet.day(n))[1] for n in range(sheet.days)]
        for outlet in sheet.outlets
    ]
    subjects = [_subject(outlet) for outlet in sheet.outlets]
    found = judged(hours, subjects, limits=limits, noted=_noted(sheet))
    rows, factors = [], {}
    for place, verdict in enumerate(found):
        outlet = sheet.outlets[place // sheet.days]
        if not outlet.active_from <= verdict.day <= (outlet.active_to or sheet.end):
            continue
        number, _limits = _in_force(permits.get(outlet.pk, ()), verdict.day)
        rows.append(_row(outlet, verdict, number))
        factors[outlet.pk, verdict.day] = verdict.factors
    return rows, factors


def _subject(outlet: Outlet) -> Subject:
    wastewater = outlet.kind == "wastewater"
    return Subject(outlet.mn, wastewater, TERMS.wastewater_hours if wastewater else FLUE_GAS_HOURS)


@dataclass(frozen=True)
class _Terms:
    """A permit as it is judged by."""

    number: str
    first: date
    last: date
    limits: Mapping[str, Limit]


def _permits(sheet: _Sheet) -> dict[int, list[_Terms]]:
    rows = Permit.objects.filter(outlet__in=sheet.outlets, valid_from__lte=sheet.end)
    found: dict[int, list[_Terms]] = {}
    for permit in rows.order_by("-valid_from").prefetch_related("limits"):
        limits = {limit.factor: _limit(limit) for limit in permit.limits.all()}
        last = permit.valid_to or date.max
        terms = _Terms(permit.number, permit.valid_from, last, limits)
        found.setdefault(permit.outlet_id, []).append(terms)
    return found


def _limit(limit: PermitLimit) -> Limit:
    """A limit in the unit of the readings: a logger tells mercury in µg/L, a permit in mg/L."""
    scale = SCALES.get(limit.factor, ONE_TO_ONE) if limit.unit == MG_L else ONE_TO_ONE
    lower, upper = (
        None if value is None else int(value / scale) for value in (limit.lower_e6, limit.upper_e6)
    )
    return Limit(limit.factor, lower, upper, limit.basis)


def _in_force(permits: Sequence[_Terms], day: date) -> tuple[str, Mapping[str, Limit]]:
    for terms in permits:
        if terms.first <= day <= terms.last:
            return terms.number, terms.limits
    return "", {}


def _noted(sheet: _Sheet) -> NDArray[np.str_]:
    """Kind of standstill noted [outlet, day, hour]; an hour that it touches at all is noted."""
    noted = np.full((len(sheet.outlets), sheet.days, HOURS), "", dtype="<U11")
    at = {outlet.pk: place for place, outlet in enumerate(sheet.outlets)}
    midnight = timezone.make_aware(datetime(sheet.start.year, sheet.start.month, sheet.start.day))
    until = midnight + sheet.days * ONE
    touching = DeviceNote.objects.filter(
        outlet__in=sheet.outlets, starts_at__lt=until, ends_at__gt=midnight
    )
    for note in touching.order_by("filed_at"):
        first = max(0, int((note.starts_at - midnight).total_seconds() // 3600))
        last = -int(-(note.ends_at - midnight).total_seconds() // 3600)
        noted[at[note.outlet_id]].reshape(-1)[first:last] = note.kind
    return noted


def _row(outlet: Outlet, verdict: DayVerdict, permit: str) -> OutletDay:
    counted = {"compliant": verdict.volume, "exceeded": verdict.volume and 0}
    return OutletDay(
        outlet=outlet,
        day=verdict.day,
        standing=verdict.standing,
        volume=verdict.volume,
        compliant_volume=counted.get(verdict.standing),
        expected=verdict.expected,
        received=verdict.received,
        flagged=verdict.flagged,
        industrial=outlet.industrial,
        rule=f"{RULE}；许可 {permit}" if permit else RULE,
        readings_digest=verdict.digest,
        source=outlet.source,
    )
