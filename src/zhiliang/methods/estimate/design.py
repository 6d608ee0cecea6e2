"""How a sample was drawn: weights, strata, clusters and how many there were to draw from."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.estimate.grouping import Codes, coded
from zhiliang.methods.estimate.residuals import Calibration
from zhiliang.methods.estimate.stages import Stage, stages

Floats = NDArray[np.float64]

# What is done about a stratum with one sampled unit, which shows no spread.
LONELY = ("refuse", "certainty", "adjust", "average")


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A sample and how it was drawn.

    Parameters
    ----------
    weights
        [units] how many of the population a sampled unit stands for, ≥ 0; 0 leaves it out of every
        estimate. None: the population over the sample where `population` is given, else 1.
    strata
        [units] label of the stratum; None: one stratum.
    clusters
        [units] label of the primary sampling unit (PSU), or [units × stages] with the units drawn
        within it; None: every unit was drawn by itself. A PSU lies in one stratum; labels of later
        stages need be different only within the unit before.
    population
        How many there were to draw from: [units] PSUs in the unit's stratum, or
        [units × stages] also how many in the unit of the stage before; one number for all; or a
        mapping from stratum to number. None or inf: drawn with replacement, or so few of so many
        that it makes no difference. Later stages add to the variance only where it is given.
    lonely
        For a stratum with one PSU of several: ``refuse``; ``certainty``, it adds nothing;
        ``adjust``, its distance from the mean of all PSUs counts; ``average``, it adds what other
        strata add on average. In later stages ``certainty`` and ``adjust`` both add nothing.

    Raises
    ------
    ValueError
        Lengths that differ, no unit, negative, infinite or missing weights or all of them 0, a
        label that is missing, a PSU in two strata, fewer in the population than in the sample,
        one PSU in all, or one in a stratum (named) with ``refuse``.

    Notes
    -----
    R survey `svydesign` (fpc as counts) and its options `survey.lonely.psu`. Strata within later
    stages and probability proportional to size without replacement are left out.

    Examples
    --------
    >>> design = Design([10, 10, 5, 5], strata=["big", "big", "small", "small"])
    >>> design.size, design.degrees
    (4, 2)
    """

    weights: Any
    _: KW_ONLY
    strata: Any = None
    clusters: Any = None
    population: Any = None
    lonely: str = "refuse"
    calibrations: tuple[Calibration, ...] = ()
    stages: tuple[Stage, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Check what was given and number strata and clusters."""
        if self.lonely not in LONELY:
            raise ValueError(f"lonely={self.lonely!r}: one of {', '.join(LONELY)}")
        size = _size(self.weights, self.strata, self.clusters, self.population)
        strata = coded("strata", np.zeros(size) if self.strata is None else self.strata, size)
        clusters = _columns("clusters", self.clusters, size)
        population = _population(self.population, strata.labels, strata.codes)
        found = stages(strata, clusters, population)
        object.__setattr__(self, "stages", found)
        object.__setattr__(self, "weights", _weights(self.weights, found))
        _check_lonely(found, self.lonely)

    @property
    def size(self) -> int:
        """How many units were sampled."""
        return len(self.weights)

    @property
    def degrees(self) -> int:
        """Degrees of freedom: PSUs less strata, both among units with a weight."""
        first, counts = self.stages[0], self.weights > 0
        psus = np.unique(first.units[counts])
        return int(psus.size - np.unique(first.stratum_of[psus]).size)


def _size(*given: Any) -> int:
    for values in given:
        if values is not None and not isinstance(values, Mapping) and np.ndim(values) > 0:
            if len(values) == 0:
                break
            return len(values)
    raise ValueError("a design needs sampled units: weights, strata or clusters [units]")


def _weights(given: ArrayLike | None, found: tuple[Stage, ...]) -> Floats:
    """Weights as given, or those that population and sample sizes make."""
    size = len(found[0].units)
    if given is None:
        return np.asarray(np.prod([stage.expansion for stage in found], axis=0))
    weights = np.asarray(given, dtype=np.float64)
    if weights.shape != (size,):
        raise ValueError(f"weights: one for each of {size} units, got the shape {weights.shape}")
    wrong = ~(np.isfinite(weights) & (weights >= 0))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise ValueError(
            f"weights: {weights[place]} at position {place} is negative or missing; "
            "a weight is a number from 0 on, 0 leaves the unit out"
        )
    if not weights.any():
        raise ValueError("weights: all are 0, so nothing can be estimated")
    return weights


def _columns(name: str, given: ArrayLike | None, size: int) -> list[Any]:
    """Labels or counts as one column [units] for each stage."""
    if given is None:
        return [range(size)]
    values = np.asarray(given)
    if values.ndim not in (1, 2) or len(values) != size:
        raise ValueError(f"{name}: [units] or [units × stages] for {size} units: {values.shape}")
    return [values] if values.ndim == 1 else list(values.T)


def _population(given: Any, labels: Sequence[Any], codes: Codes) -> list[Floats]:
    """Give the counts as one column [units] for each stage that has them."""
    if given is None:
        return []
    if isinstance(given, Mapping):
        if unknown := [label for label in labels if label not in given]:
            raise ValueError(f"population: no number for the strata {unknown}")
        return [np.array([given[label] for label in labels], dtype=np.float64)[codes]]
    values = np.asarray(given, dtype=np.float64)
    if values.ndim == 0:
        return [np.full(len(codes), float(values))]
    return [column.astype(np.float64) for column in _columns("population", values, len(codes))]


def _check_lonely(found: tuple[Stage, ...], lonely: str) -> None:
    if found[0].sizes.sum() == 1 and found[0].lonely.any():
        raise ValueError("one PSU in all: nothing can be said of the spread between PSUs")
    for number, stage in enumerate(found, start=1):
        alone = [str(label) for label, one in zip(stage.labels, stage.lonely, strict=True) if one]
        if alone and (lonely == "refuse" or (lonely == "average" and number > 1)):
            raise ValueError(
                f"one sampled unit of several at stage {number} in: {', '.join(alone[:5])}"
                f"{f' and {len(alone) - 5} more' if len(alone) > 5 else ''}; its spread cannot be "
                "seen: join the stratum with a similar one, or choose lonely='adjust' or "
                "'certainty' (or 'average' at the first stage)"
            )
