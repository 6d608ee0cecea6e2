"""Exact numbers in, exact numbers out: where a figure decides something, a float has no place."""

from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int


def exact(value: Exact) -> Fraction:
    """Value as a fraction, nothing lost [same unit].

    Raises
    ------
    TypeError
        `value` is a float (its text and its value differ), a bool, or no number.
    ValueError
        `value` is a Decimal that is not finite.

    Examples
    --------
    >>> exact(Decimal("93.65"))
    Fraction(1873, 20)
    """
    if isinstance(value, bool) or not isinstance(value, Fraction | Decimal | int):
        raise TypeError(f"not an exact number, a Fraction, Decimal or int: {value!r}")
    try:
        return Fraction(value)
    except OverflowError:
        raise ValueError(f"not a finite number: {value}") from None
