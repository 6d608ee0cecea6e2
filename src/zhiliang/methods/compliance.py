"""Shares of what complies, by count or by weight, with what was not judged kept beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """Complying of judged, in the unit of the weights; `left_out` was not judged."""

    numerator: int
    denominator: int
    left_out: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Complying share of what was judged [0 to 1]; None where nothing was."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def rate_of_all(self) -> Fraction | None:
        """Complying share when nothing unjudged counts as complying [0 to 1]."""
        everything = self.denominator + self.left_out
        return Fraction(self.numerator, everything) if everything else None


def weighted_share(weights: Sequence[int], compliant: Sequence[bool | None]) -> Share:
    """Share of the weight that complies; None is not judged.

    Raises
    ------
    TypeError
        A weight is no whole number.
    ValueError
        A negative weight, or sequences of different length.

    Examples
    --------
    >>> weighted_share([30, 10, 5], [True, False, None])
    Share(numerator=30, denominator=40, left_out=5)
    """
    for weight in weights:
        if isinstance(weight, bool) or not isinstance(weight, int):
            raise TypeError(f"weights are whole numbers, not {weight!r}: choose a smaller unit")
        if weight < 0:
            raise ValueError(f"a weight is never negative: {weight}")
    pairs = list(zip(weights, compliant, strict=True))
    return Share(
        sum(weight for weight, good in pairs if good),
        sum(weight for weight, good in pairs if good is not None),
        sum(weight for weight, good in pairs if good is None),
    )


def all_comply(verdicts: Sequence[bool | None]) -> bool | None:
    """One verdict of several: False if one is, None if nothing was judged, else True.

    Unjudged parts do not spoil a verdict; how many there are is for the caller to show.

    Examples
    --------
    >>> all_comply([True, None]), all_comply([True, False]), all_comply([None])
    (True, False, None)
    """
    judged = [verdict for verdict in verdicts if verdict is not None]
    return all(judged) if judged else None
