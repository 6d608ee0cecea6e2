"""Stored events as `methods.trace` reads them; objects and events go by their keys as texts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from django.db.models import Q

from zhiliang.methods.trace import Action, Event, Item, Kind, Stay
from zhiliang.systems.traceability.actions.storing import Stored
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import Containment, EpcisEvent, EventObject, Role

VALID = Q(event__voided_from=None, event__declaration=False)
CHILDREN = (Role.CHILD, Role.CHILD_CLASS)
INPUTS = (Role.INPUT, Role.INPUT_CLASS)
OUTPUTS = (Role.OUTPUT, Role.OUTPUT_CLASS)
_KINDS = {"a": Kind.AGGREGATION, "s": Kind.ASSOCIATION}
Named = tuple[int, int, float | None, str]


class Reader:
    """Events that count; lists of new ones are read from memory."""

    def __init__(self, new: Iterable[Stored]) -> None:
        self.new: dict[int, list[Named]] = {
            one.row.id: [(key, named.role, named.quantity, named.unit) for key, named in one.named]
            for one in new
        }

    def packings(self, parents: Sequence[int]) -> list[Event]:
        """What was put into containers and taken out of them, in the order of time."""
        named = EventObject.objects.filter(
            VALID, object__in=parents, role=Role.PARENT, event__type__in=_KINDS.values()
        ).exclude(event__action="OBSERVE")
        rows = list(
            named.values_list(
                "object_id", "event_id", "event__event_time", "event__type", "event__action"
            )
        )
        lists = self._lists((event for _parent, event, *_rest in rows), CHILDREN)
        events = [
            Event(
                id=str(event),
                kind=Kind(kind),
                time=_second(at),
                action=Action(action),
                parent=str(parent),
                items=_items(lists.get(event, ()), CHILDREN),
            )
            for parent, event, at, kind, action in rows
        ]
        return sorted(events, key=lambda event: event.time)

    def transformations(self, single: Sequence[int], shared: Sequence[str]) -> Iterator[Event]:
        """Transformations by event, and all events of shared transformationIDs."""
        valid = EpcisEvent.objects.filter(
            type=Kind.TRANSFORMATION, voided_from=None, declaration=False
        )
        for wanted in (Q(pk__in=single), Q(transformation_id__in=shared)):
            rows = list(valid.filter(wanted).values_list("pk", "event_time", "transformation_id"))
            lists = self._lists((key for key, _at, _name in rows), (*INPUTS, *OUTPUTS))
            for key, at, name in rows:
                yield Event(
                    id=str(key),
                    kind=Kind.TRANSFORMATION,
                    time=_second(at),
                    inputs=_items(lists.get(key, ()), INPUTS),
                    outputs=_items(lists.get(key, ()), OUTPUTS),
                    transformation=name or None,
                )

    def contents(self, parents: Iterable[str]) -> Iterator[Stay]:
        """What lay in containers, and in containers in them, at any time."""
        seen: set[int] = set()
        edge = {int(parent) for parent in parents}
        while edge:
            seen |= edge
            inside: set[int] = set()
            for keys in in_chunks(edge):
                for stay in Containment.objects.filter(parent__in=keys, known_until=None):
                    inside.add(stay.child_id)
                    yield _stay(stay)
            edge = inside - seen

    def _lists(self, events: Iterable[int], roles: Sequence[int]) -> dict[int, list[Named]]:
        wanted = set(events)
        held: dict[int, list[Named]] = defaultdict(list)
        for keys in in_chunks(wanted - self.new.keys()):
            named = EventObject.objects.filter(event__in=keys, role__in=roles).order_by("pk")
            rows = named.values_list("event_id", "object_id", "role", "quantity", "unit")
            for event, key, role, quantity, unit in rows:
                held[event].append((key, role, quantity, unit))
        return held | {event: self.new[event] for event in wanted & self.new.keys()}


def _second(at: datetime) -> int:
    return int(at.timestamp())


def _items(named: Iterable[Named], roles: Sequence[int]) -> tuple[Item, ...]:
    return tuple(
        Item(
            str(key),
            None if quantity is None else Fraction(repr(quantity)),
            unit or None,
            is_class=role >= Role.EPC_CLASS,
        )
        for key, role, quantity, unit in named
        if role in roles
    )


def _stay(row: Containment) -> Stay:
    quantity = None if row.quantity is None else Fraction(repr(row.quantity))
    return Stay(
        Item(str(row.child_id), quantity, row.unit or None, is_class=quantity is not None),
        str(row.parent_id),
        _KINDS[row.kind],
        row.began,
        float("inf") if row.ended is None else row.ended,
        str(row.added_id),
    )
