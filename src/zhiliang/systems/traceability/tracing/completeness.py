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
from zhiliang.systems.traceability.models import EventField, EventObject, Role
from zhiliang.systems.traceability.tracing.custody import DESTINATIONS, SOURCES, valid

LATE_AFTER = timedelta(hours=24)
"""An event recorded later than this after it happened is late: configuration, from no standard."""
IN_STOCK = timedelta(days=180)
"""A lot of which nothing was heard for so long is not taken to be in stock any more: configuration,
from no standard."""
_IN = ("receiving", "accepting", "arriving")
_OUT = ("shipping", "departing")
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
    """The standing of every lot and item that a firm told of, containers left out."""
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
    elif row.step in _IN:
        held.source |= row.named_source
    if row.role in _USED or row.step in _ENDED:
        held.destination = held.gone = True
    elif row.step in _OUT:
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
    """Each lot in each valid event of a firm, in the order of time."""
    rows = EventObject.objects.filter(valid(None), event__organisation=firm)
    told = _parties(rows.order_by().values_list("event_id", flat=True).distinct())
    named = rows.filter(object__canonical__contains="/01/")
    for row in named.order_by("event__event_time", "event_id", "pk").values_list(
        "object_id",
        "role",
        "event__event_time",
        "event__record_time",
        "event__biz_step",
        "event__action",
        "event_id",
    ):
        lot, role, at, recorded, step, action, event = row
        yield _Row(lot, role, at, recorded, step, action, *told.get(event, (False, False)))


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
