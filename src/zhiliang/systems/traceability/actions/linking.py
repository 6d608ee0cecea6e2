"""Edges and containments follow from the events: written for new ones, redone where they touch.

A late event, an error declaration or another event of one transformationID changes what earlier
ones meant. So what they touch is worked out anew from all events on record, never patched: the
answer does not depend on the order in which events arrive. What no longer holds is kept with the
number of the event that ended it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Min, Q

from zhiliang.systems.traceability.actions.storing import Row, Stored, in_chunks, object_keys
from zhiliang.systems.traceability.actions.superseding import supersede
from zhiliang.systems.traceability.actions.voiding import void
from zhiliang.systems.traceability.indexing.links import (
    Making,
    Packing,
    Part,
    links_of,
    stays_of,
)
from zhiliang.systems.traceability.models import (
    Containment,
    EpcisEvent,
    EventObject,
    Role,
    TraceEdge,
)

KINDS = {
    EpcisEvent.Type.AGGREGATION: Containment.Kind.AGGREGATION,
    EpcisEvent.Type.ASSOCIATION: Containment.Kind.ASSOCIATION,
}
CHILDREN = (Role.CHILD, Role.CHILD_CLASS)
INPUTS = (Role.INPUT, Role.INPUT_CLASS)
OUTPUTS = (Role.OUTPUT, Role.OUTPUT_CLASS)
SINGLE = "event:"
EDGE = ("source_id", "target_id", "at", "quantity", "unit", "set")
STAY = (
    "kind",
    "parent_id",
    "child_id",
    "quantity",
    "unit",
    "began",
    "ended",
    "added_id",
    "removed_id",
)


def link(new: Sequence[Stored], number: int) -> None:
    """Bring edges and containments up to date with new events and what those take back."""
    taken_back = void([one.row for one in new], number)
    rows: list[Row | EpcisEvent] = [*(one.row for one in new), *taken_back]
    parts = Parts(new)
    _pack(rows, parts, number)
    _transform({transformation(row) for row in rows if _transforms(row)}, parts, number)
    _level({pair for one in new for pair in one.items()}, number)


def _transforms(row: Row | EpcisEvent) -> bool:
    return row.type == EpcisEvent.Type.TRANSFORMATION


def transformation(row: Row | EpcisEvent) -> str:
    """The transformation that an event belongs to: its transformationID, or itself alone."""
    return row.transformation_id or f"{SINGLE}{row.id}"


VALID = Q(event__voided_from=None, event__declaration=False)


class Parts:
    """What events name in some of their lists; new events are read from memory."""

    def __init__(self, new: Iterable[Stored]) -> None:
        self.new = {one.row.id: one.named for one in new}

    def of(self, events: Iterable[int], roles: Sequence[int]) -> dict[int, tuple[Part, ...]]:
        """The parts of each event that stand in lists of the given roles."""
        wanted = set(events)
        known = {
            event: tuple(
                Part(key, named.quantity, named.unit)
                for key, named in self.new[event]
                if named.role in roles
            )
            for event in wanted & self.new.keys()
        }
        return known | _read_parts(wanted - self.new.keys(), roles)


def _read_parts(events: Iterable[int], roles: Sequence[int]) -> dict[int, tuple[Part, ...]]:
    held: dict[int, list[Part]] = defaultdict(list)
    for keys in in_chunks(events):
        named = EventObject.objects.filter(event__in=keys, role__in=roles).order_by("pk")
        for event, key, quantity, unit in named.values_list(
            "event_id", "object_id", "quantity", "unit"
        ):
            held[event].append(Part(key, quantity, unit))
    return {event: tuple(parts) for event, parts in held.items()}


def _pack(rows: Iterable[Row | EpcisEvent], parts: Parts, number: int) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    for keys in in_chunks(row.id for row in rows if row.type in KINDS and row.action != "OBSERVE"):
        named = EventObject.objects.filter(event__in=keys, role=Role.PARENT)
        for parent, kind in named.values_list("object_id", "event__type"):
            touched[kind].add(parent)
    for kind, parents in touched.items():
        for keys in in_chunks(sorted(parents)):
            live = Containment.objects.filter(
                parent__in=keys, kind=KINDS[EpcisEvent.Type(kind)], known_until=None
            )
            supersede(live, STAY, _stays(keys, kind, parts), number)


def _stays(parents: Sequence[int], kind: str, parts: Parts) -> Iterator[tuple[Any, ...]]:
    packed = list(_packings(parents, kind))
    children = parts.of((event for _parent, event, _at, _action in packed), CHILDREN)
    packings: dict[int, list[Packing]] = defaultdict(list)
    for parent, event, at, action in packed:
        held = children.get(event, ())
        packings[parent].append(Packing(int(at.timestamp()), action, event, held))
    letter = KINDS[EpcisEvent.Type(kind)].value
    for parent, events in packings.items():
        for stay in stays_of(events):
            part = (stay.child.quantity, stay.child.unit)
            times = (stay.began, stay.ended, stay.added, stay.removed)
            yield letter, parent, stay.child.object, *part, *times


def _packings(parents: Sequence[int], kind: str) -> Iterable[tuple[int, int, datetime, str]]:
    named = EventObject.objects.filter(
        VALID, object__in=parents, role=Role.PARENT, event__type=kind
    ).exclude(event__action=EpcisEvent.Action.OBSERVE)
    return named.values_list("object_id", "event_id", "event__event_time", "event__action")


def _transform(names: set[str], parts: Parts, number: int) -> None:
    for chunk in in_chunks(sorted(names)):
        live = TraceEdge.objects.filter(set__in=chunk, known_until=None)
        supersede(live, EDGE, _edges(chunk, parts), number)


def _edges(names: Sequence[str], parts: Parts) -> Iterator[tuple[Any, ...]]:
    rows = list(_rows_of(names))
    keys = [key for key, _at, _name in rows]
    inputs, outputs = parts.of(keys, INPUTS), parts.of(keys, OUTPUTS)
    makings: dict[str, list[Making]] = defaultdict(list)
    for key, at, name in rows:
        made = Making(int(at.timestamp()), inputs.get(key, ()), outputs.get(key, ()))
        makings[name or f"{SINGLE}{key}"].append(made)
    for name, events in makings.items():
        for found in links_of(events):
            part = found.source
            yield part.object, found.target, found.at, part.quantity, part.unit, name


def _rows_of(names: Sequence[str]) -> Iterator[tuple[int, datetime, str]]:
    valid = EpcisEvent.objects.filter(
        type=EpcisEvent.Type.TRANSFORMATION, voided_from=None, declaration=False
    )
    single = [int(name.removeprefix(SINGLE)) for name in names if name.startswith(SINGLE)]
    shared = [name for name in names if not name.startswith(SINGLE)]
    for rows in (valid.filter(pk__in=single), valid.filter(transformation_id__in=shared)):
        yield from rows.values_list("pk", "event_time", "transformation_id")


def _level(pairs: set[tuple[int, str]], number: int) -> None:
    """An item comes out of its lot, from the first moment that an event names it."""
    lots = object_keys(lot for _item, lot in pairs)
    of_item: dict[int, set[int]] = defaultdict(set)
    for item, lot in pairs:
        of_item[item].add(lots[lot])
    for chunk in in_chunks(sorted(of_item)):
        live = TraceEdge.objects.filter(
            set__in=[f"level:{item}" for item in chunk], known_until=None
        )
        for target, source in live.values_list("target_id", "source_id"):
            of_item[target].add(source)
        supersede(live, EDGE, _levels(chunk, of_item), number)


def _levels(items: Sequence[int], of_item: dict[int, set[int]]) -> Iterator[tuple[Any, ...]]:
    named = EventObject.objects.filter(VALID, object__in=items)
    first = named.values("object").annotate(first=Min("event__event_time")).order_by()
    for row in first:
        item, at = row["object"], int(row["first"].timestamp())
        for lot in sorted(of_item[item]):
            yield lot, item, at, None, "", f"level:{item}"
