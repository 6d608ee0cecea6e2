"""Edges and containments follow from the events: written for new ones, redone where they touch.

A late event, an error declaration or another event of one transformationID changes what earlier
ones meant. So what they touch is worked out anew from all events on record, never patched: the
answer does not depend on the order in which events arrive. What no longer holds is kept with the
number of the event that ended it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Min, QuerySet

from zhiliang.systems.traceability.actions.storing import Stored, in_chunks, object_keys
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


def link(new: Sequence[Stored], number: int) -> None:
    """Bring edges and containments up to date with new events and what those take back."""
    taken_back = void([one.row for one in new], number)
    rows = [*(one.row for one in new), *taken_back]
    _pack(rows, number)
    _transform({transformation(row) for row in rows if _transforms(row)}, number)
    _level({pair for one in new for pair in one.items()}, number)


def _transforms(row: EpcisEvent) -> bool:
    return row.type == EpcisEvent.Type.TRANSFORMATION


def transformation(row: EpcisEvent) -> str:
    """The transformation that an event belongs to: its transformationID, or itself alone."""
    return row.transformation_id or f"{SINGLE}{row.pk}"


def _valid() -> "QuerySet[EpcisEvent]":
    return EpcisEvent.objects.filter(voided_from=None, declaration=False)


def _pack(rows: Iterable[EpcisEvent], number: int) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    for keys in in_chunks(row.pk for row in rows if row.type in KINDS and row.action != "OBSERVE"):
        named = EventObject.objects.filter(event__in=keys, role=Role.PARENT)
        for parent, kind in named.values_list("object", "event__type"):
            touched[kind].add(parent)
    for kind, parents in touched.items():
        for keys in in_chunks(sorted(parents)):
            live = Containment.objects.filter(
                parent__in=keys, kind=KINDS[EpcisEvent.Type(kind)], known_until=None
            )
            supersede(live, _stays(keys, kind), number)


def _stays(parents: Sequence[int], kind: str) -> Iterator[Containment]:
    named = EventObject.objects.filter(
        object__in=parents, role=Role.PARENT, event__in=_valid().filter(type=kind)
    ).exclude(event__action=EpcisEvent.Action.OBSERVE)
    packed = list(named.values_list("object", "event", "event__event_time", "event__action"))
    children = _parts((event for _parent, event, _at, _action in packed), CHILDREN)
    packings: dict[int, list[Packing]] = defaultdict(list)
    for parent, event, at, action in packed:
        held = tuple(children.get(event, ()))
        packings[parent].append(Packing(int(at.timestamp()), action, event, held))
    for parent, events in packings.items():
        for stay in stays_of(events):
            yield Containment(
                kind=KINDS[EpcisEvent.Type(kind)],
                parent_id=parent,
                child_id=stay.child.object,
                began=stay.began,
                ended=stay.ended,
                quantity=stay.child.quantity,
                unit=stay.child.unit,
                added_id=stay.added,
                removed_id=stay.removed,
            )


def _parts(events: Iterable[int], roles: Sequence[int]) -> dict[int, list[Part]]:
    held: dict[int, list[Part]] = defaultdict(list)
    for keys in in_chunks(set(events)):
        named = EventObject.objects.filter(event__in=keys, role__in=roles).order_by("pk")
        for event, *part in named.values_list("event", "object", "quantity", "unit"):
            held[event].append(Part(*part))
    return held


def _transform(names: set[str], number: int) -> None:
    for chunk in in_chunks(sorted(names)):
        live = TraceEdge.objects.filter(set__in=chunk, known_until=None)
        supersede(live, _edges(chunk), number)


def _edges(names: Sequence[str]) -> Iterator[TraceEdge]:
    rows = list(_rows_of(names))
    keys = [row.pk for row in rows]
    inputs, outputs = _parts(keys, INPUTS), _parts(keys, OUTPUTS)
    makings: dict[str, list[Making]] = defaultdict(list)
    for row in rows:
        at = int(row.event_time.timestamp())
        made = Making(at, tuple(inputs.get(row.pk, ())), tuple(outputs.get(row.pk, ())))
        makings[transformation(row)].append(made)
    for name, events in makings.items():
        for found in links_of(events):
            yield TraceEdge(
                source_id=found.source.object,
                target_id=found.target,
                at=found.at,
                quantity=found.source.quantity,
                unit=found.source.unit,
                set=name,
            )


def _rows_of(names: Sequence[str]) -> Iterator[EpcisEvent]:
    valid = _valid().filter(type=EpcisEvent.Type.TRANSFORMATION).defer("body")
    single = [int(name.removeprefix(SINGLE)) for name in names if name.startswith(SINGLE)]
    yield from valid.filter(pk__in=single)
    yield from valid.filter(transformation_id__in=[n for n in names if not n.startswith(SINGLE)])


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
        for item, lot in live.values_list("target", "source"):
            of_item[item].add(lot)
        supersede(live, _levels(chunk, of_item), number)


def _levels(items: Sequence[int], of_item: dict[int, set[int]]) -> Iterator[TraceEdge]:
    named = EventObject.objects.filter(object__in=items, event__in=_valid())
    first = named.values("object").annotate(first=Min("event__event_time")).order_by()
    for row in first:
        item, at = row["object"], int(row["first"].timestamp())
        for lot in sorted(of_item[item]):
            yield TraceEdge(source_id=lot, target_id=item, at=at, set=f"level:{item}")
