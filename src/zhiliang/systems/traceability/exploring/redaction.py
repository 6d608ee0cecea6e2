"""What a reader may see of a trace.

Supervision of the province sees all of it. A city sees by name what firms of the city told, the
rest by count. A firm sees its own lots, and by name whom it got them from and whom it gave them to
(one up, one down): what it told itself, so that it learns nothing that it did not know. All beyond
is a count by tier and city, and a count below LEAST is not told: who is alone in a city could be
named by it.

What a firm sees beyond its own lots is what came of lots that it alone made (or what went into
them): a trader would otherwise read whom else its supplier serves. Neither window nor as-of
touches that part: two questions whose answers differ by one lot would name the hour of a stranger's
deal.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.models import Organisation
from zhiliang.core.policy import holds_everywhere, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.traceability.answers import Holder, number_at, scope_of, sources_of
from zhiliang.systems.traceability.exploring.asking import Question
from zhiliang.systems.traceability.exploring.reaching import Reached, reached
from zhiliang.systems.traceability.exploring.reading import Node, Trace, trace_of
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.policy.firms import firms_of
from zhiliang.systems.traceability.policy.repository import SUPERVISION
from zhiliang.systems.traceability.tracing import custody
from zhiliang.systems.traceability.tracing.gaps import Unknown
from zhiliang.systems.traceability.tracing.walks import EARLIEST

LARGE = 20_000
"""The most lots that are shown with makers, holders and gaps: configuration. Above it, each lot's
events would be read for longer than anybody waits."""
LEAST = 3
"""The smallest count that a firm is told of others: configuration, from no standard."""


@dataclass(frozen=True)
class Beyond:
    """Lots of others: how many, by tier and city; None: fewer than are told."""

    tier: int
    city: str
    lots: int | None


@dataclass(frozen=True)
class View:
    """A trace as one reader sees it; `whole` says that nothing is left out."""

    trace: Trace
    nodes: Mapping[int, Node]
    holders: tuple[Holder, ...]
    unknowns: tuple[Unknown, ...]
    beyond: tuple[Beyond, ...] = ()
    whole: bool = True

    @property
    def edges(self) -> list[tuple[int, int]]:
        """Which of the lots that are seen went into which."""
        return [pair for pair in self.trace.edges if self.nodes.keys() >= set(pair)]


def view_of(question: Question, person: Any) -> View | None:
    """The trace as a person may see it; None where they may not know of the code at all."""
    trace = trace_of(question)
    if sees_all(person):
        return _whole(trace) if trace.known else None
    told = _told_by(trace.nodes, trace.number, _reporters(person))
    if not told.lots & {key for key, node in trace.nodes.items() if not node.tier}:
        return None
    if firms := firms_of(person):
        return _of_firm(trace, told, firms)
    return _of_city(trace, told)


def sees_all(person: Any) -> bool:
    """Whether nothing of a trace is left out for them."""
    return holds_everywhere(person, SUPERVISION)


def walked(question: Question, person: Any) -> Reached | None:
    """The walk by which it is judged whether a scope is too large for a person's view.

    For a firm that of all time: a window moved to and fro around the limit would tell it the hour
    of a stranger's deal.
    """
    if sees_all(person) or not firms_of(person):
        return reached(question)
    return reached(Question(question.root, question.direction))


def knows_of(found: Reached, person: Any, as_of: datetime | None) -> bool:
    """Whether a person may know that the roots of a walk are on record."""
    number = None if as_of is None else number_at(as_of)
    return bool(_told_by(found.roots, number, _reporters(person)).lots & set(found.roots))


def _whole(trace: Trace) -> View:
    return View(trace, trace.nodes, trace.scope.holders, trace.scope.unknowns)


def _reporters(person: Any) -> "frozenset[int]":
    """Firms whose events a person may read."""
    rows = Organisation.objects.all()
    city = scopes(person, Role.CITY_OFFICER).within(rows, place="place")
    return frozenset(city.values_list("pk", flat=True)) | firms_of(person)


@dataclass
class Told:
    """What some firms' own events say: of which lots, at which sites, with which parties."""

    lots: set[int] = field(default_factory=set)
    at: dict[str, list[custody.Sighting]] = field(default_factory=dict)


