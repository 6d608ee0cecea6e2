"""One up, one down: of what a firm handled, how much has a known source and a known destination.

A lot has a source if the firm made it of lots that it names, or brought it into being where nothing
went in (a farm's milk), or received it from somebody it names. It has a destination if the firm
used it up in a processing that names what came out, sent it to somebody it names, sold it to
consumers or destroyed it; or if it is still in stock.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import Containment, EventField, EventObject, Role
from zhiliang.systems.traceability.tracing.custody import DESTINATIONS, SOURCES, valid
from zhiliang.systems.traceability.tracing.walks import LATEST

LATE_AFTER = timedelta(hours=24)
"""An event recorded later than this after it happened is late: configuration, from no standard."""
IN_STOCK = timedelta(days=180)
"""A lot of which nothing was heard for so long is not taken to be in stock any more: configuration,
from no standard."""
GOODS = "/01/"
"""In the identifier of whatever is a lot or an item of a product."""
RECEIVED = ("receiving", "accepting", "arriving")
DISPATCHED = ("shipping", "departing")
_ENDED = ("retail_selling", "destroying", "dispensing", "decommissioning")
_MADE = (Role.OUTPUT, Role.OUTPUT_CLASS)
_USED = (Role.INPUT, Role.INPUT_CLASS)


@dataclass(frozen=True)
class Standing:
    """What is known of one lot at one firm."""

    lot: int
    first_on: date
    source_known: bool
    destination_known: bool
    late: bool


@dataclass
class _Seen:
    """What a firm's events say of one lot."""

    first: datetime
    last: datetime
    source: bool = False
    destination: bool = False
    gone: bool = False
    late: bool = False


def standings_of(firm: int, now: datetime) -> Iterator[Standing]:
    """The standing of every lot and item that a firm told of, also by the box it lay in."""
    seen: dict[int, _Seen] = {}
    for row in _rows(firm):
        held = seen.setdefault(row.lot, _Seen(row.at, row.at))
        held.last = row.at
        held.late |= row.recorded - row.at > LATE_AFTER
        _note(held, row)
    for lot, held in seen.items():
        stock = not held.gone and now - held.last <= IN_STOCK
        first_on = timezone.localtime(held.first).date()
        yield Standing(lot, first_on, held.source, held.destination or stock, held.late)


def _note(held: _Seen, row: "_Row") -> None:
    if row.role in _MADE or (row.action == "ADD" and row.role in (Role.EPC, Role.EPC_CLASS)):
        held.source = True
    elif row.step in RECEIVED:
        held.source |= row.named_source
    if row.role in _USED or row.step in _ENDED:
        held.destination = held.gone = True
    elif row.step in DISPATCHED:
        held.gone = True
        held.destination |= row.named_destination


@dataclass(frozen=True)
class _Row:
    lot: int
    role: int
    at: datetime
    recorded: datetime
    step: str
    action: str
    named_source: bool = False
    named_destination: bool = False


def _rows(firm: int) -> Iterator[_Row]:
    """Each lot in each valid event of a firm, itself or in a container, in the order of time."""
    named = EventObject.objects.filter(valid(None), event__organisation=firm)
    told = _parties(named.order_by().values_list("event_id", flat=True).distinct())
    rows = list(
        named.order_by("event__event_time", "event_id", "pk").values_list(
            "object_id",
            "role",
            "event__event_time",
            "event__record_time",
            "event__biz_step",
            "event__action",
            "event_id",
            "object__canonical",
        )
    )
    held = _loads(key for key, *_rest, name in rows if GOODS not in name)
    for key, role, at, recorded, step, action, event, name in rows:
        parties = told.get(event, (False, False))
        if GOODS in name:
            yield _Row(key, role, at, recorded, step, action, *parties)
        else:
            for lot in _inside(key, int(at.timestamp()), held):
                yield _Row(lot, Role.CHILD, at, recorded, step, "", *parties)


Loads = dict[int, list[tuple[int, bool, int, int]]]
"""By container: what lay in it, whether that is goods, from when to when."""


def _loads(containers: Iterable[int]) -> Loads:
    held: Loads = {}
    waiting = set(containers)
    while waiting:
        found: Loads = {key: [] for key in waiting}
        for chunk in in_chunks(waiting):
            stays = Containment.objects.filter(parent__in=chunk, known_until=None)
            for parent, child, name, began, ended in stays.values_list(
                "parent_id", "child_id", "child__canonical", "began", "ended"
            ):
                until = LATEST if ended is None else ended
                found[parent].append((child, GOODS in name, began, until))
        held |= found
        inner = {child for loads in found.values() for child, goods, _b, _e in loads if not goods}
        waiting = inner - held.keys()
    return held


def _inside(container: int, at: int, held: Loads) -> Iterator[int]:
    """The goods in a container at a moment; a container in itself holds nothing more."""
    seen, waiting = {container}, [container]
    while waiting:
        for child, goods, began, ended in held.get(waiting.pop(), ()):
            if began <= at <= ended and child not in seen:
                seen.add(child)
                if goods:
                    yield child
                else:
                    waiting.append(child)


def _parties(events: Iterable[int]) -> dict[int, tuple[bool, bool]]:
    """Whether each event names where goods came from, and where they went."""
    keys: dict[int, set[str]] = defaultdict(set)
    for chunk in in_chunks(events):
        fields = EventField.objects.filter(event__in=chunk, key__in=SOURCES + DESTINATIONS)
        for event, key in fields.values_list("event_id", "key"):
            keys[event].add(key)
    return {
        event: (bool(held & set(SOURCES)), bool(held & set(DESTINATIONS)))
        for event, held in keys.items()
    }
