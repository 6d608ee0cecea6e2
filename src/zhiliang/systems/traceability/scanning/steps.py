"""The way of goods as the public reads it: day, kind of step, city."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import timezone
from django.utils.functional import Promise

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EpcisEvent, EventObject, Site
from zhiliang.systems.traceability.scanning.words import step_words
from zhiliang.systems.traceability.tracing import custody
from zhiliang.systems.traceability.tracing.makers import sites_of
from zhiliang.systems.traceability.tracing.places import city_of
from zhiliang.systems.traceability.tracing.walks import EARLIEST


@dataclass(frozen=True)
class Step:
    """Something that happened to the goods, by day and city."""

    day: date
    kind: str | Promise
    place: str
    who: str = ""


def steps_of(goods: Sequence[int], producer: Organisation | None) -> Iterator[Step]:
    """Steps in the order of time, each kind once a day and city."""
    seen = list(custody.sightings(dict.fromkeys(goods, EARLIEST)))
    sites = sites_of(one.site for one in seen)
    reporters, roles = _told_in({one.event for one in seen}, goods)
    city = cache(city_of)
    told = set()
    for one in seen:
        site = sites.get(one.site)
        kind = step_words(one.step, roles.get(one.event))
        place = city(site.place_id if site and site.place_id else reporters[one.event])
        step = Step(timezone.localtime(one.at).date(), kind, place, named(site, producer))
        if (key := (step.day, str(kind), place, step.who)) not in told:
            told.add(key)
            yield step


def _told_in(events: set[int], goods: Sequence[int]) -> tuple[dict[int, str], dict[int, int]]:
    """The place of whoever told of each event, and the goods' own role in it."""
    places: dict[int, str] = {}
    roles: dict[int, int] = {}
    for chunk in in_chunks(events):
        rows = EpcisEvent.objects.filter(pk__in=chunk)
        places |= dict(rows.values_list("pk", "organisation__place_id"))
        mine = EventObject.objects.filter(event__in=chunk, object__in=goods)
        roles |= dict(mine.values_list("event_id", "role"))
    return places, roles


def named(site: Site | None, producer: Organisation | None) -> str:
    """A site's name where the public may read it: the producer's own, or one declared public."""
    if site is None:
        return ""
    own = producer is not None and site.organisation_id == producer.pk
    return str(site.name or site.organisation or "") if own or site.public else ""
