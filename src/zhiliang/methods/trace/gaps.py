"""What the records leave open about the lots of a trace."""

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.direction import Direction, Gathered
from zhiliang.methods.trace.graph import Graph
from zhiliang.methods.trace.numbering import Ints
from zhiliang.methods.trace.result import Trace, Unknowns

# Sums of the same floats in another order differ by less.
ROUNDING = 1e-9


def gaps(graph: Graph, direction: Direction, trace: Trace) -> Unknowns:
    """Gaps of a trace that was made in `direction`."""
    lots = trace.lots
    places = graph.numbering.places(lots)
    if places[0] < 0:
        none = lots[:0]
        return Unknowns(lots, lots, none, none, none)
    into, out = graph.back.gather(places), graph.ahead.gather(places)
    taken, given = _sums(into, lots.size), _sums(out, lots.size)
    return Unknowns(
        unsourced=lots[graph.back.degrees(places) == 0],
        undelivered=lots[graph.ahead.degrees(places) == 0],
        unmeasured=lots[np.isnan(taken)],
        imbalanced=lots[(graph.back.degrees(places) > 0) & (given > taken * (1 + ROUNDING))],
        out_of_order=_not_followed(graph, trace, out if direction is graph.ahead else into),
    )


def _sums(edges: Gathered, count: int) -> NDArray[np.float64]:
    return np.bincount(edges.owner, weights=edges.quantity, minlength=count).astype(np.float64)


def _not_followed(graph: Graph, trace: Trace, edges: Gathered) -> Ints:
    """Lots outside the scope at the other end of an edge of the scope.

    What a window on the root shut out is no matter of order.
    """
    is_roots = trace.lots[edges.owner] == trace.root
    others = graph.numbering.lots(edges.to[~is_roots])
    return np.setdiff1d(others, trace.lots)
