"""Where goods lay and who had them: by their own events, and by those of what they lay in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import Containment, EpcisEvent, EventField, EventObject
from zhiliang.systems.traceability.tracing.knowing import holding
from zhiliang.systems.traceability.tracing.walks import LATEST

DESTINATIONS = ("destination:possessing_party", "destination:owning_party", "destination:location")
SOURCES = ("source:possessing_party", "source:owning_party", "source:location")


class Span(NamedTuple):
    """Goods inside something (or themselves) over [began, ended)."""

    goods: int
    holder: int
    began: int
    ended: int


class Sighting(NamedTuple):
    """An event that tells where goods were."""

    goods: int
    event: int
    at: datetime
    step: str
    site: str
    quantity: float | None
    unit: str


def spans(since: Mapping[int, int], number: int | None = None) -> list[Span]:
    """Goods from the time on that matters, and each container around them while they lay in it.

    A container in a container holds them for the time that both lasted: what it carried before or
    after is another's.
    """
    found = [Span(one, one, began, LATEST) for one, began in since.items()]
    edge = list(found)
    while edge:
        around = _around({span.holder for span in edge}, number)
        edge = list(_within(edge, around, set(found)))
        found += edge
    return found


Stay = tuple[int, int, int]


def _around(children: Iterable[int], number: int | None) -> dict[int, list[Stay]]:
    held: dict[int, list[Stay]] = defaultdict(list)
    for chunk in in_chunks(children):
        stays = Containment.objects.filter(holding(number), child__in=chunk)
        for child, parent, began, ended in stays.values_list(
            "child_id", "parent_id", "began", "ended"
        ):
            held[child].append((parent, began, LATEST if ended is None else ended))
    return held


def _within(
    edge: Iterable[Span], around: dict[int, list[Stay]], known: set[Span]
) -> Iterator[Span]:
    for span in edge:
        for parent, began, ended in around.get(span.holder, ()):
            inside = Span(span.goods, parent, max(began, span.began), min(ended, span.ended))
            if inside.began < inside.ended and inside not in known:
                known.add(inside)
                yield inside


def sightings(since: Mapping[int, int], number: int | None = None) -> Iterator[Sighting]:
    """Every event from then on that names goods, or what they lay in at that time, by time."""
    by_holder: dict[int, list[Span]] = defaultdict(list)
    for span in spans(since, number):
        by_holder[span.holder].append(span)
    seen = []
    for chunk in in_chunks(by_holder):
        named = EventObject.objects.filter(valid(number), object__in=chunk)
        for row in named.values_list(
            "object_id",
            "event_id",
            "event__event_time",
            "event__biz_step",
            "event__biz_location",
            "event__read_point",
            "quantity",
            "unit",
        ):
            holder, event, at, step, location, point, quantity, unit = row
            for span in by_holder[holder]:
                # the event that takes goods out still tells where that was
                if span.began <= int(at.timestamp()) <= span.ended:
                    own = (quantity, unit) if span.goods == holder else (None, "")
                    seen.append(Sighting(span.goods, event, at, step, location or point, *own))
    yield from sorted(set(seen), key=lambda one: (one.at, one.event, one.goods))


def valid(number: int | None) -> Q:
    """Lists of events that count as of an event of the log; None for now."""
    if number is None:
        return Q(event__declaration=False, event__voided_from=None)
    kept = Q(event__voided_from=None) | Q(event__voided_from__gt=number)
    return kept & Q(event__declaration=False, event__number__lte=number)


def parties_of(events: Iterable[int], keys: tuple[str, ...]) -> dict[int, list[str]]:
    """The parties that events name as destination or source."""
    named: dict[int, list[str]] = defaultdict(list)
    for chunk in in_chunks(set(events)):
        fields = EventField.objects.filter(event__in=chunk, key__in=keys)
        for event, text in fields.order_by("pk").values_list("event_id", "text"):
            named[event].append(text)
    return named


def event_ids(events: Iterable[int]) -> dict[int, str]:
    """How events are called outside."""
    known: dict[int, str] = {}
    for chunk in in_chunks(set(events)):
        known |= dict(EpcisEvent.objects.filter(pk__in=chunk).values_list("pk", "event_id"))
    return known
