"""Variance of a sum over the sample by the spread of its primary sampling units."""

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.estimate.design import Design
from zhiliang.methods.estimate.grouping import Codes, Floats, distinct
from zhiliang.methods.estimate.stages import Stage

# An error this small beside the scores themselves is what rounding leaves of none.
DUST = 1e-13


def variances(design: Design, scores: Floats, domain: Codes, count: int) -> Floats:
    """Variance of Σ `scores` in each of `count` domains [domains].

    Parameters
    ----------
    scores
        [units] linearised values, the weight included.
    domain
        [units] number of the unit's domain, -1 for none. A unit outside counts as a 0 of its PSU,
        so that a domain's random size is part of the variance.

    Returns
    -------
    [domains], NaN where lonely units are to add the average of other strata and there are none.

    Notes
    -----
    Särndal, Swensson and Wretman (1992), 4.3 and 5.8; R survey `svyrecvar`. Stage k adds, within
    each unit of the stage before, f·(1 − n/N)·n/(n − 1)·Σ(t − mean)², f the sampled shares of all
    stages before.

    Examples
    --------
    >>> design = Design([1, 1, 1, 1])
    >>> variances(design, np.array([1.0, 2, 3, 4]), np.zeros(4, dtype=np.intp), 1).round(4).tolist()
    [6.6667]
    """
    if design.calibrations:
        masks = [domain == number for number in range(count)]
        found = np.array([_calibrated(design, np.where(mask, scores, 0.0)) for mask in masks])
    else:
        found = _over_stages(design, scores, domain, count)
    inside = domain >= 0
    size = np.bincount(domain[inside], np.abs(scores[inside]), minlength=count)
    return np.where(found <= (DUST * size) ** 2, 0.0, found)


def _over_stages(design: Design, scores: Floats, domain: Codes, count: int) -> Floats:
    inside, found = domain >= 0, np.zeros(count)
    scores, domain = scores[inside], domain[inside]
    for number, stage in enumerate(design.stages):
        if number and not stage.factor.any():
            break
        lonely = design.lonely if number == 0 else "certainty"
        keys = stage.units[inside] * count + domain
        found += _of_stage(stage, keys, scores, count=count, lonely=lonely)
    return found


def _of_stage(stage: Stage, keys: Codes, scores: Floats, *, count: int, lonely: str) -> Floats:
    """Variance of one stage [domains]; `keys` [units]: unit × domains + domain."""
    pairs, place = distinct(keys)
    totals = np.bincount(place, scores, minlength=pairs.size)
    cells, cell_of = distinct(stage.stratum_of[pairs // count] * count + pairs % count)
    stratum, domain = cells // count, cells % count
    sizes, present = stage.sizes[stratum], np.bincount(cell_of, minlength=cells.size)
    sums = np.bincount(cell_of, totals, minlength=cells.size)
    centre, alone = sums / sizes, stage.lonely[stratum]
    if lonely == "adjust":
        overall = np.bincount(domain, sums, count) / np.maximum(
            np.bincount(domain, sizes, count), 1
        )
        centre[alone] = overall[domain[alone]]
    # PSUs without a unit in the domain have a total of 0.
    seen = np.bincount(cell_of, (totals - centre[cell_of]) ** 2, minlength=cells.size)
    spread = seen + (sizes - present) * centre**2
    left = stage.factor[stratum] * (1 - sizes / stage.population[stratum])
    added = left * spread * sizes / np.maximum(sizes - 1, 1)
    found = np.bincount(domain, added, minlength=count).astype(np.float64)
    return found * _average_factor(domain, alone, count) if lonely == "average" else found


def _average_factor(domain: Codes, alone: NDArray[np.bool_], count: int) -> Floats:
    """Strata over strata whose spread is seen [domains], NaN where none is."""
    strata = np.bincount(domain, minlength=count).astype(np.float64)
    seen = strata - np.bincount(domain, alone, minlength=count)
    found: Floats = np.full(count, np.nan)
    np.divide(strata, seen, out=found, where=seen > 0)
    return found


def _calibrated(design: Design, scores: Floats) -> float:
    """Variance of one sum whose weights were fitted: that of what the known totals leave open."""
    left = scores
    for calibration in design.calibrations:
        left = calibration.residuals(left)
    one = np.zeros(design.size, dtype=np.intp)
    return float(_over_stages(design, left, one, 1)[0])
