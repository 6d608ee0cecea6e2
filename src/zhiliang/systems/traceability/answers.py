"""What others may ask of traceability: what came of lots, who received them, what is not known.

Scope is reach along the genealogy, nothing less; shares only rank. What the records do not show is
part of the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import unquote

from django.utils import timezone

from zhiliang.core.models import Organisation
from zhiliang.methods.canonical import digest
from zhiliang.methods.gs1 import levels
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same
from zhiliang.systems.traceability.models import Site, TracedObject
from zhiliang.systems.traceability.scanning.codes import BadCode
from zhiliang.systems.traceability.scanning.typed import canonical_of
from zhiliang.systems.traceability.tracing import custody, neighbours, walks
from zhiliang.systems.traceability.tracing.gaps import Unknown, gaps_of
from zhiliang.systems.traceability.tracing.knowing import last_number
from zhiliang.systems.traceability.tracing.makers import (
    attributes_of,
    makings,
    name_in,
    sites_of,
    starting,
)
from zhiliang.systems.traceability.tracing.names import names_of

ALGORITHM = "reach-1"
BACKWARD_ALGORITHM = "reach-back-1"


@dataclass(frozen=True)
class Lot:
    """A lot or item in a scope; `tier` steps from a root; `share` of a root in it, None unknown."""

    id: str
    name: str
    made_at: datetime | None
    tier: int
    share: float | None = None
    quantity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Holder:
    """A party or site that had goods of a scope, or to which they were sent."""

    party: str
    name: str
    organisation_id: int | None
    place: str
    lots: tuple[str, ...]
    first_at: datetime
    last_at: datetime | None
    quantity: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Scope:
    """What came of `roots` as recorded until `as_of`."""

    roots: tuple[str, ...]
    as_of: datetime
    window: tuple[datetime, datetime] | None
    lots: tuple[Lot, ...]
    holders: tuple[Holder, ...]
    unknowns: tuple[Unknown, ...]
    algorithm: str = ALGORITHM
    digest: str = ""


def scope_of(
    roots: Sequence[str],
    *,
    as_of: datetime | None = None,
    window: tuple[datetime, datetime] | None = None,
) -> Scope:
    """Everything that came of the lots, and everybody who had any of it.

    `window` narrows what left the roots themselves; `as_of` reads the records as they stood then.
    Ids may be written in any form of GS1's.
    """
    return _scope(roots, as_of, window, _FORWARD)


def sources_of(
    roots: Sequence[str],
    *,
    as_of: datetime | None = None,
    window: tuple[datetime, datetime] | None = None,
) -> Scope:
    """Everything that went into the lots, and everybody who had any of it.

    `window` narrows what went into the roots themselves. The roots and the answer are told apart by
    `algorithm`: a scope that looks back is no recall's.
    """
    return replace(_scope(roots, as_of, window, _BACKWARD), algorithm=BACKWARD_ALGORITHM)


def _scope(
    roots: Sequence[str],
    as_of: datetime | None,
    window: tuple[datetime, datetime] | None,
    way: "_Way",
) -> Scope:
    moment = as_of or timezone.now()
    number = None if as_of is None else number_at(as_of)
    named = tuple(dict.fromkeys(canonical_or_same(one) for one in roots))
    known = dict(TracedObject.objects.filter(canonical__in=named).values_list("canonical", "pk"))
    reached = way.walk(known.values(), window=seconds_of(window), number=number)
    found = _Found(sorted(known.values()), reached, number, way)
    gone = (Unknown("unknown_lot", one) for one in named if one not in known)
    scope = Scope(
        roots=named,
        as_of=moment,
        window=window,
        lots=tuple(_lots(found)),
        holders=tuple(_holders(found)),
        unknowns=(*gone, *gaps_of(found.keys, found.names, number)),
    )
    return replace(scope, digest=_digest(scope))


@dataclass(frozen=True)
class Neighbour:
    """A party one step from a firm; `party` is empty where only the firm that told is known."""

    party: str
    name: str
    organisation_id: int | None


@dataclass(frozen=True)
class Neighbours:
    """Whom a firm had a lot from, and whom it gave it to; empty where the records name nobody."""

    up: tuple[Neighbour, ...]
    down: tuple[Neighbour, ...]


def neighbours_of(code: str, organisation_id: int, *, as_of: datetime | None = None) -> Neighbours:
    """One up and one down of a firm for a lot, by what was recorded until `as_of`.

    Its own events tell, and those of others that name it: on the lot, on what it made the lot of
    and of the lot, and on the containers around them. Nobody beyond the neighbour is told.
    """
    number = None if as_of is None else number_at(as_of)
    lot = TracedObject.objects.filter(canonical=canonical_or_same(code)).first()
    if lot is None:
        return Neighbours((), ())
    up = neighbours.suppliers(lot.pk, organisation_id, number)
    down = neighbours.customers(lot.pk, organisation_id, number)
    return Neighbours(tuple(_named(up)), tuple(_named(down)))


def _named(contacts: Iterable[neighbours.Contact]) -> Iterator[Neighbour]:
    held = sorted(contacts, key=lambda one: (one.party, one.organisation or 0))
    sites = sites_of(one.party for one in held)
    firms = Organisation.objects.in_bulk({one.organisation for one in held} - {None})
    for one in held:
        site, firm = sites.get(one.party), firms.get(one.organisation)
        name = (site.name if site else "") or (firm.name if firm else spoken(one.party))
        yield Neighbour(one.party, name, one.organisation)


def origins_of(code: str) -> list[str]:
    """Everything that may have gone into a lot, in the spelling of people."""
    roots = TracedObject.objects.filter(canonical=canonical_or_same(code))
    reached = walks.backward(roots.values_list("pk", flat=True))
    return sorted(spoken(name) for name in _names(reached).values())


def _names(keys: Iterable[int]) -> dict[int, str]:
    held = sorted(set(keys))
    return dict(zip(held, names_of(held), strict=True))


class _Found:
    """What a walk reached, with the names of it; roots are part of what is recalled."""

    def __init__(
        self, roots: list[int], reached: dict[int, int], number: int | None, way: "_Way"
    ) -> None:
        self.roots, self.reached, self.number = roots, reached, number
        self.level = way.tiers(roots, reached, number)
        self.keys = [*roots, *sorted(reached)]
        # what went in was wherever it was before; what came out matters from when it came
        far = reached if way is _FORWARD else dict.fromkeys(reached, walks.EARLIEST)
        self.since = dict.fromkeys(roots, walks.EARLIEST) | far
        self.names = _names(self.keys)


class _Way(NamedTuple):
    """A direction: how it is walked, and how far from a root each of what it reached is."""

    walk: Callable[..., dict[int, int]]
    tiers: Callable[..., dict[int, int]]


_FORWARD = _Way(walks.forward, walks.tiers)
_BACKWARD = _Way(walks.backward, walks.tiers_back)


def seconds_of(window: tuple[datetime, datetime] | None) -> walks.Window:
    """A stretch of time as walks take it; all time for None."""
    if window is None:
        return walks.EARLIEST, walks.LATEST
    return int(window[0].timestamp()), int(window[1].timestamp())


def number_at(moment: datetime) -> int:
    """The last event of the log at a moment."""
    return last_number(recorded_at__lte=moment)


def _lots(found: _Found) -> Iterator[Lot]:
    for key in found.keys:
        at = found.reached.get(key)
        made = None if at is None else datetime.fromtimestamp(at, tz=UTC)
        yield Lot(found.names[key], spoken(found.names[key]), made, found.level.get(key, 0))


def spoken(canonical: str) -> str:
    """An identifier as people read it: (01)06901234567892(10)L47; others as they are."""
    if not canonical.startswith("https://id.gs1.org/"):
        return canonical
    parts = canonical.removeprefix("https://id.gs1.org/").split("/")
    pairs = zip(parts[::2], parts[1::2], strict=False)
    return "".join(f"({ai}){unquote(value)}" for ai, value in pairs)


def _holders(found: _Found) -> Iterator[Holder]:
    seen = list(custody.sightings(found.since, found.number))
    sent = custody.parties_of((one.event for one in seen), custody.DESTINATIONS)
    at_site: dict[str, list[custody.Sighting]] = defaultdict(list)
    for one in seen:
        for where in {one.site, *sent.get(one.event, ())} - {""}:
            at_site[where].append(one)
    sites = {site.canonical: site for site in _sites(at_site)}
    for where, held in sorted(at_site.items()):
        yield _holder(where, held, sites.get(where), found.names)


def _sites(names: Iterable[str]) -> Iterator[Site]:
    for chunk in in_chunks(names):
        yield from Site.objects.filter(canonical__in=chunk)


def _holder(
    where: str, held: list[custody.Sighting], site: Site | None, names: dict[int, str]
) -> Holder:
    units = {one.unit for one in held if one.quantity is not None}
    quantity = _quantity(held) if len(units) == 1 else None
    return Holder(
        party=where,
        name=str(site) if site else spoken(where),
        organisation_id=site.organisation_id if site else None,
        place=(site.place_id or "") if site else "",
        lots=tuple(sorted({names[one.goods] for one in held})),
        first_at=held[0].at,
        last_at=held[-1].at,
        quantity=quantity,
        unit=units.pop() if quantity is not None else "",
    )


def _quantity(held: list[custody.Sighting]) -> Decimal:
    """The most of each lot that one event names here, added up: never less than was there."""
    most: dict[int, float] = {}
    for one in held:
        if one.quantity is not None:
            most[one.goods] = max(most.get(one.goods, 0.0), one.quantity)
    return sum((Decimal(repr(value)) for value in most.values()), Decimal(0))


def _digest(scope: Scope) -> str:
    """The digest of what was found: the same however often and whenever it is worked out."""
    return digest(
        {
            "algorithm": scope.algorithm,
            "roots": sorted(scope.roots),
            "window": [one.isoformat() for one in scope.window or ()],
            "lots": sorted((one.id, one.tier) for one in scope.lots),
            "holders": sorted((one.party, *one.lots) for one in scope.holders),
            "unknowns": sorted((one.kind, one.subject) for one in scope.unknowns),
        }
    )


def made_on(code: str) -> date | None:
    """The local day on which a lot or item was first made or put out; None if nobody tells."""
    known = TracedObject.objects.filter(canonical=canonical_or_same(code)).first() if code else None
    found = makings([known.pk]).get(known.pk) if known else None
    return timezone.localtime(found.at).date() if found and found.made else None


@dataclass(frozen=True)
class Goods:
    """What a code names: canonical `ids`, finest first; what it is called and who made it."""

    ids: tuple[str, ...]
    code: str
    name: str = ""
    maker: str = ""


def goods_of(text: str) -> Goods | None:
    """The goods that a typed, pasted or scanned code names; None where it is no such code."""
    try:
        ids = levels(canonical_of(text))
    except (BadCode, ValueError):
        return None
    name = name_in(attributes_of(ids[-1:]).get(ids[-1], {}))
    return Goods(ids, spoken(ids[0]), name, _maker(ids))


def _maker(ids: Sequence[str]) -> str:
    """Who first made the goods, or any lot of the product; empty where nobody tells."""
    lots = TracedObject.objects.filter(canonical__in=ids[:-1]).values_list("pk", flat=True)
    others = TracedObject.objects.filter(starting(f"{ids[-1]}/")).values_list("pk", flat=True)
    made = [one for one in makings([*lots] or [*others[:1]]).values() if one.made]
    first = min(made, key=lambda one: one.at, default=None)
    firm = Organisation.objects.filter(pk=first.organisation).first() if first else None
    return firm.name if firm else ""
