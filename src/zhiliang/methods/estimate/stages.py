"""Stages of sampling, each within the units of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.estimate.grouping import Codes, Floats, Labels, coded, distinct


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of sampling.

    `units` [sampled] number of the unit drawn at this stage, `stratum_of` [units] its stratum,
    `labels`, `sizes` (units drawn) and `population` (inf: with replacement) [strata], `factor`
    [strata] share that earlier stages leave of this stage's variance.
    """

    units: Codes
    stratum_of: Codes
    labels: Sequence[Any]
    sizes: Floats
    population: Floats
    factor: Floats

    @property
    def lonely(self) -> NDArray[np.bool_]:
        """Whether a stratum has one sampled unit of several [strata]."""
        return np.asarray((self.sizes == 1) & (self.population > 1) & (self.factor > 0))

    @property
    def expansion(self) -> Floats:
        """Population over sample of each unit's stratum [sampled], 1 without a population."""
        known = np.where(np.isinf(self.population), self.sizes, self.population)
        return np.asarray((known / self.sizes)[self.stratum_of[self.units]])


def stages(
    strata: Labels, clusters: Sequence[ArrayLike], population: Sequence[Floats]
) -> tuple[Stage, ...]:
    """Stages from the strata, columns of clusters and columns of population, first stage first.

    Raises
    ------
    ValueError
        A PSU in two strata, or a population that is smaller than the sample, varies within a
        stratum or has more stages than the clusters.

    Examples
    --------
    >>> one = Labels(("all",), np.zeros(3, dtype=np.intp))
    >>> stages(one, [[7, 7, 8]], [np.full(3, 10.0)])[0].expansion.tolist()
    [5.0, 5.0, 5.0]
    """
    size = len(strata.codes)
    if len(population) > len(clusters):
        raise ValueError(f"population has {len(population)} stages, clusters {len(clusters)}")
    within, factor, found = strata, np.ones(len(strata.labels)), []
    for number, column in enumerate(clusters):
        units = coded("clusters", column, size)
        if number:
            units = _nested(within, units)
        known = population[number] if number < len(population) else np.full(size, np.inf)
        stage = _stage(within, units, known, factor)
        found.append(stage)
        share = stage.sizes / stage.population
        within, factor = units, (stage.factor * share)[stage.stratum_of]
    return tuple(found)


def _nested(within: Labels, units: Labels) -> Labels:
    """Units told apart by the unit of the stage before."""
    width = len(units.labels)
    pairs, codes = distinct(within.codes * width + units.codes)
    split = (divmod(pair, width) for pair in pairs.tolist())
    return Labels([f"{within.labels[one]}/{units.labels[other]}" for one, other in split], codes)


def _stage(within: Labels, units: Labels, known: Floats, factor: Floats) -> Stage:
    stratum_of = np.zeros(len(units.labels), dtype=np.intp)
    stratum_of[units.codes] = within.codes
    crossing = stratum_of[units.codes] != within.codes
    if crossing.any():
        name = units.labels[int(units.codes[crossing.argmax()])]
        raise ValueError(
            f"cluster {name} lies in two strata: if it is two clusters of one number, "
            "give each a name of its own, such as stratum and number joined"
        )
    sizes = np.bincount(stratum_of, minlength=len(within.labels)).astype(np.float64)
    totals = np.zeros(len(within.labels))
    totals[within.codes] = known
    _check_population(within, known, totals, sizes)
    return Stage(units.codes, stratum_of, within.labels, sizes, totals, factor)


def _check_population(within: Labels, known: Floats, totals: Floats, sizes: Floats) -> None:
    if (varies := known != totals[within.codes]).any():
        name = within.labels[int(within.codes[varies.argmax()])]
        raise ValueError(f"population: two numbers for {name}; it is one number for a stratum")
    if (short := ~(totals >= sizes)).any():
        place = int(short.argmax())
        raise ValueError(
            f"population: {sizes[place]:.0f} were drawn in {within.labels[place]} of "
            f"{totals[place]}; it counts the units there were to draw from, at least the sample"
        )
