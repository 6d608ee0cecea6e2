"""How far ranks depend on every choice that could have been made otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.composite.index import Index
from zhiliang.methods.composite.ranks import Floats, descending_ranks
from zhiliang.methods.composite.structure import Structure
from zhiliang.methods.composite.uncertainty import RankIntervals, intervals

# One way of doing it: changes as `Index.replay` takes them.
Option = Mapping[str, Any]
Assumptions = Mapping[str, Sequence[Option]]


def noisy_weights(
    structure: Structure,
    noise: float | Mapping[int, float],
    *,
    draws: int,
    rng: np.random.Generator,
) -> list[Option]:
    """`draws` sets of weights, each off by up to ±`noise` of itself, as options of an assumption.

    Parameters
    ----------
    structure
        `Index.structure`.
    noise
        [share of the weight], 0 ≤ noise < 1: one for all levels, or level → noise (1 for the
        indicators); levels without one keep their weights.
    draws
        Number of sets.
    rng
        Where the randomness comes from.

    Raises
    ------
    ValueError
        Noise outside 0 to 1.

    Notes
    -----
    COINr `get_noisy_weights`.

    Examples
    --------
    >>> index = Index({"index": {"a": 1, "b": 1}})
    >>> noisy_weights(index.structure, 0, draws=1, rng=np.random.default_rng(1))
    [{'aggregate': {'weights': {'a': 1.0, 'b': 1.0}}}]
    """
    levels = range(1, structure.height)
    chosen = noise if isinstance(noise, Mapping) else dict.fromkeys(levels, noise)
    nodes = [node for node in structure.nodes.values() if node.level in chosen and node.parent]
    spans = np.array([chosen[node.level] for node in nodes])
    if not ((spans >= 0) & (spans < 1)).all():
        raise ValueError(f"noise is a share of the weight, 0 ≤ noise < 1: {noise}")
    factors = 1 + spans * rng.uniform(-1, 1, size=(draws, len(nodes)))
    return [
        {"aggregate": {"weights": {n.code: n.weight * f for n, f in zip(nodes, row, strict=True)}}}
        for row in factors.tolist()
    ]


def alternative_ranks(
    index: Index, assumptions: Assumptions, *, draws: int, rng: np.random.Generator
) -> RankIntervals:
    """Ranks when each choice is drawn, independently and evenly, from what could have been chosen.

    Parameters
    ----------
    index
        A built index, not a panel: the nominal choices.
    assumptions
        Name → options, each the changes of one `Index.replay`; `noisy_weights` makes such a list.
    draws
        Number of draws, ≥ 1.
    rng
        Where the randomness comes from.

    Raises
    ------
    ValueError
        A panel, no draws, an assumption without options, or an option that its step refuses.

    Notes
    -----
    OECD/JRC 2008, step 7; COINr `get_sensitivity` (type "UA"). A combination drawn twice is
    calculated once, and stages that several draws share are kept.

    Examples
    --------
    >>> index = Index({"index": {"a": None, "b": None}}).build({"a": [1, 2, 4], "b": [5, 4, 1]})
    >>> options = {"a counts": [{"aggregate": {"weights": {"a": w}}} for w in (1, 3)]}
    >>> found = alternative_ranks(index, options, draws=50, rng=np.random.default_rng(1))
    >>> found.nominal.tolist(), found.high.tolist()
    ([2.0, 1.0, 2.0], [3.0, 2.0, 2.0])
    """
    if draws < 1:
        raise ValueError(f"at least one draw is needed: {draws}")
    sample = rng.uniform(size=(draws, len(assumptions)))
    return intervals(nominal_ranks(index), replayed_ranks(index, assumptions, sample))


def nominal_ranks(index: Index) -> Floats:
    """Ranks of the units of `index` [units].

    Raises
    ------
    ValueError
        A panel.

    Examples
    --------
    >>> nominal_ranks(Index({"index": {"a": None}}).build({"a": [1, 2]})).tolist()
    [2.0, 1.0]
    """
    if index.ranks.ndim != 1:
        raise ValueError("a panel has ranks in each year: build the year in question")
    return index.ranks


def replayed_ranks(index: Index, assumptions: Assumptions, sample: Floats) -> Floats:
    """Ranks for each row of `sample` [draws × assumptions], 0 to 1 [draws × units of `index`].

    Each number picks one of the assumption's options: the first for the lowest numbers.

    Raises
    ------
    ValueError
        An assumption without options, or an option that its step refuses.

    Examples
    --------
    >>> index = Index({"index": {"a": None}}).build({"a": [1, 2]})
    >>> options = {"side": [{"normalise": "rank"}, {"normalise": "borda"}]}
    >>> replayed_ranks(index, options, np.array([[0.1], [0.9]])).tolist()
    [[2.0, 1.0], [2.0, 1.0]]
    """
    empty = [name for name, options in assumptions.items() if not options]
    if empty:
        raise ValueError(f"an assumption needs options: {', '.join(empty)}")
    choices = list(assumptions.values())
    # Early steps first: what follows the last change is all that is calculated anew.
    order = sorted(range(len(choices)), key=lambda place: _earliest(choices[place], index))
    options = [choices[place] for place in order]
    sizes = np.array([len(ways) for ways in options])
    picks = np.minimum((sample[:, order] * sizes).astype(np.intp), sizes - 1)
    return _replay_all(index, options, picks)


def _earliest(options: Sequence[Option], index: Index) -> int:
    steps = list(index.stages)
    changed = (steps.index(name) for way in options for name in way if name in steps)
    return min(changed, default=len(steps))


def _replay_all(index: Index, options: list[Sequence[Option]], picks: NDArray[np.intp]) -> Floats:
    trunk: dict[tuple[int, ...], Index] = {(): index}
    scores: dict[tuple[int, ...], Floats] = {}
    for row in map(tuple, picks.tolist()):
        if row in scores:
            continue
        for depth in range(1, len(row)):
            if row[:depth] not in trunk:
                option = options[depth - 1][row[depth - 1]]
                trunk[row[:depth]] = trunk[row[: depth - 1]].replay(**option)
        built = trunk[row[:-1]].replay(**options[-1][row[-1]]) if row else index
        scores[row] = _on_units(built, index)
    return descending_ranks(np.stack([scores[row] for row in map(tuple, picks.tolist())]))


def _on_units(built: Index, index: Index) -> Floats:
    """Scores in the order of the units of `index`, NaN where the change screened one out."""
    known = dict(zip(built.units, built.scores.tolist(), strict=True))
    return np.array([known.get(unit, np.nan) for unit in index.units])
