"""What reviewers who judged alone establish together.

Two who are near enough give their mean; where they are not, a third judges and the median stands,
so that no single reviewer decides. How near is near enough is configuration (`terms.yaml`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

JUDGES = 2


@dataclass(frozen=True)
class Consensus:
    """Points established (None while open), how far apart the judges are, and who is missing."""

    points: Fraction | None
    spread: Fraction | None
    needs_third: bool = False


def consensus(given: Sequence[Fraction], *, full: Fraction, agree_within: Fraction) -> Consensus:
    """The outcome of one item's reviews [points].

    `given` are the points in the order of the seats, two or three of them once judged; `full` the
    item's points; `agree_within` the share of `full` that two may differ by.

    >>> consensus([Fraction(3), Fraction(4)], full=Fraction(4), agree_within=Fraction(1, 4)).points
    Fraction(7, 2)
    >>> consensus([Fraction(1), Fraction(4)], full=Fraction(4), agree_within=Fraction(1, 4))
    Consensus(points=None, spread=Fraction(3, 1), needs_third=True)
    """
    if len(given) < JUDGES:
        return Consensus(None, None)
    spread = max(given) - min(given)
    if len(given) > JUDGES:
        return Consensus(Fraction(median(given)), spread)
    if spread <= agree_within * full:
        return Consensus(sum(given, Fraction(0)) / JUDGES, spread)
    return Consensus(None, spread, needs_third=True)
