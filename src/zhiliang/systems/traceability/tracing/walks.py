"""Reach along the edges: one recursive statement, the same in SQLite and PostgreSQL.

A step is taken only if its time is not before the arrival at its tail. Pairs of node and arrival
are kept apart, so cycles end and the earliest arrival of each node is exact.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from zhiliang.methods.trace import Genealogy
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import TraceEdge
from zhiliang.systems.traceability.tracing import snapshots
from zhiliang.systems.traceability.tracing.knowing import holding

EARLIEST = -(2**62)
LATEST = 2**62
Window = tuple[int, int]
Ints = NDArray[np.int64]

_FORWARD = """
WITH RECURSIVE reached(node, at) AS (
    SELECT target_id, at FROM traceability_traceedge
    WHERE source_id IN ({roots}) AND at >= %(since)s AND at <= %(until)s
        AND {held}
    UNION
    SELECT target_id, e.at FROM reached r
    JOIN traceability_traceedge e ON source_id = r.node AND e.at >= r.at AND {held}
)
SELECT node, at FROM reached
"""
_BACKWARD = """
WITH RECURSIVE reached(node, at) AS (
    SELECT source_id, at FROM traceability_traceedge
    WHERE target_id IN ({roots}) AND at >= %(since)s AND at <= %(until)s
        AND {held}
    UNION
    SELECT source_id, e.at FROM reached r
    JOIN traceability_traceedge e ON target_id = r.node AND e.at <= r.at AND {held}
)
SELECT node, at FROM reached
"""


_NOW = "known_until IS NULL"
_THEN = "known_from <= %(number)s AND (known_until IS NULL OR known_until > %(number)s)"


MANY = 500
"""Steps after which a walk in the database gives way to the genealogy in memory."""


class Reach(NamedTuple):
    """Keys of lots, sorted, roots not among them; beside each its best time [s since 1970]."""

    keys: Ints
    at: Ints

    def by_key(self) -> dict[int, int]:
        """The time of each lot."""
        return dict(zip(self.keys.tolist(), self.at.tolist(), strict=True))


def ahead(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> Reach:
    """What came of the roots, with the earliest time of each.

    `window` narrows what left the roots themselves [seconds since 1970]; `number` is the log's
    event as of which the genealogy is read, None for now.
    """
    held = sorted(set(roots))
    rows = _walk(_FORWARD, held, window, number)
    if rows is None:
        return Reach(*_genealogy().ahead(held, window=_narrowed(window)))
    return _best(rows, held, earliest=1)


def behind(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> Reach:
    """What went into the roots, with the latest time at which each may have."""
    held = sorted(set(roots))
    rows = _walk(_BACKWARD, held, window, number)
    if rows is None:
        return Reach(*_genealogy().behind(held, window=_narrowed(window)))
    return _best(rows, held, earliest=-1)


def forward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What `ahead` finds, by key."""
    return ahead(roots, window=window, number=number).by_key()


def backward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What `behind` finds, by key."""
    return behind(roots, window=window, number=number).by_key()


def _walk(
    statement: str, roots: Sequence[int], window: Window, number: int | None
) -> list[tuple[int, int]] | None:
    """Nodes with times; None if there are too many steps and a snapshot can take over."""
    if not roots:
        return []
    text = statement.format(
        roots=", ".join(str(int(one)) for one in roots), held=_NOW if number is None else _THEN
    )
    values = {"since": window[0], "until": window[1], "number": number}
    limited = number is None and snapshots.exists()
    with connection.cursor() as cursor:
        cursor.execute(text + (f"LIMIT {MANY + 1}" if limited else ""), values)
        rows: list[tuple[int, int]] = cursor.fetchall()
    return None if limited and len(rows) > MANY else rows


def _best(rows: Sequence[tuple[int, int]], roots: Sequence[int], *, earliest: int) -> Reach:
    """One time a node: the earliest (1) or the latest (-1)."""
    pairs = np.fromiter(chain.from_iterable(rows), np.int64, 2 * len(rows)).reshape(-1, 2)
    pairs = pairs[np.lexsort((earliest * pairs[:, 1], pairs[:, 0]))]
    keys, first = np.unique(pairs[:, 0], return_index=True)
    others = ~np.isin(keys, roots)
    return Reach(keys[others], pairs[first[others], 1])


def _genealogy() -> Genealogy:
    held = snapshots.current()
    assert held
    return held.genealogy


def _narrowed(window: Window) -> Window | None:
    return None if window == (EARLIEST, LATEST) else window


Steps = Callable[[Sequence[int], int | None], Iterable[int]]


def tiers(roots: Iterable[int], reached: Mapping[int, int], number: int | None) -> dict[int, int]:
    """How many steps each reached node is from a root, at least."""
    return _levels(roots, reached, number, _after)


def tiers_back(
    roots: Iterable[int], reached: Mapping[int, int], number: int | None
) -> dict[int, int]:
    """The same towards where the roots came from."""
    return _levels(roots, reached, number, _before)


def _levels(
    roots: Iterable[int], reached: Mapping[int, int], number: int | None, step: Steps
) -> dict[int, int]:
    level = dict.fromkeys(roots, 0)
    edge = list(level)
    far = 0
    while edge:
        far += 1
        found = {node for node in step(edge, number) if node in reached and node not in level}
        level |= dict.fromkeys(found, far)
        edge = list(found)
    return level


def _after(nodes: Sequence[int], number: int | None) -> Iterable[int]:
    for chunk in in_chunks(nodes):
        edges = TraceEdge.objects.filter(holding(number), source__in=chunk)
        yield from edges.values_list("target", flat=True).distinct()


def _before(nodes: Sequence[int], number: int | None) -> Iterable[int]:
    for chunk in in_chunks(nodes):
        edges = TraceEdge.objects.filter(holding(number), target__in=chunk)
        yield from edges.values_list("source", flat=True).distinct()
