"""Events put in order: what stands, what was in what, what was made of what, and who is named."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from zhiliang.methods.trace.containment import ALWAYS, Containers, Span, Stay, stays
from zhiliang.methods.trace.events import Event, standing
from zhiliang.methods.trace.levels import Levels
from zhiliang.methods.trace.transformations import transformations


@dataclass(frozen=True, slots=True)
class Step:
    """An event in the life of `thing`, named in it as `via`: itself, a container or a class.

    It is not certain if only the class is named: another member of it may be meant.
    """

    thing: str
    via: str
    event: Event
    is_certain: bool = True


class Records:
    """Everything read from the events, independent of the order in which they come."""

    def __init__(self, events: Iterable[Event], coarser: Mapping[str, str]) -> None:
        self.rows = frozenset(events)
        self.events = standing(self.rows)
        self.levels = Levels(coarser)
        found, self.findings = stays(self.events)
        self.stays = found
        self.containers = Containers(found)
        self.transformations = transformations(self.events)
        # Numbers of events: hashing an event with thousands of things would cost more than reading.
        self.naming: Mapping[str, list[int]] = defaultdict(list)
        for number, event in enumerate(self.events):
            for thing in dict.fromkeys(event.named):
                self.naming[thing].append(number)

    def history(self, thing: str, span: Span = ALWAYS) -> list[Step]:
        """Events of a thing and of the containers around it, in a span, by time."""
        found: dict[int, str] = {}
        for via, number in self._named(thing, span):
            found.setdefault(number, via)
        return [Step(thing, found[number], self.events[number]) for number in sorted(found)]

    def possible(self, thing: str, span: Span = ALWAYS) -> list[Step]:
        """Events of the classes of a thing, which may mean other members of them."""
        return [
            replace(step, thing=thing, is_certain=False)
            for name in self.levels.classes(thing)
            for step in self.history(name, span)
        ]

    def _named(self, thing: str, span: Span) -> Iterator[tuple[str, int]]:
        yield from ((thing, number) for number in self._at(thing, span))
        for container, times in self.containers.around(thing, span).items():
            for common, stay in times:
                yield from ((container, number) for number in self._at(container, common))
                yield from self._ending(container, common, stay)

    def _ending(self, container: str, common: Span, stay: Stay) -> Iterator[tuple[str, int]]:
        """Give the event that took everything out, which need not name the thing."""
        for number in self._at(container, (common[1], common[1] + 1)) if stay.deleted_by else ():
            if self.events[number].id == stay.deleted_by:
                yield container, number

    def _at(self, thing: str, span: Span) -> list[int]:
        numbers = self.naming.get(thing, [])
        first, last = (bisect_left(numbers, time, key=self._time) for time in span)
        return numbers[first:last]

    def _time(self, number: int) -> int:
        return self.events[number].time
