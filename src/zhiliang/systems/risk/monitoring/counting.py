"""Observations counted in stretches of seven days that end with a day, by stratum.

Counted is the day on which we were told, so a report that comes late belongs to the week in which
it came: no week of the past grows, and the present one is not short of what has yet to be told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from zhiliang.systems.risk.models import Observation, Source
from zhiliang.systems.risk.rules import Monitor

PROVINCE = "440000"
WEEKS = 5 * 52 + 4
"""No more of the past is looked at: five years and the half window around them."""

Row = tuple[int, str, str, str, bool]
"""Week, product, hazard, city, made up."""


@dataclass(frozen=True, order=True)
class Stratum:
    """A kind of product and of hazard (empty: all) at a city or in the province."""

    product: str
    hazard: str
    place: str

    def holds(self, other: "Stratum") -> bool:
        """Whether another stratum is a part of it."""
        wider = (
            self.product in ("", other.product)
            and self.hazard in ("", other.hazard)
            and self.place in (PROVINCE, other.place)
        )
        return wider and self != other


@dataclass(frozen=True)
class Series:
    """Counts of a stratum, oldest week first, and the kinds of observations that were counted."""

    stratum: Stratum
    kinds: tuple[str, ...]
    counts: tuple[int, ...]
    sample: bool


def series_on(on: date, rules: Monitor) -> Iterator[Series]:
    """The series that can alarm in the seven days that end on a day.

    Kinds of observations with years of history are counted together, those with less apart from
    them: a source that began last month must not look like an outbreak.
    """
    for kinds, weeks in _groups(on, rules):
        rows = list(_rows(on, kinds, weeks, rules))
        recent = Counter(
            stratum
            for week, product, hazard, city, _sample in rows
            if week == weeks - 1
            for stratum in strata_of(product, hazard, city)
        )
        wanted = {one for one, number in recent.items() if number >= rules.least_in_week}
        yield from _counted(rows, wanted, kinds, weeks)


def _groups(on: date, rules: Monitor) -> Iterator[tuple[tuple[str, ...], int]]:
    """Kinds of long history and kinds of short history, each with the weeks that all have."""
    before = Observation.objects.filter(recorded_on__lte=on).values("kind").order_by("kind")
    known = {
        row["kind"]: ((on - row["first"]).days + 1) // 7
        for row in before.annotate(first=Min("recorded_on"))
    }
    long = {kind: weeks for kind, weeks in known.items() if weeks > rules.long_weeks}
    short = {
        kind: weeks
        for kind, weeks in known.items()
        if kind not in long and weeks >= rules.short_weeks
    }
    for group in (long, short):
        if group:
            yield tuple(group), min(WEEKS, *group.values())


def _rows(on: date, kinds: tuple[str, ...], weeks: int, rules: Monitor) -> Iterator[Row]:
    """Each observation; the last week ends on the day."""
    first = on - timedelta(days=7 * weeks - 1)
    found = Observation.objects.filter(kind__in=kinds, recorded_on__range=(first, on))
    fields = ("recorded_on", "product", "hazard", "city_id", "source")
    for day, product, hazard, city, source in (
        found.exclude(hazard__in=rules.without).order_by("pk").values_list(*fields)
    ):
        week = weeks - 1 - (on - day).days // 7
        yield week, product, hazard, city or PROVINCE, source == Source.SAMPLE


def strata_of(product: str, hazard: str, city: str) -> set[Stratum]:
    """The strata that an observation counts in: its own and those that it rolls up into."""
    return {
        Stratum(product, hazard, city),
        Stratum(product, hazard, PROVINCE),
        Stratum(product, "", city),
        Stratum("", hazard, city),
    }


def _counted(
    rows: Iterable[Row], wanted: Set[Stratum], kinds: tuple[str, ...], weeks: int
) -> Iterator[Series]:
    """The series of some strata, all of them in one pass over the rows."""
    counts = {stratum: [0] * weeks for stratum in sorted(wanted)}
    made_up: set[Stratum] = set()
    for week, product, hazard, city, sample in rows:
        for stratum in strata_of(product, hazard, city) & wanted:
            counts[stratum][week] += 1
            if sample and week == weeks - 1:
                made_up.add(stratum)
    for stratum, weekly in counts.items():
        yield Series(stratum, kinds, tuple(weekly), stratum in made_up)
