"""Reach along the edges: one recursive statement, the same in SQLite and PostgreSQL.

A step is taken only if its time is not before the arrival at its tail. Pairs of node and arrival
are kept apart, so cycles end and the earliest arrival of each node is exact.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Q

from zhiliang.systems.traceability.actions.storing import in_chunks
from zhiliang.systems.traceability.models import TraceEdge

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
SELECT node, MIN(at) FROM reached GROUP BY node
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
SELECT node, MAX(at) FROM reached GROUP BY node
"""


_NOW = "known_until IS NULL"
_THEN = "known_from <= %(number)s AND (known_until IS NULL OR known_until > %(number)s)"


def forward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What came of the roots, with the earliest time of each; the roots are not among it.

    `window` narrows what left the roots themselves [seconds since 1970]; `number` is the log's
    event as of which the genealogy is read, None for now.
    """
    return _walk(_FORWARD, roots, window, number)


def backward(
    roots: Iterable[int], *, window: Window = (EARLIEST, LATEST), number: int | None = None
) -> dict[int, int]:
    """What went into the roots, with the latest time at which each may have."""
    return _walk(_BACKWARD, roots, window, number)


def _walk(
    statement: str, roots: Iterable[int], window: Window, number: int | None
) -> dict[int, int]:
    held = sorted(set(roots))
    if not held:
        return {}
    text = statement.format(
        roots=", ".join(str(int(one)) for one in held), held=_NOW if number is None else _THEN
    )
    values = {"since": window[0], "until": window[1], "number": number}
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        reached = dict(cursor.fetchall())
    for root in held:
        reached.pop(root, None)
    return reached


def holding(number: int | None) -> Q:
    """The relations that held as of an event of the log; None for now."""
    if number is None:
        return Q(known_until=None)
    return Q(known_from__lte=number) & (Q(known_until=None) | Q(known_until__gt=number))


def tiers(roots: Iterable[int], reached: Mapping[int, int], number: int | None) -> dict[int, int]:
    """How many steps each reached node is from a root, at least."""
    level = dict.fromkeys(roots, 0)
    edge = list(level)
    step = 0
    while edge:
        step += 1
        found = {node for node in _after(edge, number) if node in reached and node not in level}
        level |= dict.fromkeys(found, step)
        edge = list(found)
    return level


def _after(nodes: Sequence[int], number: int | None) -> Iterable[int]:
    for chunk in in_chunks(nodes):
        edges = TraceEdge.objects.filter(holding(number), source__in=chunk)
        yield from edges.values_list("target", flat=True).distinct()
