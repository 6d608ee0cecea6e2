"""Which of the uncertain choices moves the ranks: variance-based sensitivity after Sobol."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.alternatives import Assumptions, nominal_ranks, replayed_ranks
from zhiliang.methods.composite.index import Index
from zhiliang.methods.composite.ranks import Floats
from zhiliang.methods.composite.uncertainty import HIGH, LOW, RankIntervals, intervals


@dataclass(frozen=True, slots=True)
class Sobol:
    """Sensitivity indices of each input, all [inputs]; the bounds are NaN without bootstraps.

    `first`: share of the output's variance that the input explains alone; `total`: with all its
    interactions. `…_low` and `…_high` are the 5 % and 95 % quantiles of the bootstrap.
    """

    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`names` of the assumptions, their indices for the mean shift in rank, the ranks' spread."""

    names: tuple[str, ...]
    indices: Sobol
    ranks: RankIntervals


def saltelli_sample(draws: int, inputs: int, rng: np.random.Generator) -> Floats:
    """Points for `sobol_indices` [draws·(inputs + 2) × inputs], each number even on 0 to 1.

    Two independent samples A and B, then for each input A with that column taken from B.

    Raises
    ------
    ValueError
        Fewer than one draw or one input.

    Notes
    -----
    COINr `SA_sample`.

    Examples
    --------
    >>> saltelli_sample(100, 3, np.random.default_rng(1)).shape
    (500, 3)
    """
    if draws < 1 or inputs < 1:
        raise ValueError(f"at least one draw and one input: {draws}, {inputs}")
    first, second = rng.uniform(size=(2, draws, inputs))
    mixed = np.repeat(first[None], inputs, axis=0)
    for place in range(inputs):
        mixed[place, :, place] = second[:, place]
    return np.concatenate([first, second, mixed.reshape(-1, inputs)])


def sobol_indices(
    y: ArrayLike,
    inputs: int,
    *,
    bootstraps: int = 0,
    rng: np.random.Generator | None = None,
) -> Sobol:
    """First-order and total indices from the outputs at the points of `saltelli_sample`.

    Parameters
    ----------
    y
        [draws·(inputs + 2)] outputs, in the order of the sample.
    inputs
        Number of inputs.
    bootstraps
        Resamples for the bounds; 0: no bounds.
    rng
        For the bootstrap.

    Raises
    ------
    ValueError
        `y` of another length, not finite, without variance, or bootstraps without `rng`.

    Notes
    -----
    OECD/JRC 2008, step 7; Saltelli et al. 2010: first order mean(B·(AB − A))/V, total order after
    Jansen mean((A − AB)²)/2V, V the variance of A and B together; COINr `SA_estimate`. Estimates
    may leave 0 to 1 by chance; the first order is sharper for outputs with a mean near 0.

    Examples
    --------
    >>> points = saltelli_sample(20_000, 3, np.random.default_rng(1))
    >>> found = sobol_indices(points[:, 0] + 2 * points[:, 1] - 1.5, 3)
    >>> found.first.round(2).tolist(), found.total.round(2).tolist()
    ([0.2, 0.8, 0.0], [0.2, 0.8, 0.0])
    """
    outputs = np.asarray(y, dtype=np.float64)
    if outputs.ndim != 1 or len(outputs) % (inputs + 2) or not np.isfinite(outputs).all():
        raise ValueError(f"finite outputs in a multiple of {inputs + 2}, got {outputs.shape}")
    first, second, *mixed = outputs.reshape(inputs + 2, -1)
    variance = np.concatenate([first, second]).var(ddof=1)
    if variance == 0:
        raise ValueError("the output never changes: there is nothing to attribute")
    alone = [second * (one - first) / variance for one in mixed]
    together = [(first - one) ** 2 / (2 * variance) for one in mixed]
    shares = [np.array([term.mean() for term in terms]) for terms in (alone, together)]
    bounds = [_bounds(terms, bootstraps, rng) for terms in (alone, together)]
    return Sobol(shares[0], shares[1], *bounds[0], *bounds[1])


def sensitivity(
    index: Index,
    assumptions: Assumptions,
    *,
    draws: int,
    rng: np.random.Generator,
    bootstraps: int = 0,
) -> Sensitivity:
    """Which assumption moves the units most: indices of the mean absolute shift in rank.

    Parameters
    ----------
    index, assumptions, rng
        As for `alternative_ranks`.
    draws
        The index is replayed draws·(assumptions + 2) times.
    bootstraps
        Resamples for the bounds; 0: no bounds.

    Raises
    ------
    ValueError
        As `alternative_ranks` and `sobol_indices`; fewer than two assumptions.

    Notes
    -----
    COINr `get_sensitivity` (type "SA"); the ranks are those of the 2·draws random points.

    Examples
    --------
    >>> index = Index({"index": {"a": None, "b": None}}).build({"a": [1, 2, 4], "b": [5, 4, 1]})
    >>> options = {
    ...     "a counts": [{"aggregate": {"weights": {"a": w}}} for w in (1, 2, 3)],
    ...     "nothing": [{"normalise": "min_max"}],
    ... }
    >>> found = sensitivity(index, options, draws=50, rng=np.random.default_rng(1))
    >>> found.names, found.indices.total[1].tolist()
    (('a counts', 'nothing'), 0.0)
    """
    names = tuple(assumptions)
    if len(names) < 2:
        raise ValueError("one assumption explains everything: take alternative_ranks")
    nominal = nominal_ranks(index)
    ranks = replayed_ranks(index, assumptions, saltelli_sample(draws, len(names), rng))
    shifts = np.abs(ranks - nominal)
    moved = np.nansum(shifts, axis=1) / np.maximum((~np.isnan(shifts)).sum(axis=1), 1)
    found = sobol_indices(moved, len(names), bootstraps=bootstraps, rng=rng)
    return Sensitivity(names, found, intervals(nominal, ranks[: 2 * draws]))


def _bounds(
    terms: list[Floats], bootstraps: int, rng: np.random.Generator | None
) -> tuple[Floats, Floats]:
    if bootstraps == 0:
        nothing = np.full(len(terms), np.nan)
        return nothing, nothing
    if rng is None:
        raise ValueError("a bootstrap needs a random generator: pass rng")
    means = [
        term[rng.integers(len(term), size=(bootstraps, len(term)))].mean(axis=1) for term in terms
    ]
    low, high = np.quantile(np.stack(means), [LOW, HIGH], axis=1)
    return low, high
