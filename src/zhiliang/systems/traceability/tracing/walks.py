"""Reach along the edges: one recursive statement, the same in SQLite and PostgreSQL.

A step is taken only if its time is not before the arrival at its tail. Pairs of node and arrival
are kept apart, so cycles end and the earliest arrival of each node is exact.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import connection

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import TraceEdge
from zhiliang.systems.traceability.tracing import snapshots
from zhiliang.systems.traceability.tracing.knowing import holding

EARLIEST = -(2**62)
LATEST = 2**62
Window = tuple[int, int]

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


MANY = 5_000
"""Steps after which a walk in the database gives way to the genealogy in memory."""


def forward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What came of the roots, with the earliest time of each; the roots are not among it.

    `window` narrows what left the roots themselves [seconds since 1970]; `number` is the log's
    event as of which the genealogy is read, None for now.
    """
    found = _walk(_FORWARD, roots, window, number)
    return _in_memory("forward", roots, window) if found is None else found


def backward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What went into the roots, with the latest time at which each may have."""
    found = _walk(_BACKWARD, roots, window, number)
    return _in_memory("backward", roots, window) if found is None else found


def _walk(
    statement: str, roots: Iterable[int], window: Window, number: int | None
) -> dict[int, int] | None:
    """Nodes with the best time; None if there are too many steps and a snapshot can take over."""
    held = sorted(set(roots))
    if not held:
        return {}
    text = statement.format(
        roots=", ".join(str(int(one)) for one in held), held=_NOW if number is None else _THEN
    )
    values = {"since": window[0], "until": window[1], "number": number}
    best = min if statement is _FORWARD else max
    limited = number is None and snapshots.exists()
    with connection.cursor() as cursor:
        cursor.execute(text + (f"LIMIT {MANY + 1}" if limited else ""), values)
        rows = cursor.fetchall()
    if limited and len(rows) > MANY:
        return None
    reached: dict[int, int] = {}
    for node, at in rows:
        reached[node] = best(at, reached.get(node, at))
    return _without(reached, held)


def _in_memory(way: str, roots: Iterable[int], window: Window) -> dict[int, int]:
    held = snapshots.current()
    assert held
    best = min if way == "forward" else max
    reached: dict[int, int] = {}
    for root in roots:
        narrowed = None if window == (EARLIEST, LATEST) else window
        trace = getattr(held.genealogy, way)(root, window=narrowed)
        for node, at in zip(trace.lots.tolist(), trace.arrival.tolist(), strict=True):
            reached[node] = best(at, reached.get(node, at))
    return _without(reached, roots)


def _without(reached: dict[int, int], roots: Iterable[int]) -> dict[int, int]:
    for root in roots:
        reached.pop(root, None)
    return reached


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
