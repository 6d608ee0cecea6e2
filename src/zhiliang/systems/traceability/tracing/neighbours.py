"""One step up and one step down from a firm: whom it had a lot from, and whom it gave it to.

The firm's own events tell, and those of others that name it. What it received and made the lot of,
and what it made of the lot, belong to the question; what somebody else made does not: that is a
step beyond. A firm's own sites are nobody's neighbours.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EpcisEvent, Site, TraceEdge
from zhiliang.systems.traceability.tracing import custody
from zhiliang.systems.traceability.tracing.completeness import DISPATCHED, RECEIVED
from zhiliang.systems.traceability.tracing.knowing import holding
from zhiliang.systems.traceability.tracing.makers import sites_of
from zhiliang.systems.traceability.tracing.walks import EARLIEST


class Contact(NamedTuple):
    """Who dealt with a firm; `party` is empty where only the firm that told of it is known."""

    party: str
    organisation: int | None


class _Way(NamedTuple):
    """A direction along the edges; times are multiplied by `sign`, so that they always grow."""

    tail: str
    head: str
    sign: int


class _Side(NamedTuple):
    """Where events name the neighbour, where the firm; in `own` steps the former is itself."""

    neighbour: tuple[str, ...]
    firm: tuple[str, ...]
    own: tuple[str, ...]


_BACK, _ON = _Way("target_id", "source_id", -1), _Way("source_id", "target_id", 1)
_UP = _Side(custody.SOURCES, custody.DESTINATIONS, DISPATCHED)
_DOWN = _Side(custody.DESTINATIONS, custody.SOURCES, RECEIVED)


def suppliers(lot: int, firm: int, number: int | None) -> set[Contact]:
    """Whom a firm had a lot from, or what it made it of; `number` as walks take it."""
    until = _reach(lot, firm, number, _BACK)
    seen = custody.sightings(dict.fromkeys(until, EARLIEST), number)
    # what came after the lot was made did not go into it
    in_time = (one for one in seen if -int(one.at.timestamp()) >= until[one.goods])
    return _contacts(in_time, firm, _UP)


def customers(lot: int, firm: int, number: int | None) -> set[Contact]:
    """Whom a firm gave a lot to, or what it made of it; `number` as walks take it."""
    return _contacts(custody.sightings(_reach(lot, firm, number, _ON), number), firm, _DOWN)


def _reach(lot: int, firm: int, number: int | None, way: _Way) -> dict[int, int]:
    """What the firm itself made of a lot (or it of), with the best time of each, signed."""
    reached = {lot: EARLIEST}
    edge = {lot}
    while edge:
        found: set[int] = set()
        for tail, head, at in _steps(edge, firm, number, way):
            if at >= reached[tail] and at < reached.get(head, at + 1):
                reached[head] = at
                found.add(head)
        edge = found
    return reached


def _steps(
    nodes: Iterable[int], firm: int, number: int | None, way: _Way
) -> Iterator[tuple[int, int, int]]:
    for chunk in in_chunks(nodes):
        edges = TraceEdge.objects.filter(holding(number), **{f"{way.tail}__in": chunk})
        rows = list(edges.values_list(way.tail, way.head, "at", "set"))
        own = _made_by(firm, {name for *_edge, name in rows})
        for tail, head, at, name in rows:
            if name.startswith(TraceEdge.LEVEL) or name in own:
                yield tail, head, way.sign * at


def _made_by(firm: int, names: Collection[str]) -> set[str]:
    """Transformations that a firm told of."""
    events = EpcisEvent.objects.filter(organisation=firm)
    single = [
        int(one.removeprefix(TraceEdge.SINGLE)) for one in names if one.startswith(TraceEdge.SINGLE)
    ]
    own: set[str] = set()
    for keys in in_chunks(single):
        told = events.filter(pk__in=keys).values_list("pk", flat=True)
        own |= {f"{TraceEdge.SINGLE}{key}" for key in told}
    for shared in in_chunks(names):
        rows = events.filter(transformation_id__in=shared)
        own |= set(rows.values_list("transformation_id", flat=True))
    return own


def _contacts(seen: Iterable[custody.Sighting], firm: int, side: _Side) -> set[Contact]:
    steps = {one.event: one.step for one in seen}
    told_by, named = _reporters(steps), _parties(steps, side.neighbour)
    dealt = custody.parties_of(steps, side.firm)
    owner = _owners(name for told in (named, dealt) for names in told.values() for name in names)
    found: set[Contact] = set()
    for event, step in steps.items():
        if told_by[event] == firm:
            parties = [] if step in side.own else named.get(event, [])
        elif any(owner[name] == firm for name in dealt.get(event, ())):
            parties = named.get(event, [""])
        else:
            continue
        found |= {Contact(one, owner[one] if one else told_by[event]) for one in parties}
    return {one for one in found if one.organisation != firm}


def _reporters(events: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for chunk in in_chunks(events):
        rows = EpcisEvent.objects.filter(pk__in=chunk)
        found |= dict(rows.values_list("pk", "organisation_id"))
    return found


def _parties(events: Collection[int], keys: tuple[str, ...]) -> dict[int, list[str]]:
    """Who is named in each event: the place only where no party is, or one firm counts twice."""
    *parties, place = keys
    return custody.parties_of(events, (place,)) | custody.parties_of(events, tuple(parties))


def _owners(names: Iterable[str]) -> dict[str, int | None]:
    """Whose each party or place is, by what was declared; None for nobody's."""
    wanted = set(names)
    sites = sites_of(wanted | {place_of(one) for one in wanted})
    return {one: _owner(sites.get(one)) or _owner(sites.get(place_of(one))) for one in wanted}


def _owner(site: Site | None) -> int | None:
    if site and site.organisation_id is None:
        site = site.parent
    return site.organisation_id if site else None


def place_of(party: str) -> str:
    """The location number that a party or a part of a location has: what a firm declares."""
    return party.replace("/417/", "/414/").partition("/254/")[0]
