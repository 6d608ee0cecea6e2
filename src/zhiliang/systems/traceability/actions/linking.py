"""Edges and containments follow from the events: written for new ones, redone where they touch.

A late event, an error declaration or another event of one transformationID changes what earlier
ones meant. So what they touch is worked out anew from all events on record, never patched: the
answer does not depend on the order in which events arrive.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Min

from zhiliang.systems.traceability.actions.storing import Stored, in_chunks, object_keys
from zhiliang.systems.traceability.actions.voiding import void
from zhiliang.systems.traceability.indexing.levels import lots_of_items
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


def link(new: Sequence[Stored]) -> None:
    """Bring edges and containments up to date with new events and what those take back."""
    changed = void([one.row for one in new])
    _pack(_parents(new) | _parents_of_rows(changed))
    _transform(
        {transformation(one.row) for one in new if _transforms(one.row)}
        | {transformation(row) for row in changed if _transforms(row)}
    )
    _level(new)


def _transforms(row: EpcisEvent) -> bool:
    return row.type == EpcisEvent.Type.TRANSFORMATION


def transformation(row: EpcisEvent) -> str:
    """The transformation that an event belongs to: its transformationID, or itself alone."""
    return row.transformation_id or f"event:{row.pk}"


Parent = tuple[int, str]


def _parents(new: Iterable[Stored]) -> set[Parent]:
    return {
        (key, one.row.type)
        for one in new
        if one.row.type in KINDS and one.row.action != EpcisEvent.Action.OBSERVE
        for key, named in one.named
        if named.role == Role.PARENT
    }


def _parents_of_rows(rows: Iterable[EpcisEvent]) -> set[Parent]:
    named = EventObject.objects.filter(
        event__in=[row.pk for row in rows if row.type in KINDS], role=Role.PARENT
    )
    return set(named.values_list("object", "event__type"))


def _pack(parents: set[Parent]) -> None:
    for kind in KINDS:
        for keys in in_chunks(sorted(key for key, of in parents if of == kind)):
            Containment.objects.filter(parent__in=keys, kind=KINDS[kind]).delete()
            Containment.objects.bulk_create(_stays(keys, kind), 1000)


def _stays(parents: Sequence[int], kind: str) -> Iterator[Containment]:
    events = EpcisEvent.objects.filter(type=kind, voided=False, declaration=False)
    named = EventObject.objects.filter(object__in=parents, role=Role.PARENT, event__in=events)
    packed = list(named.values_list("object", "event", "event__event_time", "event__action"))
    children = _parts((event for _parent, event, _at, _action in packed), CHILDREN)
    packings: dict[int, list[Packing]] = defaultdict(list)
    for parent, event, at, action in packed:
        if action != EpcisEvent.Action.OBSERVE:
            held = tuple(children.get(event, ()))
            packings[parent].append(Packing(int(at.timestamp()), action, event, held))
    for parent, events_of_it in packings.items():
        for stay in stays_of(events_of_it):
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


def _transform(names: set[str]) -> None:
    for chunk in in_chunks(sorted(names)):
        TraceEdge.objects.filter(set__in=chunk).delete()
        TraceEdge.objects.bulk_create(_edges(chunk), 1000)


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
    valid = EpcisEvent.objects.filter(
        type=EpcisEvent.Type.TRANSFORMATION, voided=False, declaration=False
    ).defer("body")
    single = [int(name[6:]) for name in names if name.startswith("event:")]
    yield from valid.filter(pk__in=single)
    yield from valid.filter(transformation_id__in=[n for n in names if not n.startswith("event:")])


def _level(new: Sequence[Stored]) -> None:
    """An item comes out of its lot, from the first moment that an event names it."""
    pairs = {pair for one in new for pair in lots_of_items(one)}
    if not pairs:
        return
    lots = object_keys(lot for _item, lot in pairs)
    wanted = {(item, lots[lot]) for item, lot in pairs}
    for chunk in in_chunks(sorted({item for item, _lot in wanted})):
        first = _first_named(chunk)
        TraceEdge.objects.filter(set__in=[f"level:{item}" for item in chunk]).delete()
        TraceEdge.objects.bulk_create(
            TraceEdge(source_id=lot, target_id=item, at=first[item], set=f"level:{item}")
            for item, lot in sorted(wanted)
            if item in first and item in chunk
        )


def _first_named(items: Sequence[int]) -> dict[int, int]:
    named = EventObject.objects.filter(
        object__in=items, event__voided=False, event__declaration=False
    )
    first = named.values("object").annotate(first=Min("event__event_time")).order_by()
    return {row["object"]: int(row["first"].timestamp()) for row in first}
