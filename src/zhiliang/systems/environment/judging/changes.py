"""Days that something new came in about: readings of any age, notes, permits, registers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Q
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.systems.environment.judging.gathering import HOURLY, INSTANT, MINUTES
from zhiliang.systems.environment.models import (
    DeviceNote,
    Outlet,
    OutletDay,
    Permit,
    Station,
    StationDay,
)
from zhiliang.systems.environment.readings import questions

ONE = timedelta(days=1)
# what was received before a round may have been published to the lake after it
OVERLAP = timedelta(hours=1)
Days = dict[int, set[date]]


def outlet_days(since: datetime, *, until: date) -> Days:
    """Outlet → days up to `until` whose verdict may have changed since a moment."""
    found = _received(Outlet.objects.values_list("mn", "pk"), since)
    noted = Q(filed_at__gte=since) | Q(accepted_at__gte=since)
    for note in DeviceNote.objects.filter(noted):
        first, last = (timezone.localdate(moment) for moment in (note.starts_at, note.ends_at))
        found[note.outlet_id] |= _days(first, last)
    amended = Outlet.objects.filter(code__in=_registered("outlet", since))
    begins = dict.fromkeys(amended.values_list("pk", flat=True), date.min)
    for permit in Permit.objects.filter(recorded_at__gte=since):
        earlier = begins.get(permit.outlet_id, date.max)
        begins[permit.outlet_id] = min(earlier, permit.valid_from)
    return _up_to(until, _with_judged(found, OutletDay, "outlet", begins))


def station_days(since: datetime, *, until: date) -> Days:
    """Station → days up to `until` whose verdict may have changed since a moment."""
    found = _received(Station.objects.values_list("code", "pk"), since)
    amended = Station.objects.filter(code__in=_registered("station", since))
    begins = dict.fromkeys(amended.values_list("pk", flat=True), date.min)
    return _up_to(until, _with_judged(found, StationDay, "station", begins))


def stretches(days: Mapping[int, set[date]]) -> Iterator[tuple[date, date, list[int]]]:
    """First and last day of each month that has any, and whose days they are."""
    months: dict[tuple[int, int], set[date]] = defaultdict(set)
    owners: dict[tuple[int, int], set[int]] = defaultdict(set)
    for key, own in days.items():
        for day in own:
            months[day.year, day.month].add(day)
            owners[day.year, day.month].add(key)
    for month in sorted(months):
        yield min(months[month]), max(months[month]), sorted(owners[month])


def _received(known: Iterable[tuple[str, int]], since: datetime) -> defaultdict[int, set[date]]:
    keys = dict(known)
    found: defaultdict[int, set[date]] = defaultdict(set)
    for mn, day in questions.days_received(since - OVERLAP, cns=(HOURLY, MINUTES, INSTANT)):
        if mn in keys:
            found[keys[mn]].add(day)
    return found


def _registered(model: str, since: datetime) -> set[str]:
    """Codes that a register brought, anew or amended."""
    events = Event.objects.filter(
        verb=f"environment.{model}.register", recorded_at__gte=since
    ).values_list("data", flat=True)
    return {code for data in events for code in data["codes"]}


def _with_judged(
    found: defaultdict[int, set[date]],
    model: type[OutletDay | StationDay],
    thing: str,
    begins: Mapping[int, date],
) -> Days:
    """Besides, of each thing in `begins`, the days with verdicts from that day on."""
    if begins:
        rows = model.objects.current().filter(**{f"{thing}__in": begins}).values(thing)
        for row in rows.annotate(first=Min("day"), last=Max("day")).order_by():
            first = max(row["first"], begins[row[thing]])
            found[row[thing]] |= _days(first, row["last"])
    return found


def _days(first: date, last: date) -> set[date]:
    return {first + n * ONE for n in range((last - first).days + 1)}


def _up_to(until: date, found: Mapping[int, set[date]]) -> Days:
    kept = {key: {day for day in days if day <= until} for key, days in found.items()}
    return {key: days for key, days in kept.items() if days}
