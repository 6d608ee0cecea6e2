"""Whether the verdicts on record are the ones that today's readings give; writes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from zhiliang.core.recheck import Checked, Progress, recheck
from zhiliang.systems.environment.judging import cities as air
from zhiliang.systems.environment.judging import sheets
from zhiliang.systems.environment.models import CityDay, Outlet, OutletDay

CITY_FIELDS = ("index", "primary", "valid", "good", "edition", "rule", "readings_digest")
OUTLET_FIELDS = (
    *("standing", "volume", "compliant_volume", "received", "industrial", "place_id"),
    *("rule", "readings_digest"),
)


def months(start: date, end: date) -> Iterator[tuple[date, date]]:
    """A stretch of days cut at the ends of months, so that memory stays bounded."""
    one = timedelta(days=1)
    if end < start:
        return
    firsts = [start]
    while (following := (firsts[-1].replace(day=1) + 32 * one).replace(day=1)) <= end:
        firsts.append(following)
    yield from ((first, other - one) for first, other in pairwise([*firsts, end + one]))


def over(end: date) -> date:
    """The last day that is over: a day that still runs is not judged."""
    return min(end, timezone.localdate() - timedelta(days=1))


@recheck("environment.outlets")
def outlets(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the outlets' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        for keys in sheets.batches(first, last):
            batch = list(Outlet.objects.filter(pk__in=keys).select_related("plant"))
            computed, _factors = sheets.verdicts(batch, first, last)
            recorded = OutletDay.objects.current().filter(outlet__in=keys, day__range=(first, last))
            found.compare(
                recorded.select_related("outlet"),
                computed,
                about=lambda row: (row.outlet.code, row.day),
                fields=OUTLET_FIELDS,
            )
    return found


@recheck("environment.cities")
def cities(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the cities' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        _stations, computed = air.verdicts(first, last)
        found.compare(
            CityDay.objects.current().filter(day__range=(first, last)),
            computed,
            about=lambda row: (row.place_id, row.day, row.source),
            fields=CITY_FIELDS,
        )
    return found
