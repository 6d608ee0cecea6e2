"""Mass-balance shares: how much of each lot is the root."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace import compiled
from zhiliang.methods.trace.graph import Graph
from zhiliang.methods.trace.instants import untangled
from zhiliang.methods.trace.result import Trace
from zhiliang.methods.trace.rows import Places

Shares = NDArray[np.float64]


def mixed(graph: Graph, trace: Trace) -> Shares:
    """Share of the root in each lot of its forward trace [lots]; NaN: not known.

    Every edge is taken once, in the order of time: it carries the share that its source has by
    then, Σ share · quantity / Σ quantity over all that went into the source so far. The root is
    itself all along, whatever goes into it. Of several edges at one instant, what goes into a lot
    comes before what leaves it; in a ring within one instant what is already reached goes first,
    the least number of a lot before the others. One missing quantity makes the share of the lot,
    and of what is made of it from then on, unknown; the scope stands.
    """
    lots = trace.lots
    if lots.size == 1:
        return np.ones(1)
    at = int(np.searchsorted(lots, trace.root))
    columns = _ordered(graph, trace, at)
    mass, part = np.zeros(lots.size), np.zeros(lots.size)
    is_reached = np.zeros(lots.size, np.bool_)
    mass[at] = part[at] = is_reached[at] = True
    state = compiled.seen(mass, part, is_reached)
    compiled.fastest(mix)(compiled.seen(*columns), state)
    share = np.full(lots.size, np.nan)
    np.divide(part, mass, out=share, where=mass != 0)
    # Sums of rounded products may end a hair above the whole.
    return share.clip(max=1)


def _ordered(graph: Graph, trace: Trace, root: int) -> tuple[Places, Places, Shares]:
    """Source (-1: not in the scope), lot and quantity of all that went into the scope, in order.

    Lots are their positions in the trace; the root's own inputs are left out.
    """
    places = graph.numbering.places(trace.lots)
    into = graph.back.gather(places)
    position = np.zeros(graph.back.count, np.int32)
    position[places] = np.arange(1, places.size + 1, dtype=np.int32)
    source, owner = position[into.to] - 1, into.owner
    order = np.lexsort((source, owner, into.label))
    order = order[owner[order] != root]
    arrival = graph.back.face.labels(np.delete(trace.arrival, root))
    order = untangled(order, source, owner, into.label, np.insert(arrival, root, 0), root)
    return source[order], owner[order], into.quantity[order].astype(np.float64)


def mix(edges: Any, state: Any) -> None:
    """Pour every edge (source or -1, lot, quantity) into (mass, part of the root, reached)."""
    source, owner, quantity = edges
    mass, part, is_reached = state
    for e in range(len(source)):
        u, v, q = source[e], owner[e], quantity[e]
        if u >= 0 and is_reached[u]:
            is_reached[v] = True
            part[v] += q * part[u] / mass[u] if mass[u] != 0 else np.nan
        mass[v] += q
