"""The answer to a recall: things, containers, shipments, firms and places, with times."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from zhiliang.methods.trace.containment import Span
from zhiliang.methods.trace.events import Event
from zhiliang.methods.trace.findings import Finding
from zhiliang.methods.trace.records import Records, Step

FOREVER = float("inf")


@dataclass(frozen=True, slots=True, order=True)
class Holding:
    """`container` held `thing`, directly or packed in others, from `start` up to `end` [s].

    It is not certain if only a class of the thing was put in: another member may have been meant.
    """

    thing: str
    container: str
    start: float
    end: float
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Custody:
    """Who had `thing` and where, from `since` until `until` [s]; infinite: as far as is known."""

    thing: str
    party: str | None
    place: str | None
    since: int
    until: float


@dataclass(frozen=True)
class Reach:
    """What can hold something of `root` (forward) or have given it something (backward).

    `during` says for every id in which span of time it matters [s]: forward from its arrival on,
    backward up to its last departure; the root and its members always do.
    """

    root: str
    during: Mapping[str, Span]
    records: Records
    every_finding: tuple[Finding, ...]

    @property
    def ids(self) -> set[str]:
        """Lots and instances in the scope, the root included."""
        return set(self.during)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Every container of anything in the scope, while it matters."""
        found = {
            Holding(thing, container, *common, name == thing)
            for thing, span in self.during.items()
            for name in (thing, *self._classes(thing))
            for container, times in self.records.containers.around(name, span).items()
            for common, _ in times
        }
        return tuple(sorted(found))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Events of the scope by time: what happened to its things and their containers."""
        found = [
            step
            for thing, span in self.during.items()
            for step in (
                *self.records.history(thing, span),
                *(self.records.possible(thing, span) if self._classes(thing) else ()),
            )
        ]
        return tuple(sorted(found, key=lambda step: (step.event.time, step.event.id, step.thing)))

    def _classes(self, thing: str) -> list[str]:
        """Classes of a thing, unless they are in the scope and answer for themselves."""
        classes = self.records.levels.classes(thing)
        return [] if classes and classes[0] in self.during else classes

    @property
    def containers(self) -> set[str]:
        """Containers that held anything of the scope while it mattered."""
        return {holding.container for holding in self.holdings}

    @property
    def parties(self) -> dict[str, int]:
        """Firms that had, gave or got anything of the scope, and since when [s]."""
        return self._first(lambda event: (event.party, event.source, event.destination))

    @property
    def places(self) -> dict[str, int]:
        """Places where anything of the scope was, and since when [s]."""
        return self._first(lambda event: (event.place,))

    @property
    def shipments(self) -> dict[str, int]:
        """Documents (orders, despatch advices) of the events of the scope, and since when [s]."""
        return self._first(lambda event: event.documents)

    @property
    def findings(self) -> list[Finding]:
        """What the records of the scope and of its containers lack or contradict."""
        about = self.ids | self.containers
        return [finding for finding in self.every_finding if about.intersection(finding.ids)]

    def custody(self, thing: str) -> list[Custody]:
        """Who had a thing of the scope, one after another, as far as it or its container is named.

        Raises
        ------
        KeyError
            An id that is not in the scope.
        """
        steps = self.records.history(thing, self.during[thing])
        held: list[Custody] = []
        for event in (step.event for step in steps):
            if held and (held[-1].party, held[-1].place) == (event.party, event.place):
                continue
            if held:
                held[-1] = replace(held[-1], until=event.time)
            held.append(Custody(thing, event.party, event.place, event.time, FOREVER))
        return held

    def _first(self, of: Callable[[Event], Iterable[str | None]]) -> dict[str, int]:
        found: dict[str, int] = {}
        for step in self.steps:
            for name in of(step.event):
                if name:
                    found.setdefault(name, step.event.time)
        return found
