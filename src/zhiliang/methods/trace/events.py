"""Events of EPCIS 2.0 as plain rows: what tracing reads of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """Type of event (EPCIS 2.0, 7.4)."""

    OBJECT = "ObjectEvent"
    AGGREGATION = "AggregationEvent"
    ASSOCIATION = "AssociationEvent"
    TRANSFORMATION = "TransformationEvent"
    TRANSACTION = "TransactionEvent"


class Action(StrEnum):
    """What an event says of the life of the thing or of the bond it names."""

    ADD = "ADD"
    OBSERVE = "OBSERVE"
    DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list of things: an instance, or a quantity of a class (a lot, a GTIN).

    `quantity` None: not stated, which for an instance is one piece. `unit`: UN/ECE Recommendation
    20, None for pieces.
    """

    id: str
    quantity: Fraction | None = None
    unit: str | None = None
    is_class: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ids in canonical form, times in seconds (UTC).

    `items` are an object's or transaction's things, or the children of `parent`. `transformation`
    is the transformationID. `step` is the bare word of the business step ("shipping"). `party` had
    the things, `source` and `destination` gave and got them. With `is_void` this row is an error
    declaration: the event of its id did not happen so; `corrected_by` names the events that stand
    in its place.
    """

    id: str
    kind: Kind
    time: int
    action: Action | None = None
    parent: str | None = None
    items: tuple[Item, ...] = ()
    inputs: tuple[Item, ...] = ()
    outputs: tuple[Item, ...] = ()
    transformation: str | None = None
    step: str | None = None
    place: str | None = None
    party: str | None = None
    source: str | None = None
    destination: str | None = None
    documents: tuple[str, ...] = ()
    is_void: bool = False
    corrected_by: tuple[str, ...] = ()

    @property
    def named(self) -> Iterator[str]:
        """Ids of everything the event names, parent first; some may come twice."""
        if self.parent:
            yield self.parent
        for items in (self.items, self.inputs, self.outputs):
            yield from (item.id for item in items)


def standing(events: Iterable[Event]) -> list[Event]:
    """Events that no error declaration voids, by time and id, whenever they were captured.

    The same row twice is one event.
    """
    rows = set(events)
    void = {event.id for event in rows if event.is_void}
    left = [event for event in rows if event.id not in void]
    rows_of = Counter(event.id for event in left)

    def order(event: Event) -> tuple[int, str, str]:
        # Two rows of one id come in one order too, whatever the order of the set.
        return event.time, event.id, repr(event) if rows_of[event.id] > 1 else ""

    return sorted(left, key=order)
