"""Transformations: what went into what, as edges between ids."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from zhiliang.methods.trace.containment import Containers
from zhiliang.methods.trace.events import Event, Item, Kind
from zhiliang.methods.trace.levels import Levels
from zhiliang.methods.trace.units import comparable

UNKNOWN = float("nan")


class Edge(NamedTuple):
    """`quantity` of `src` (NaN: not known) went into `dst`, which was made at `t` [s]."""

    src: str
    dst: str
    t: int
    quantity: float


class Entry(NamedTuple):
    """One input or output of a transformation and its event."""

    item: Item
    event: Event


@dataclass(frozen=True, slots=True)
class Transformation:
    """One transformation: an event, or all events that share a transformationID.

    Every input went into every output, in whatever order they were recorded: which went into which
    is not known. An edge has the time of the output's event. An input recorded later than an
    output belongs to it all the same, and counts as far as it was bad when the output was made.
    """

    key: str
    inputs: tuple[Entry, ...]
    outputs: tuple[Entry, ...]

    def materials(self, containers: Containers) -> list[Entry]:
        """List inputs and what was in them: a container used up is used up with its contents."""
        return [
            Entry(item, entry.event)
            for entry in self.inputs
            for item in (entry.item, *containers.contents(entry.item.id, entry.event.time))
        ]

    def edges(self, containers: Containers, levels: Levels) -> Iterator[Edge]:
        """Give all edges; an input of a class may be any member of it, how much is not known."""
        materials = self.materials(containers)
        sizes = quantities(materials, containers)
        sources = [(entry.item.id, size) for entry, size in zip(materials, sizes, strict=True)]
        for entry in materials:
            sources += [(member, UNKNOWN) for member in levels.members(entry.item.id)]
        for entry, part in zip(self.outputs, self._parts(), strict=True):
            for made in (entry.item.id, *levels.members(entry.item.id)):
                for source, quantity in sources:
                    yield Edge(source, made, entry.event.time, quantity * part)

    def _parts(self) -> list[float]:
        """Share of each output in all that came out; equal ones where it is not known."""
        known = comparable(entry.item for entry in self.outputs)
        total = sum(known[1]) if known else 0
        if not known or not total:
            return [1 / len(self.outputs) for _ in self.outputs]
        return [float(size / total) for size in known[1]]


def transformations(events: Iterable[Event]) -> list[Transformation]:
    """Return the transformations of events that stand."""
    together: dict[tuple[str | None, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.kind is Kind.TRANSFORMATION:
            together[event.transformation, "" if event.transformation else event.id].append(event)
    return [
        Transformation(
            shared or alone,
            tuple(Entry(item, event) for event in parts for item in event.inputs),
            tuple(Entry(item, event) for event in parts for item in event.outputs),
        )
        for (shared, alone), parts in together.items()
    ]


def quantities(materials: list[Entry], containers: Containers) -> list[float]:
    """How much of each material there is in a common unit, NaN where there is none.

    A container that holds something is no material itself.
    """
    is_filled = [containers.is_filled(item.id, event.time) for item, event in materials]
    pairs = zip(materials, is_filled, strict=True)
    known = comparable(entry.item for entry, filled in pairs if not filled)
    sizes = map(float, known[1]) if known else repeat(UNKNOWN)
    return [0.0 if filled else next(sizes) for filled in is_filled]