def _told_by(keys: Iterable[int], number: int | None, firms: Collection[int]) -> Told:
    """Only what they told themselves: what others say of them may be somebody's secret."""
    told = Told()
    seen = list(custody.sightings(dict.fromkeys(keys, EARLIEST), number))
    own = _events_of({one.event for one in seen}, firms)
    sent = custody.parties_of(own, custody.DESTINATIONS + custody.SOURCES)
    for one in seen:
        if one.event in own:
            told.lots.add(one.goods)
            for where in {one.site, *sent.get(one.event, ())} - {""}:
                told.at.setdefault(where, []).append(one)
    return told


def _events_of(events: Set[int], firms: Collection[int]) -> set[int]:
    own: set[int] = set()
    for chunk in in_chunks(events):
        rows = EpcisEvent.objects.filter(pk__in=chunk, organisation__in=firms)
        own |= set(rows.values_list("pk", flat=True))
    return own


def _of_city(trace: Trace, told: Told) -> View:
    seen = {key: trace.nodes[key] for key in told.lots}
    rest = [node for key, node in trace.nodes.items() if key not in told.lots]
    return View(
        trace,
        seen,
        tuple(_holders(trace, told)),
        _unknowns(trace, seen),
        tuple(_counted(rest, least=0)),
        whole=not rest,
    )


def _of_firm(trace: Trace, told: Told, firms: Collection[int]) -> View:
    seen = {key: _nameless(trace.nodes[key], firms) for key in told.lots}
    rest = list(_others(trace, told, firms))
    own = {key: node for key, node in seen.items() if node.organisation in firms}
    return View(
        trace,
        seen,
        tuple(_holders(trace, told)),
        # what is missing of a supplier's lot would tell what its other customers did
        _unknowns(trace, own),
        tuple(_counted(rest, least=LEAST)),
        whole=False,
    )


def _nameless(node: Node, firms: Collection[int]) -> Node:
    """A lot of somebody else's making: the firm knows whom it got it from, not who made it."""
    if node.organisation in firms:
        return node
    return replace(node, organisation=None, holder=_("其他单位"), city="", at=None)


def _others(trace: Trace, told: Told, firms: Collection[int]) -> Iterator[Node]:
    """Lots of others on the far side of what the firm alone made, as of now and for all time."""
    made = [
        node.id
        for key, node in trace.nodes.items()
        if key in told.lots and node.made and node.alone and node.organisation in firms
    ]
    if not made:
        return
    question = trace.question
    whole = trace_of(Question(question.root, question.direction))
    walk = scope_of if question.direction == "forward" else sources_of
    far = {lot.id for lot in walk(made).lots}
    mine = _told_by(whole.nodes, whole.number, firms).lots
    yield from (node for key, node in whole.nodes.items() if node.id in far and key not in mine)


def _counted(nodes: Collection[Node], *, least: int) -> Iterator[Beyond]:
    counts = Counter((node.tier, node.city) for node in nodes)
    for (tier, city), lots in sorted(counts.items()):
        yield Beyond(tier, city, lots if lots >= least else None)


def _unknowns(trace: Trace, seen: Mapping[int, Node]) -> tuple[Unknown, ...]:
    names = {node.id for node in seen.values()}
    return tuple(one for one in trace.scope.unknowns if one.subject in names)


def _holders(trace: Trace, told: Told) -> Iterator[Holder]:
    """Parties and sites in the firms' own events, with what those events say and no more."""
    known = {one.party: one for one in trace.scope.holders}
    for where, seen in sorted(told.at.items()):
        if where in known:
            yield replace(
                known[where],
                lots=tuple(sorted({trace.nodes[one.goods].id for one in seen})),
                first_at=min(one.at for one in seen),
                last_at=max(one.at for one in seen),
                quantity=None,
                unit="",
            )
