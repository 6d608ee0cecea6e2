"""From the steps of a scenario of injury to a level of risk, and what a step more would change."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zhiliang.methods.risk.figures import Figure, exactly
from zhiliang.methods.risk.matrices import LEVELS, RAPEX, Band, Level, Matrix, matrix

ORDER = 10  # a step is moved by one order of magnitude


@dataclass(frozen=True, slots=True)
class Shift:
    """What one change makes of the level: the place of the step moved (from 0), or the severity."""

    what: int | Literal["severity"]
    direction: Literal["down", "up"]
    probability: Fraction
    severity: int
    level: Level


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The level of a scenario and of each scenario one change away from it."""

    level: Level
    shifts: tuple[Shift, ...]

    @property
    def changes(self) -> tuple[Shift, ...]:
        """The shifts that give another level."""
        return tuple(shift for shift in self.shifts if shift.level != self.level)

    @property
    def lowest(self) -> Level:
        """The lowest level among them all."""
        return min((self.level, *(shift.level for shift in self.shifts)), key=LEVELS.index)

    @property
    def highest(self) -> Level:
        """The highest level among them all."""
        return highest((self.level, *(shift.level for shift in self.shifts)))


def probability_of(steps: Iterable[Figure]) -> Fraction:
    """Overall probability over the product's life: the exact product of a scenario's steps.

    Raises
    ------
    TypeError
        A step is no number.
    ValueError
        No step; one that is no figure, or not between 0 and 1.

    Examples
    --------
    The folding chair of Implementing Decision (EU) 2019/417: unfold, grip the corner, pinch.

    >>> probability_of(["1", "1/50", "1/10", "1"])
    Fraction(1, 500)
    """
    read = [_step(step) for step in steps]
    if not read:
        raise ValueError("a scenario has at least one step")
    return math.prod(read, start=Fraction(1))


def rapex(probability: Figure, severity: int, *, by: Matrix | str = RAPEX) -> Level:
    """Level of risk of an injury: Implementing Decision (EU) 2019/417, Table 4.

    Bounds are exact and not included: 1/1000 itself is not "> 1/1000". A float counts as its
    shortest text, but a product of floats need not hit the bound its factors do: multiply with
    `probability_of`. `by` is another matrix, or the key of one. The cells of Table 4 but for a
    few are from memory: `matrix(by).certainty` says 待核, and whoever shows the level shows that.

    Raises
    ------
    TypeError, ValueError
        Probability or severity out of range or no figure; no such matrix.

    Examples
    --------
    >>> rapex("1/500", 1), rapex("1/500", 2), rapex("1/1000", 2)
    ('low', 'high', 'medium')
    """
    return _chosen(by).level(exactly(probability), severity)


def band(probability: Figure, *, by: Matrix | str = RAPEX) -> Band:
    """Return the band of a matrix that a probability falls into."""
    return _chosen(by).band(_step(probability))


def sensitivity(steps: Sequence[Figure], severity: int, *, by: Matrix | str = RAPEX) -> Sensitivity:
    """Level of a scenario, and with each step an order of magnitude less or more, severity one.

    A step goes no higher than 1 and severity stays in the matrix; a change that would leave
    everything as it is has no row.

    Raises
    ------
    TypeError, ValueError
        As `rapex` and `probability_of`.

    Examples
    --------
    >>> found = sensitivity(["1", "1/50", "1/10", "1"], 1)
    >>> found.level, found.highest, [(shift.what, shift.level) for shift in found.changes]
    ('low', 'high', [(1, 'medium'), (2, 'medium'), ('severity', 'high')])
    """
    chosen, read = _chosen(by), [_step(step) for step in steps]
    overall = probability_of(read)
    level = chosen.level(overall, severity)
    shifts = [
        *(
            Shift(place, direction, probability, severity, chosen.level(probability, severity))
            for place, direction, probability in _moved(read)
        ),
        *(
            Shift("severity", direction, overall, other, chosen.level(overall, other))
            for direction, other in _neighbours(severity, len(chosen.severities))
        ),
    ]
    return Sensitivity(level, tuple(shifts))


def highest(levels: Iterable[Level]) -> Level:
    """Level of a product: the highest of its scenarios.

    Raises
    ------
    ValueError
        No level, or an unknown one.

    Examples
    --------
    >>> highest(["low", "high", "medium"])
    'high'
    """
    found = list(levels)
    if not found or any(level not in LEVELS for level in found):
        raise ValueError(f"at least one level is wanted, each of {', '.join(LEVELS)}: {found}")
    return max(found, key=LEVELS.index)


def _chosen(by: Matrix | str) -> Matrix:
    return by if isinstance(by, Matrix) else matrix(by)


def _step(value: Figure) -> Fraction:
    read = exactly(value)
    if read > 1:
        raise ValueError(f"a probability lies between 0 and 1: {value}")
    return read


def _moved(steps: Sequence[Fraction]) -> Iterable[tuple[int, Literal["down", "up"], Fraction]]:
    for place, step in enumerate(steps):
        others = math.prod([*steps[:place], *steps[place + 1 :]], start=Fraction(1))
        if step > 0:
            yield place, "down", others * step / ORDER
        if 0 < step < 1:
            yield place, "up", others * min(step * ORDER, Fraction(1))


def _neighbours(severity: int, most: int) -> Iterable[tuple[Literal["down", "up"], int]]:
    if severity > 1:
        yield "down", severity - 1
    if severity < most:
        yield "up", severity + 1
