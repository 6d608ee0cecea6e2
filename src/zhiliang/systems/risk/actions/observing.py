"""Observations: taken over from other systems' events, or read from a file."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import append, subject_of
from zhiliang.core.feed import Outcome, Reading, Reject, register_acceptor, unfit
from zhiliang.core.models import Event, Person, Place
from zhiliang.core.places import latest_names
from zhiliang.core.policy import require
from zhiliang.systems.risk.models import Kind, Observation, Source
from zhiliang.systems.risk.sources import Told, of_clue, of_complaint, of_exceedance, of_sample

PROVINCE = "440000"
Reader = Callable[[Event], Told | None]
READERS: dict[str, Reader] = {
    "complaints.intake.classify": of_complaint,
    "sampling.case.settle": of_sample,
    "environment.exceedance.detect": of_exceedance,
    "recalls.clue.import": of_clue,
    "recalls.clue.register": of_clue,
}
"""What reads which event of another system."""


@transaction.atomic
def take_up(event: Event, *, by: None = None) -> Observation | None:
    """Make an observation of an event; one that tells the same case anew corrects it."""
    told = READERS[event.verb](event)
    if told is None:
        return None
    found = Observation.objects.filter(kind=told.kind, reference=told.reference).first()
    observation = found or Observation(kind=told.kind, reference=told.reference)
    _fill(observation, told, _cities())
    observation.full_clean()
    observation.save()
    append(
        verb="risk.observation.take_up",
        subject=subject_of(observation),
        by=by,
        place=observation.place_id,
        occurred_at=event.occurred_at,
        data={
            "tables": [],
            "kind": told.kind,
            "reference": told.reference,
            "product": told.product,
            "hazard": told.hazard,
            "sample": observation.sample,
        },
    )
    return observation


def _fill(observation: Observation, told: Told, cities: dict[str, str]) -> None:
    place = told.place if told.place in cities else PROVINCE
    observation.product, observation.hazard = told.product, told.hazard
    observation.place_id, observation.city_id = place, cities.get(place) or None
    observation.occurred_on, observation.recorded_on = told.occurred_on, told.recorded_on
    observation.title, observation.injured = told.title, told.injured
    observation.source = told.source


def _cities() -> dict[str, str]:
    """Every place with the city it lies in; empty for the province and the country."""
    levels = dict(Place.objects.values_list("pk", "level"))
    parents = {
        code: name.parent_id or "" for code, name in latest_names(timezone.localdate()).items()
    }
    found = {}
    for code, level in levels.items():
        city = code if level == "city" else parents.get(code, "")
        found[code] = city if levels.get(city) == "city" else ""
    return found


@register_acceptor("risk-observations")
@transaction.atomic
def import_observations(
    reading: Reading,
    *,
    by: Person | None,
    source: str = "records",
    dry_run: bool = False,
    **ignored: Any,
) -> Outcome:
    """Take observations from a file, all or none; one that is known is left as it is."""
    require(by, Observation, "import")
    cities = _cities()
    faults = (
        Reject(line, "place", row["place"], _("没有这个行政区划代码。"))
        for line, row in reading.rows
        if row["place"] not in cities
    )
    if outcome := unfit(reading, faults, dry_run=dry_run):
        return outcome
    told = [
        Told(**{**row, "kind": Kind(row["kind"]), "source": source}) for _line, row in reading.rows
    ]
    made = enter_observations(told, by=by, file=reading.digest)
    return Outcome(made, [], reading.digest, unchanged=not made)


@transaction.atomic
def enter_observations(
    told: Iterable[Told], *, by: Person | None, file: str = "", at: datetime | None = None
) -> int:
    """Enter many observations at once with one event; returns how many were not known yet."""
    cities = _cities()
    known = set(Observation.objects.values_list("kind", "reference"))
    fresh = {}
    for one in told:
        if (one.kind, one.reference) not in known:
            row = Observation(kind=one.kind, reference=one.reference)
            _fill(row, one, cities)
            # twice the same was looked for above; the days are the database's to compare
            row.clean_fields(exclude=("place", "city"))
            fresh[(one.kind, one.reference)] = row
    if not fresh:
        return 0
    Observation.objects.bulk_create(fresh.values(), batch_size=500)
    made_up = any(row.source == Source.SAMPLE for row in fresh.values())
    append(
        verb="risk.observation.import",
        subject="risk.observation:file",
        by=by,
        occurred_at=at,
        data={"tables": [], "count": len(fresh), "file": file, "sample": made_up},
    )
    return len(fresh)
