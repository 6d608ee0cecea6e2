"""Looking for what the records lack or contradict."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from zhiliang.methods.trace.containment import Stay
from zhiliang.methods.trace.events import Action, Event, Item, Kind
from zhiliang.methods.trace.findings import Finding, Flaw
from zhiliang.methods.trace.records import Records
from zhiliang.methods.trace.transformations import Transformation
from zhiliang.methods.trace.units import measure

RECEIVING, SHIPPING = "receiving", "shipping"
FOREVER = float("inf")


def flaws(records: Records, *, tolerance: Fraction = Fraction(0)) -> list[Finding]:
    """Return every finding about the records.

    `tolerance` is the share of the input by which an output may exceed it.
    """
    found = {
        *records.findings,
        *dangling(records),
        *one_up(records),
        *one_down(records),
        *imbalances(records, tolerance),
        *two_origins(records),
        *two_parents(records),
        *reused(records),
        *corrections(records),
    }
    return sorted(found)


def dangling(records: Records) -> Iterator[Finding]:
    """Materials of which no origin is recorded: not of them, their classes or their members."""
    made = {thing for _, thing in _origins(records)}
    for transformation in records.transformations:
        for item, event in transformation.materials(records.containers):
            levels = records.levels
            kin = {item.id, *levels.classes(item.id), *levels.members(item.id)}
            is_filled = records.containers.is_filled(item.id, event.time)
            if is_filled or kin & made or _is_received(records, item.id, event.time):
                continue
            yield Finding(Flaw.DANGLING, (item.id,), (event.id,))


def _origins(records: Records) -> Iterator[tuple[Event, str]]:
    """Commissionings and outputs."""
    for event in records.events:
        is_commissioning = event.kind is Kind.OBJECT and event.action is Action.ADD
        for item in (*(event.items if is_commissioning else ()), *event.outputs):
            yield event, item.id


def _is_received(records: Records, thing: str, time: int) -> bool:
    before = (-FOREVER, time + 1)
    steps = (*records.history(thing, before), *records.possible(thing, before))
    return any(step.event.step == RECEIVING for step in steps)


def one_up(records: Records) -> Iterator[Finding]:
    """Receipts without a source and without a shipment by another before them."""
    for event in records.events:
        if event.step == RECEIVING and not event.source:
            yield from _alone(records, event, Flaw.NO_SOURCE)


def one_down(records: Records) -> Iterator[Finding]:
    """Shipments without a destination and without a receipt by another after them."""
    for event in records.events:
        if event.step == SHIPPING and not event.destination:
            yield from _alone(records, event, Flaw.NO_DESTINATION)


def _alone(records: Records, event: Event, flaw: Flaw) -> Iterator[Finding]:
    for thing in dict.fromkeys(event.named):
        steps = (*records.history(thing), *records.possible(thing))
        if not any(_answers(step.event, event) for step in steps):
            yield Finding(flaw, (thing,), (event.id,))


def _answers(other: Event, event: Event) -> bool:
    """Whether another firm's event is the other half of this shipment or receipt."""
    first, last = (event, other) if event.step == SHIPPING else (other, event)
    is_pair = first.step == SHIPPING and last.step == RECEIVING and first.time <= last.time
    return is_pair and (event.party != other.party or event.party is None)


def imbalances(records: Records, tolerance: Fraction) -> Iterator[Finding]:
    """Find transformations with more output than input, or with units that differ."""
    for transformation in records.transformations:
        inputs = _totals(_materials(records, transformation))
        outputs = _totals([entry.item for entry in transformation.outputs])
        ids, events = _about(transformation)
        if inputs is None or outputs is None:
            continue
        if inputs.keys() != outputs.keys() or len(inputs) > 1:
            yield Finding(Flaw.UNITS_DIFFER, ids, events)
        elif any(size > inputs[unit] * (1 + tolerance) for unit, size in outputs.items()):
            yield Finding(Flaw.IMBALANCE, ids, events)


def _materials(records: Records, transformation: Transformation) -> list[Item]:
    containers = records.containers
    materials = transformation.materials(containers)
    return [item for item, event in materials if not containers.is_filled(item.id, event.time)]


def _totals(items: list[Item]) -> dict[str, Fraction] | None:
    """Sum by dimension; None where nothing is listed or a quantity is not stated."""
    totals: dict[str, Fraction] = defaultdict(Fraction)
    for item in items:
        size = measure(item)
        if size is None:
            return None
        totals[size[0]] += size[1]
    return totals or None


def _about(transformation: Transformation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entries = (*transformation.outputs, *transformation.inputs)
    ids = dict.fromkeys(entry.item.id for entry in entries)
    return tuple(ids), tuple(sorted({entry.event.id for entry in entries}))


def two_origins(records: Records) -> Iterator[Finding]:
    """Ids commissioned or made twice; a lot may grow, but not with two firms."""
    classes = {item.id for event in records.events for item in _items(event) if item.is_class}
    by_id: dict[str, list[Event]] = defaultdict(list)
    for event, thing in _origins(records):
        by_id[thing].append(event)
    for thing, events in by_id.items():
        firms = {event.party for event in events}
        kinds = [event.kind for event in events]
        is_twice = thing not in classes and len(kinds) > len(set(kinds))
        if len(firms) > 1 or is_twice:
            yield Finding(Flaw.TWO_ORIGINS, (thing,), tuple(event.id for event in events))


def _items(event: Event) -> tuple[Item, ...]:
    return (*event.items, *event.inputs, *event.outputs)


def two_parents(records: Records) -> Iterator[Finding]:
    """Instances in two containers at once, by bonds of one kind."""
    for stays in records.containers.above.values():
        lasting: list[Stay] = []
        for stay in (stay for stay in stays if not stay.item.is_class):
            lasting = [other for other in lasting if other.end > stay.start]
            for other in lasting:
                if other.parent != stay.parent and other.kind is stay.kind:
                    ids = (stay.item.id, other.parent, stay.parent)
                    yield Finding(Flaw.TWO_PARENTS, ids, (other.added_by, stay.added_by))
            lasting.append(stay)


def reused(records: Records) -> Iterator[Finding]:
    """Containers filled again after they were empty; a fact to know rather than a fault."""
    for parent, stays in records.containers.below.items():
        emptied = FOREVER
        for stay in stays:
            if stay.start >= emptied:
                yield Finding(Flaw.REUSED, (parent,), (stay.added_by,))
            emptied = stay.end if emptied == FOREVER else max(emptied, stay.end)


def corrections(records: Records) -> Iterator[Finding]:
    """Error declarations whose corrections are missing, and ids of events with two contents."""
    rows: dict[str, list[Event]] = defaultdict(list)
    for row in records.rows:
        rows[row.id].append(row)
    for thing, events in rows.items():
        void = [event for event in events if event.is_void]
        ids = tuple(sorted({named for event in events for named in event.named}))
        if any(other not in rows for event in void for other in event.corrected_by):
            yield Finding(Flaw.CORRECTION_MISSING, ids, (thing,))
        if not void and len(events) > 1:
            yield Finding(Flaw.TWO_EVENTS, ids, (thing,))
