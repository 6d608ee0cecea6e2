"""The nightly monitor: alarms become signals, alarms of an open signal are added to it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.steps import held, next_serial
from zhiliang.core.tick import periodic
from zhiliang.methods.canonical import canonical_json
from zhiliang.systems.risk.actions.writing import saved_signal
from zhiliang.systems.risk.flow.triage import signal as flow
from zhiliang.systems.risk.models import OPEN, Signal, Source, millionths, seal
from zhiliang.systems.risk.monitoring import Stratum, Verdict, alarms_on
from zhiliang.systems.risk.rules import monitor as settings

CATCH_UP = 14
"""Nights that are made up for after the platform stood still; earlier ones by command."""


@periodic("risk.monitor", every=timedelta(hours=20))
def monitor_nightly(*, since: datetime | None, now: datetime, by: None = None) -> int:
    """Judge every day that ended since the last time."""
    last = timezone.localdate(now) - timedelta(days=1)
    first = timezone.localdate(since) if since else last
    first = max(first, last - timedelta(days=CATCH_UP - 1))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return sum(len(monitor(on=day, by=by)) for day in days)


@transaction.atomic
def monitor(*, on: date, by: Person | None, at: datetime | None = None) -> list[Signal]:
    """Judge the seven days that end on a day; the signals that are new."""
    found = []
    for verdict in alarms_on(on):
        stratum = verdict.series.stratum
        known = _signals(stratum).filter(state__in=OPEN).first()
        if known:
            _repeat(known, verdict, on, by=None, at=at)
        elif not _resting(stratum, on):
            found.append(_raise(verdict, on, by=by, at=at))
    return found


def _signals(stratum: Stratum) -> "QuerySet[Signal]":
    return Signal.objects.filter(
        product=stratum.product, hazard=stratum.hazard, place=stratum.place
    )


def _resting(stratum: Stratum, on: date) -> bool:
    """Whether a stratum was judged by people too short a time ago to be raised anew."""
    since = on - timedelta(days=settings().rest_days)
    return _signals(stratum).exclude(state__in=OPEN).filter(last_on__gt=since).exists()


def _raise(verdict: Verdict, on: date, *, by: Person | None, at: datetime | None) -> Signal:
    moment = at or timezone.now()
    stratum = verdict.series.stratum
    signal = Signal(
        number=next_serial(Signal, f"XH{on.year}-", width=4),
        product=stratum.product,
        hazard=stratum.hazard,
        place_id=stratum.place,
        last_on=on,
        state=flow.require(None, "raise", None).to,
        raised_at=moment,
        source=Source.SAMPLE if verdict.series.sample else Source.RECORDS,
    )
    _judged(signal, verdict, on)
    return saved_signal(signal, "raise", by=by, at=moment, observed=verdict.observed)


def _judged(signal: Signal, verdict: Verdict, on: date) -> None:
    numbers, counts = verdict.numbers, list(verdict.series.counts)
    signal.kinds = ",".join(verdict.series.kinds)
    signal.ends_on, signal.observed = on, verdict.observed
    signal.expected_e6 = millionths(numbers.expected)
    signal.upper_e6, signal.score_e6 = millionths(numbers.upper), millionths(numbers.score)
    signal.p_e6 = None if numbers.p is None else millionths(numbers.p)
    signal.method, signal.parameters = verdict.method, canonical_json(verdict.parameters)
    signal.counts = canonical_json(counts)
    signal.digest = seal(counts, verdict.method, verdict.parameters)


def _repeat(signal: Signal, verdict: Verdict, on: date, *, by: None, at: datetime | None) -> None:
    """An alarm of a signal that is open; what it was raised by stays as it was."""
    if on <= signal.last_on:
        return
    signal = held(signal)
    flow.require(signal, "repeat", by)
    signal.last_on, signal.times = on, signal.times + 1
    saved_signal(
        signal,
        "repeat",
        by=by,
        at=at,
        on=on,
        observed=verdict.observed,
        upper=str(verdict.numbers.upper),
    )
