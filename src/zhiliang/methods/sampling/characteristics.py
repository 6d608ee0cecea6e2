"""What a plan does: probability of acceptance, outgoing quality, units inspected."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.sampling.distributions import Floats
from zhiliang.methods.sampling.laws import law_of
from zhiliang.methods.sampling.plans import Plan, Stage, StagedPlan


class Decisions(NamedTuple):
    """Chances by stage [stages × p]: the lot accepted there, or not accepted; units so far."""

    accepted: Floats
    refused: Floats
    inspected: Floats


def oc(
    plan: Plan | StagedPlan,
    p: ArrayLike,
    *,
    lot_size: int | None = None,
    distribution: str | None = None,
) -> Any:
    """Probability that a lot is accepted [0 to 1]: the operating characteristic.

    Parameters
    ----------
    plan
        Of a table or made by hand: `Plan("", n, ac, re)`. Below `re` of its last stage a lot is
        accepted, also in the gap some reduced plans of MIL-STD-105E have (4.10.1.4 there).
    p
        Proportion nonconforming [0 to 1]; for `poisson` nonconformities per unit (those per 100
        units divided by 100, any number from 0).
    lot_size
        Units in the lot; the lot then holds p · lot_size nonconforming, to the nearest whole
        number (half to even).
    distribution
        `binomial` (a process; where no `lot_size` is given), `hypergeom` (one lot; where it is)
        or `poisson` (nonconformities).

    Returns
    -------
    numpy.ndarray or float
        Of the shape of `p`.

    Raises
    ------
    ValueError
        `p` outside its range, an unknown distribution, `hypergeom` without a lot.

    Examples
    --------
    >>> round(oc(Plan("K", 125, 3, 4), 0.01), 6), oc(Plan("", 2, 0, 1), [0.5, 1]).tolist()
    (0.962551, [0.25, 0.0])
    >>> round(oc(Plan("", 13, 0, 1), 0.05, lot_size=100), 6)
    0.490783
    """
    found = decisions(plan, p, lot_size=lot_size, distribution=distribution)
    return _plain(found.accepted.sum(axis=0))


def asn(
    plan: Plan | StagedPlan,
    p: ArrayLike,
    *,
    lot_size: int | None = None,
    distribution: str | None = None,
) -> Any:
    """Average sample number: units inspected of a lot on average, samples taken whole.

    Parameters as `oc`.

    Examples
    --------
    >>> from zhiliang.methods.sampling.plans import Stage
    >>> double = StagedPlan("K", (Stage(80, 1, 4), Stage(80, 4, 5)))
    >>> round(asn(double, 0.01), 3), asn(Plan("K", 125, 3, 4), 0.01)
    (94.575, 125.0)
    """
    found = decisions(plan, p, lot_size=lot_size, distribution=distribution)
    return _plain(((found.accepted + found.refused) * found.inspected).sum(axis=0))


def ati(
    plan: Plan | StagedPlan,
    p: ArrayLike,
    *,
    lot_size: int,
    distribution: str = "binomial",
) -> Any:
    """Average total inspection: units inspected of a lot when one not accepted is sorted whole.

    The quality is that of a process, so binomial unless told otherwise. Parameters as `oc`.

    Examples
    --------
    >>> round(ati(Plan("K", 125, 3, 4), 0.01, lot_size=2000), 2)
    195.22
    """
    found = decisions(plan, p, lot_size=lot_size, distribution=distribution)
    return _plain((found.accepted * found.inspected + found.refused * lot_size).sum(axis=0))


def aoq(
    plan: Plan | StagedPlan,
    p: ArrayLike,
    *,
    lot_size: int | None = None,
    distribution: str = "binomial",
) -> Any:
    """Average outgoing quality [as p]: lots not accepted are sorted, nonconforming units replaced.

    P(accept) · p · (N - n) / N, stage by stage; without `lot_size` the lot is so large that its
    sample does not count. The quality is that of a process, so binomial unless told otherwise.

    Examples
    --------
    >>> round(aoq(Plan("K", 125, 3, 4), 0.01, lot_size=2000), 6)
    0.009024
    """
    found = decisions(plan, p, lot_size=lot_size, distribution=distribution)
    left = 1.0 if lot_size is None else 1 - found.inspected / lot_size
    return _plain((found.accepted * left).sum(axis=0) * np.asarray(p))


def decisions(
    plan: Plan | StagedPlan,
    p: ArrayLike,
    *,
    lot_size: int | None = None,
    distribution: str | None = None,
) -> Decisions:
    """Chances of each decision at each stage, and the units inspected by then [stages × p].

    Parameters and errors as `oc`. A stage larger than what is left of the lot takes what is left.
    """
    stages, law, shape = plan.stages, law_of(p, lot_size, distribution), np.shape(p)
    sizes = _sizes(stages, lot_size)
    units = np.cumsum(sizes, dtype=np.float64).reshape(-1, *[1] * len(shape))
    if len(stages) == 1:
        passed = law.at_most(stages[0].re - 1, sizes[0])[None]
        return Decisions(passed, 1 - passed, units)
    undecided = {0: np.ones(shape)}
    accepted, refused, drawn = [], [], 0
    for size, stage in zip(sizes, stages, strict=True):
        bound = stage.re - 1 if stage is stages[-1] else stage.ac
        found = _found(undecided, stage.re, lambda k, f, n=size, d=drawn: law.chance(k, n, d, f))
        accepted.append(found[: bound + 1].sum(axis=0))
        refused.append(sum(undecided.values()) - found.sum(axis=0))
        undecided = dict(enumerate(found[bound + 1 :], start=bound + 1))
        drawn += size
    return Decisions(np.array(accepted), np.array(refused).clip(0), units)


def _found(undecided: dict[int, Floats], below: int, chance: Callable[..., Floats]) -> Floats:
    """Chances of 0, 1 … `below` - 1 found up to and with this stage [counts × p]."""
    shape = next(iter(undecided.values())).shape
    counts = np.arange(below).reshape(-1, *[1] * len(shape))
    return np.asarray(sum(open_ * chance(counts - f, f) for f, open_ in undecided.items()))


def _sizes(stages: tuple[Stage, ...], lot_size: int | None) -> list[int]:
    left, sizes = lot_size, []
    for stage in stages:
        sizes.append(stage.n if left is None else min(stage.n, left))
        left = None if left is None else left - sizes[-1]
    return sizes


def _plain(values: Floats) -> Any:
    found = np.asarray(values)
    return float(found) if found.ndim == 0 else found
