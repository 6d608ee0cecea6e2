"""What others may ask of traceability: what came of lots, who received them, what is not known.

Scope is reach along the genealogy, nothing less; shares only rank. What the records do not show is
part of the answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhiliang.methods.canonical import digest
from zhiliang.systems.traceability.actions.storing import in_chunks
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same
from zhiliang.systems.traceability.models import (
    EpcisEvent,
    EventObject,
    Role,
    Site,
    TracedObject,
    TraceEdge,
)
from zhiliang.systems.traceability.tracing import custody, walks

ALGORITHM = "reach-1"


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
class Unknown:
    """A gap in the records: kind, what it concerns, what it means."""

    kind: str
    subject: str
    note: str = ""


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
    digest: str = field(default="")


def scope_of(
    roots: Sequence[str],
    *,
    as_of: datetime | None = None,
    window: tuple[datetime, datetime] | None = None,
) -> Scope:
    """Everything that came of the lots, and everybody who had any of it.

    `window` narrows what left the roots themselves. Ids may be written in any form of GS1's.
    """
    moment = as_of or timezone.now()
    named = tuple(dict.fromkeys(canonical_or_same(one) for one in roots))
    known = dict(TracedObject.objects.filter(canonical__in=named).values_list("canonical", "pk"))
    reached = walks.forward(known.values(), window=_seconds(window))
    lots = list(_lots(known, reached))
    holders = tuple(_holders([one for _key, one in lots], [key for key, _one in lots]))
    gone = [Unknown("unknown_lot", one) for one in named if one not in known]
    scope = Scope(
        roots=named,
        as_of=moment,
        window=window,
        lots=tuple(one for _key, one in lots),
        holders=holders,
        unknowns=(*gone, *_unknowns(lots)),
    )
    return _sealed(scope)


def _seconds(window: tuple[datetime, datetime] | None) -> walks.Window:
    if window is None:
        return walks.EARLIEST, walks.LATEST
    return int(window[0].timestamp()), int(window[1].timestamp())
