"""Versions of lots: what a lot was after each instant at which something went into it.

Which versions hold something of a root depends on no clock any more: a version holds what the
version before it held and what the sources held at that instant. So many roots can be followed at
once, one bit each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from zhiliang.methods.trace.rows import Places, Rows, firsts, spread, stable_order
from zhiliang.methods.trace.walk import first_usable


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions of each lot: `first[v]` to `first[v + 1]` - 1, the latest first.

    `source`, `target` [hops] say what holds all that another version held; `origin`, `entered`
    [edges] are lots that went, before anything went into them, into a version.
    """

    first: Places
    source: Places
    target: Places
    origin: Places
    entered: Places

    @classmethod
    def of(cls, back: Rows) -> "Versions":
        """Versions from rows of what went into each lot."""
        lot = back.owners()
        is_new = np.ones(lot.size, np.bool_)
        is_new[1:] = (np.diff(lot) != 0) | (np.diff(back.label) != 0)
        version = np.cumsum(is_new, dtype=np.int32) - np.int32(1)
        owner = lot[is_new]
        first = np.searchsorted(owner, np.arange(back.count + 1)).astype(np.int32)
        last = first[back.to + 1]
        source = first_usable(back.label[is_new], first[back.to], last, back.label)
        was_made = source < last
        earlier = np.flatnonzero(owner[1:] == owner[:-1]).astype(np.int32)
        return cls(
            first,
            np.concatenate([source[was_made], earlier + 1]),
            np.concatenate([version[was_made], earlier]),
            back.to[~was_made],
            version[~was_made],
        )

    @property
    def count(self) -> int:
        """Number of versions."""
        return int(self.first[-1])


@dataclass(frozen=True, slots=True)
class Layer:
    """Hops into versions whose sources are settled; the sources of each target `begin` there."""

    target: Places
    begin: NDArray[np.intp]
    source: Places


def layers(source: Places, target: Places, count: int) -> tuple[list[Layer], Places]:
    """Hops in the order in which they can be settled, and the class of each version.

    Versions that hold each other, in a ring within one instant, are one class; `source` and
    `target` of the layers are classes.
    """
    classes: Places = np.arange(count, dtype=np.int32)
    depth = _depths(source, target, count)
    if (depth < 0).any():
        classes = _rings(source, target, count)
        source, target = classes[source], classes[target]
        is_hop = source != target
        source, target = source[is_hop], target[is_hop]
        depth = _depths(source, target, count)
    return _layers(source, target, depth), classes


def _depths(source: Places, target: Places, count: int) -> Places:
    """Hops on the longest way to each version; -1 in and behind a ring."""
    order = stable_order(source, count)
    ahead = target[order]
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=count), out=start[1:])
    missing = np.bincount(target, minlength=count)
    depth = np.full(count, -1, np.int32)
    claim = np.empty(count, np.int32)
    settled, level = np.flatnonzero(missing == 0), 0
    while settled.size:
        depth[settled] = level
        reached = ahead[spread(start[settled], start[settled + 1] - start[settled])]
        np.subtract.at(missing, reached, 1)
        freed = reached[missing[reached] == 0]
        settled = freed[firsts(freed, claim)]
        level += 1
    return depth


def _rings(source: Places, target: Places, count: int) -> Places:
    hops = coo_array((np.ones(source.size, np.bool_), (source, target)), shape=(count, count))
    _, classes = connected_components(hops, connection="strong")
    # The number of a class is that of one of its versions.
    least = np.zeros(classes.max() + 1, np.int32)
    least[classes[::-1]] = np.arange(count - 1, -1, -1)
    named: Places = least[classes]
    return named


def _layers(source: Places, target: Places, depth: Places) -> list[Layer]:
    order = stable_order(target, depth.size)
    order = order[stable_order(depth[target[order]], int(depth.max(initial=0)) + 1)]
    source, target = source[order], target[order]
    begin = np.flatnonzero(np.diff(target, prepend=-1))
    ends = np.append(begin, target.size)
    bounds = np.searchsorted(depth[target[begin]], np.arange(1, depth.max(initial=0) + 2))
    return [
        Layer(target[begin[a:b]], begin[a:b] - begin[a], source[ends[a] : ends[b]])
        for a, b in zip(bounds, bounds[1:], strict=False)
    ]
