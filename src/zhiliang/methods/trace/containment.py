"""What was in what, and when: bonds of aggregation and association as intervals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from zhiliang.methods.trace.events import Action, Event, Item, Kind
from zhiliang.methods.trace.findings import Finding, Flaw

BONDS = {Kind.AGGREGATION, Kind.ASSOCIATION}
Span = tuple[float, float]
ALWAYS: Span = (float("-inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Stay:
    """`item` is in `parent` from `start` up to, not including, `end` [s]; open: infinite."""

    item: Item
    parent: str
    kind: Kind
    start: int
    end: float
    added_by: str
    deleted_by: str | None = None

    def within(self, span: Span) -> Span | None:
        """Return the part of the stay in a span that includes its start and not its end."""
        start, end = max(self.start, span[0]), min(self.end, span[1])
        return (start, end) if start < end else None


@dataclass(slots=True)
class _Open:
    """A bond that has not ended; `left` is what is left of a quantity, None: not stated."""

    item: Item
    start: int
    added_by: str
    left: Fraction | None


@dataclass(slots=True)
class _Ledger:
    """Bonds of one kind of event while the events are read in the order of time."""

    bonds: dict[str, dict[str, _Open]] = field(default_factory=lambda: defaultdict(dict))
    stays: list[Stay] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, event: Event, item: Item) -> None:
        bonds = self.bonds[event.parent or ""]
        bond = bonds.get(item.id)
        if bond is None:
            bonds[item.id] = _Open(item, event.time, event.id, item.quantity)
        elif item.is_class:
            both = bond.left is not None and item.quantity is not None
            bond.left = bond.left + item.quantity if both else None  # type: ignore[operator]
        else:
            self.note(Flaw.ADDED_TWICE, event, item.id)

    def delete(self, event: Event, item: Item) -> bool:
        """End the bond, or part of a quantity; whether there was one."""
        bonds = self.bonds[event.parent or ""]
        bond = bonds.get(item.id)
        if bond is None:
            return False
        if bond.left is None or item.quantity is None or item.quantity >= bond.left:
            self.end(event, bonds.pop(item.id))
        else:
            bond.left -= item.quantity
        return True

    def empty(self, event: Event) -> None:
        """End all bonds of the parent."""
        bonds = self.bonds.pop(event.parent or "", {})
        for bond in bonds.values():
            self.end(event, bond)
        if not bonds:
            self.note(Flaw.DELETED_WITHOUT_ADD, event, event.parent or "")

    def end(self, event: Event, bond: _Open) -> None:
        if bond.start < event.time:
            span = bond.start, event.time
            stay = Stay(bond.item, event.parent or "", event.kind, *span, bond.added_by, event.id)
            self.stays.append(stay)

    def observe(self, event: Event) -> None:
        bonds = self.bonds[event.parent or ""]
        for item in event.items:
            if item.id not in bonds:
                self.note(Flaw.SEEN_WITHOUT_ADD, event, item.id)

    def note(self, flaw: Flaw, event: Event, subject: str) -> None:
        ids = (subject,) if subject == event.parent else (subject, event.parent or "")
        self.findings.append(Finding(flaw, ids, (event.id,)))

    def read(self, events: Sequence[Event]) -> None:
        """Read the events of one instant: what ends, what begins, what ends at once, what is seen.

        A container emptied and filled at one instant holds the new; what was added and taken out
        at one instant was never in.
        """
        ending = [event for event in events if event.action is Action.DELETE]
        for event in ending:
            if not event.items:
                self.empty(event)
        pairs = [(event, item) for event in ending for item in event.items]
        missed = [pair for pair in pairs if not self.delete(*pair)]
        for event in events:
            for item in event.items if event.action is Action.ADD else ():
                self.add(event, item)
        for event, item in missed:
            if not self.delete(event, item):
                self.note(Flaw.DELETED_WITHOUT_ADD, event, item.id)
        for event in events:
            if event.action is Action.OBSERVE and event.parent:
                self.observe(event)


def stays(events: Iterable[Event]) -> tuple[list[Stay], list[Finding]]:
    """Return every stay of an item in a parent, and what the records of them lack.

    ADD opens, DELETE closes, DELETE without children closes all, OBSERVE opens nothing. A
    container used again later holds nothing of what it held before. Part of a quantity taken out
    leaves the rest in; a quantity that is not stated takes out all. `events` stand, by time.
    """
    found: list[Stay] = []
    findings: list[Finding] = []
    for kind in sorted(BONDS):
        ledger = _Ledger()
        bonds = (event for event in events if event.kind is kind)
        for _, instant in groupby(bonds, key=lambda event: event.time):
            ledger.read(list(instant))
        for parent, left in ledger.bonds.items():
            for bond in left.values():
                stay = Stay(bond.item, parent, kind, bond.start, ALWAYS[1], bond.added_by)
                ledger.stays.append(stay)
        found += ledger.stays
        findings += ledger.findings
    found.sort(key=lambda stay: (stay.start, stay.end, stay.item.id, stay.parent))
    return found, findings


class Containers:
    """Stays by child and by parent."""

    def __init__(self, found: Iterable[Stay]) -> None:
        self.above: Mapping[str, list[Stay]] = defaultdict(list)
        self.below: Mapping[str, list[Stay]] = defaultdict(list)
        for stay in found:
            self.above[stay.item.id].append(stay)
            self.below[stay.parent].append(stay)

    def contents(self, parent: str, time: int) -> list[Item]:
        """Everything in a container at a time, in whatever else it may be packed."""
        found: dict[str, Item] = {}
        waiting = [parent]
        while waiting:
            for stay in self.below.get(waiting.pop(), ()):
                is_new = stay.item.id not in found and stay.item.id != parent
                if is_new and stay.start <= time < stay.end:
                    found[stay.item.id] = stay.item
                    waiting.append(stay.item.id)
        return list(found.values())

    def is_filled(self, parent: str, time: int) -> bool:
        """Whether anything is in a container at a time."""
        return any(stay.start <= time < stay.end for stay in self.below.get(parent, ()))

    def around(self, child: str, span: Span) -> dict[str, list[tuple[Span, Stay]]]:
        """Every container around something during a span: when, and the innermost stay for it."""
        found: dict[str, list[tuple[Span, Stay]]] = defaultdict(list)
        waiting, seen = [(child, span)], {(child, span)}
        while waiting:
            inner, during = waiting.pop()
            for stay in self.above.get(inner, ()):
                common = stay.within(during)
                if common and (stay.parent, common) not in seen:
                    seen.add((stay.parent, common))
                    found[stay.parent].append((common, stay))
                    waiting.append((stay.parent, common))
        return found
