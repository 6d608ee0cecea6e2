"""What follows from events: who went into what, what lay in what from when to when. Pure.

Times are seconds since 1970, UTC. The answers depend on the events alone, not on the order in
which they arrived.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_TAKEN_OUT_FIRST = {"DELETE": 0, "ADD": 1}


class Part(NamedTuple):
    """An object with its quantity, None where none is given."""

    object: int
    quantity: float | None = None
    unit: str = ""


class Packing(NamedTuple):
    """An aggregation or association event of one parent; no `children`: all that is in it."""

    at: int
    action: str
    event: int
    children: tuple[Part, ...]


class Stay(NamedTuple):
    """A child in its parent over [began, ended); `ended` None: it still is."""

    child: Part
    began: int
    added: int
    ended: int | None = None
    removed: int | None = None


class Making(NamedTuple):
    """One event of a transformation."""

    at: int
    inputs: tuple[Part, ...]
    outputs: tuple[Part, ...]


class Link(NamedTuple):
    """Some of `source` went into `target` at `at`."""

    source: Part
    target: int
    at: int


def stays_of(events: Iterable[Packing]) -> Iterator[Stay]:
    """What lay in one parent. A DELETE without children empties it; OBSERVE changes nothing.

    Of events of one second, what is taken out comes before what is put in.
    """
    inside: dict[int, Stay] = {}
    for event in sorted(events, key=_order):
        if event.action == "ADD":
            for part in event.children:
                inside.setdefault(part.object, Stay(part, event.at, event.event))
            continue
        left = [part.object for part in event.children] or list(inside)
        for key in left:
            if stay := inside.pop(key, None):
                yield stay._replace(ended=event.at, removed=event.event)
    yield from inside.values()


def _order(event: Packing) -> tuple[int, int, tuple[Part, ...]]:
    return event.at, _TAKEN_OUT_FIRST[event.action], event.children


def links_of(events: Sequence[Making]) -> Iterator[Link]:
    """Every input of a transformation into every output of it, whichever event names them.

    An input is taken to be in an output at the later of the two events: nobody knows earlier.
    """
    held = _held(events)
    for target, made in _first_made(events).items():
        for source, (part, used) in held.items():
            if source != target:
                yield Link(part, target, max(made, used))


def _first_made(events: Iterable[Making]) -> dict[int, int]:
    times: dict[int, int] = {}
    for event in events:
        for part in event.outputs:
            times[part.object] = min(times.get(part.object, event.at), event.at)
    return times


def _held(events: Iterable[Making]) -> dict[int, tuple[Part, int]]:
    """Each input with what of it was used in all, and when first."""
    held: dict[int, tuple[Part, int]] = {}
    for event in events:
        for part in event.inputs:
            before, at = held.get(part.object, (None, event.at))
            held[part.object] = (_sum(before, part), min(at, event.at))
    return held


def _sum(before: Part | None, part: Part) -> Part:
    if before is None:
        return part
    if before.unit != part.unit or before.quantity is None or part.quantity is None:
        return before._replace(quantity=None)
    return before._replace(quantity=before.quantity + part.quantity)
