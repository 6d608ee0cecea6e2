"""Edges added to and taken from a sorted graph, without sorting it anew."""

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.trace.direction import Direction, Gathered
from zhiliang.methods.trace.edges import Edges
from zhiliang.methods.trace.graph import Graph
from zhiliang.methods.trace.numbering import Numbering
from zhiliang.methods.trace.rows import Rows


def overlaid(graph: Graph, added: Edges, removed: Edges) -> Graph:
    """Replace the rows of the lots that are touched; all others stay where they are.

    Raises
    ------
    ValueError
        An edge to be removed that is not there as often as asked.
    """
    more, less = added.without_loops(), removed.without_loops()
    face = graph.ahead.face
    if not face.holds(less.t):
        raise ValueError("an edge to be removed is at a time at which there is none")
    if not face.holds(more.t):
        nothing = added.where(np.zeros(added.t.size, np.bool_))
        return Graph.of(overlaid(graph, nothing, removed).edges().joined(added))
    numbering = graph.numbering.with_lots(np.concatenate([added.src, added.dst]))
    return Graph(
        numbering,
        _replaced(graph.ahead, numbering, more, less),
        _replaced(graph.back, numbering, more.turned(), less.turned()),
    )


def _replaced(direction: Direction, numbering: Numbering, more: Edges, less: Edges) -> Direction:
    """Rows anew of the sources in `more` and `less`, of lots without a row, and those replaced."""
    touched = np.zeros(numbering.count, np.bool_)
    touched[direction.count :] = True
    touched[: direction.slot.size] |= direction.slot > 0
    for edges in (more, less):
        places = numbering.places(edges.src)
        touched[places[places >= 0]] = True
    lots = np.flatnonzero(touched)
    slot = np.zeros(numbering.count, np.int32)
    slot[lots] = np.arange(1, lots.size + 1)
    rows = direction.gather(lots[lots < direction.count])
    kept = _without(rows, _placed(less, slot, numbering, direction))
    patch = _patch(lots.size, kept, _placed(more, slot, numbering, direction))
    return Direction(direction.base, patch.like(direction.base), slot, direction.face)


def _placed(
    edges: Edges, slot: NDArray[np.int32], numbering: Numbering, direction: Direction
) -> Gathered:
    """Edges as rows of the patch; -1 for a lot that has no place."""
    src, dst = numbering.places(edges.src), numbering.places(edges.dst)
    owner = np.where(src < 0, -1, slot[src].astype(np.intp) - 1)
    amounts = edges.quantity.astype(direction.base.quantity.dtype)
    return Gathered(owner, dst, direction.face.labels(edges.t), amounts)


def _patch(count: int, kept: Gathered, more: Gathered) -> Rows:
    owner, to, label, quantity = (
        np.concatenate(columns) for columns in zip(kept, more, strict=True)
    )
    order = np.argsort(-label.astype(np.int64), kind="stable")
    return Rows.build(count, owner[order], to[order], label[order], quantity[order])


def _without(rows: Gathered, gone: Gathered) -> Gathered:
    """Take each edge of `gone` away from `rows` once."""
    if not gone.owner.size:
        return rows
    columns = [np.append(old, out) for old, out in zip(rows, gone, strict=True)]
    # A missing quantity equals another missing one here, which NaN does not.
    columns[3] = np.nan_to_num(columns[3], nan=-1.0)
    is_old = np.arange(columns[0].size) < rows.owner.size
    order = np.lexsort((is_old, *columns))
    is_new = np.any([np.diff(column[order]) != 0 for column in columns], axis=0)
    group = np.append(0, np.cumsum(is_new))
    out = np.bincount(group, weights=~is_old[order]).astype(np.intp)
    size = np.bincount(group)
    if (2 * out > size).any():
        raise ValueError("an edge to be removed is not there, or not as often")
    # Sorted, a group begins with what goes; as many of the old ones follow that go with them.
    rank = np.arange(group.size) - np.append(0, np.cumsum(size))[group]
    kept = order[rank >= 2 * out[group]]
    return Gathered(*(column[kept] for column in rows))
