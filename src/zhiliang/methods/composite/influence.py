"""What single elements do to the index: strengths and weaknesses, and life without an element."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from zhiliang.methods.composite.index import Index
from zhiliang.methods.composite.ranks import Floats, ascending_ranks
from zhiliang.methods.composite.structure import Structure


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands on one indicator: its rank (1 best) and its raw value [own unit]."""

    code: str
    parent: str
    rank: int
    value: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The indicators on which a unit stands best and worst, best first in both."""

    strengths: tuple[Place, ...]
    weaknesses: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """The index without one element: scores and ranks [units], and how far ranks move on average.

    `shift` is the mean absolute change in rank over the units [ranks].
    """

    scores: Floats
    ranks: Floats
    shift: float


def profile(index: Index, unit: Hashable, *, best: int = 5, worst: int = 5) -> Profile:
    """Strengths and weaknesses of one unit, by its rank on each indicator as it was given.

    Indicators without a value for the unit are left out, and so are those on which it is last:
    where many share the last place, that says little.

    Parameters
    ----------
    index
        A built index, not a panel.
    unit
        A label of its units.
    best, worst
        How many of each.

    Raises
    ------
    ValueError
        An unknown unit, or a panel.

    Notes
    -----
    COINr `get_str_weak` (min_discard); indicators of equal rank keep the order of the structure.

    Examples
    --------
    >>> tree = {"index": {"income": None, "air": None, "roads": None}}
    >>> data = {"income": [9, 5, 1], "air": [3, 2, 1], "roads": [2, 3, 1]}
    >>> index = Index(tree).build(data, units=["A", "B", "C"])
    >>> [place.code for place in profile(index, "B", best=1, worst=1).strengths]
    ['roads']
    """
    raw = index.stages["raw"] if index.stages else None
    if raw is None or raw.x.ndim != 2 or unit not in index.source.units:
        raise ValueError(f"no such unit in a built index without years: {unit!r}")
    row = index.source.units.index(unit)
    ranks = ascending_ranks(-(raw.x * index.structure.directions).T).T
    last = np.fmax.reduce(ranks, axis=0)
    places = [
        Place(code, index.structure.nodes[code].parent, int(rank), float(value))
        for code, rank, end, value in zip(raw.codes, ranks[row], last, raw.x[row], strict=True)
        if rank < end
    ]
    places.sort(key=lambda place: place.rank)
    return Profile(tuple(places[:best]), tuple(places[max(0, len(places) - worst) :]))


def remove_elements(index: Index, codes: Sequence[str]) -> dict[str, Removal]:
    """Build the index without each of `codes`, one at a time, by giving it the weight 0.

    Parameters
    ----------
    index
        A built index.
    codes
        Indicators or groups below the top, as `index.structure.level(2)` gives them.

    Raises
    ------
    ValueError
        An unknown code, the top, or an element without which nothing is left.

    Notes
    -----
    COINr `remove_elements`. A group that loses all its weight leaves with it.

    Examples
    --------
    >>> index = Index({"index": {"a": None, "b": None}}).build({"a": [1, 2, 4], "b": [5, 4, 1]})
    >>> remove_elements(index, ["b"])["b"].ranks.tolist()
    [3.0, 2.0, 1.0]
    """
    own = index.structure.weights(_weights(index))
    found = {}
    for code in codes:
        without = index.replay(aggregate={"weights": own | _zeros(code, index.structure, own)})
        shifts = np.abs(without.ranks - index.ranks)
        found[code] = Removal(
            without.scores, without.ranks, float(shifts[~np.isnan(shifts)].mean())
        )
    return found


def _weights(index: Index) -> dict[str, float]:
    used = index.stages["aggregate"].parameters.get("weights")
    return dict.fromkeys(index.structure.nodes, 1.0) if used == "equal" else dict(used or {})


def _zeros(code: str, structure: Structure, weights: dict[str, float]) -> dict[str, float]:
    """`code` and every group above it that would be left without weight."""
    if code not in structure.nodes or not structure.nodes[code].parent:
        raise ValueError(f"not an element below the top: {code}")
    above = structure.nodes[structure.nodes[code].parent]
    if any(weights[child] for child in above.children if child != code):
        return {code: 0.0}
    if not above.parent:
        raise ValueError(f"without {code} nothing is left")
    return _zeros(above.code, structure, weights)
