"""Edges and containments follow from the events: written for new ones, redone where they touch.

A late event, an error declaration or another event of one transformationID changes what earlier
ones meant. So what they touch is worked out anew from all events on record by `methods.trace`,
never patched: the answer does not depend on the order in which events arrive. What no longer holds
is kept with the number of the event that ended it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Min

from zhiliang.methods.trace import Containers, Levels, stays, transformations
from zhiliang.systems.traceability.actions.reading import VALID, Reader
from zhiliang.systems.traceability.actions.storing import Objects, Row, Stored
from zhiliang.systems.traceability.actions.superseding import Relations
from zhiliang.systems.traceability.actions.voiding import Declarations
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import (
    Containment,
    EpcisEvent,
    EventObject,
    Role,
    TraceEdge,
)

KINDS = {
    EpcisEvent.Type.AGGREGATION.value: Containment.Kind.AGGREGATION.value,
    EpcisEvent.Type.ASSOCIATION.value: Containment.Kind.ASSOCIATION.value,
}
EDGE = ("source_id", "target_id", "at", "quantity", "set")
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
Events = Sequence[Row | EpcisEvent]


class Links:
    """Edges and containments as of the event `number` of the log."""

    def __init__(self, new: Sequence[Stored], number: int) -> None:
        self.new, self.number = new, number
        self.reader, self.relations = Reader(new), Relations(number)

    def renew(self) -> None:
        """Bring everything up to date with new events and what those take back."""
        rows: Events = [one.row for one in self.new]
        rows = [*rows, *Declarations(self.number).take_back([one.row for one in self.new])]
        parents = _parents(rows)
        self._pack(parents)
        self._transform(_transformations(rows) | _using(parents))
        self._level({pair for one in self.new for pair in one.items()})

    def _pack(self, parents: set[int]) -> None:
        for keys in in_chunks(sorted(parents)):
            live = Containment.objects.filter(parent__in=keys, known_until=None)
            self.relations.replace(live, STAY, _stays(keys, self.reader))

    def _transform(self, names: set[str]) -> None:
        for chunk in in_chunks(sorted(names)):
            live = TraceEdge.objects.filter(set__in=chunk, known_until=None)
            self.relations.replace(live, EDGE, _edges(chunk, self.reader))

    def _level(self, pairs: set[tuple[int, str]]) -> None:
        """An item comes out of its lot, from the first moment that an event names it."""
        lots = Objects.keys(lot for _item, lot in pairs)
        of_item: dict[int, set[int]] = defaultdict(set)
        for item, lot in pairs:
            of_item[item].add(lots[lot])
        for chunk in in_chunks(sorted(of_item)):
            names = [f"{TraceEdge.LEVEL}{item}" for item in chunk]
            live = TraceEdge.objects.filter(set__in=names, known_until=None)
            for target, source in live.values_list("target_id", "source_id"):
                of_item[target].add(source)
            self.relations.replace(live, EDGE, _levels(chunk, of_item))


def _parents(rows: Events) -> set[int]:
    """Containers into or out of which events put something."""
    packing = (row.id for row in rows if row.type in KINDS and row.action != "OBSERVE")
    found: set[int] = set()
    for keys in in_chunks(packing):
        named = EventObject.objects.filter(event__in=keys, role=Role.PARENT)
        found |= set(named.values_list("object_id", flat=True))
    return found


def _stays(parents: Sequence[int], reader: Reader) -> Iterator[tuple[Any, ...]]:
    for stay in stays(reader.packings(parents))[0]:
        item = stay.item
        ended = None if math.isinf(stay.end) else int(stay.end)
        quantity = None if item.quantity is None else float(item.quantity)
        removed = int(stay.deleted_by) if stay.deleted_by else None
        part = (int(item.id), quantity, item.unit or "")
        yield (
            KINDS[stay.kind],
            int(stay.parent),
            *part,
            stay.start,
            ended,
            int(stay.added_by),
            removed,
        )


def _transformations(rows: Events) -> set[str]:
    """The transformation of each event that is one: its transformationID, or itself alone."""
    return {
        row.transformation_id or f"{TraceEdge.SINGLE}{row.id}"
        for row in rows
        if row.type == EpcisEvent.Type.TRANSFORMATION
    }


def _using(parents: set[int]) -> set[str]:
    """Transformations that used up a container: what lay in it went into them."""
    around, edge = set(parents), set(parents)
    while edge:
        found: set[int] = set()
        for keys in in_chunks(edge):
            above = Containment.objects.filter(child__in=keys, known_until=None)
            found |= set(above.values_list("parent_id", flat=True))
        edge = found - around
        around |= edge
    names: set[str] = set()
    for keys in in_chunks(around):
        used = EventObject.objects.filter(object__in=keys, role=Role.INPUT)
        for event, name in used.values_list("event_id", "event__transformation_id"):
            names.add(name or f"{TraceEdge.SINGLE}{event}")
    return names


def _edges(names: Sequence[str], reader: Reader) -> Iterator[tuple[Any, ...]]:
    single = [
        int(name.removeprefix(TraceEdge.SINGLE))
        for name in names
        if name.startswith(TraceEdge.SINGLE)
    ]
    shared = [name for name in names if not name.startswith(TraceEdge.SINGLE)]
    events = [*reader.transformations(single, shared)]
    used = {item.id for event in events for item in event.inputs if not item.is_class}
    containers, levels = Containers(reader.contents(used)), Levels({})
    for made in transformations(events):
        name = made.key if made.inputs and made.inputs[0].event.transformation else ""
        for edge in made.edges(containers, levels):
            quantity = None if math.isnan(edge.quantity) else edge.quantity
            known = name or f"{TraceEdge.SINGLE}{made.key}"
            yield int(edge.src), int(edge.dst), edge.t, quantity, known


def _levels(items: Iterable[int], of_item: dict[int, set[int]]) -> Iterator[tuple[Any, ...]]:
    named = EventObject.objects.filter(VALID, object__in=items)
    first = named.values("object").annotate(first=Min("event__event_time")).order_by()
    for row in first:
        item, at = row["object"], int(row["first"].timestamp())
        for lot in sorted(of_item[item]):
            yield lot, item, at, None, f"{TraceEdge.LEVEL}{item}"
