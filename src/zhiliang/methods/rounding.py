"""Rounding half up, as official figures are, and by GB/T 8170, as air is: in exact arithmetic."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round to `places` decimals, a half going away from zero [same unit as value].

    Exact for any size; the result always shows `places` decimals. A float is refused: its text
    and its value differ, so the half it seems to hold is rarely there. This is the rule that the
    province's published figures follow (2017-08: 92.438 → 92.4, 35.9 → 36; sampling rates
    9.572 → 9.6), not the half-to-even rule of GB/T 8170.

    Raises
    ------
    TypeError
        `value` is a float.
    ValueError
        `places` is negative, or `value` is a Decimal that is not finite.

    Examples
    --------
    >>> round_half_up(Fraction(92438, 1000), 1), round_half_up(Fraction(1, 8), 2)
    (Decimal('92.4'), Decimal('0.13'))
    >>> round_half_up(Decimal("-0.5"), 0), round_half_up(7, 2)
    (Decimal('-1'), Decimal('7.00'))
    """
    if isinstance(value, float):
        raise TypeError("a float has no exact half: pass a Fraction, a Decimal or an int")
    scaled = _exact(value) * _power_of_ten(places)
    return _decimal((abs(scaled) * 2 + 1) // 2, scaled < 0, places)


def round_gbt8170(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round to `places` decimals, a half going to the even digit [same unit as value].

    四舍六入五成双: a half is exactly a half, since rounding is done once and on the exact value.
    The result always shows `places` decimals.

    Raises
    ------
    TypeError
        `value` is a float.
    ValueError
        `places` is negative, or `value` is a Decimal that is not finite.

    Notes
    -----
    GB/T 8170-2008 clause 3.2 (a half after an odd digit goes up, after an even one is dropped), 3.3
    (never round twice). Left out: rounding to 0.5 and 0.2 units (3.4).

    Examples
    --------
    >>> round_gbt8170(Decimal("1.050"), 1), round_gbt8170(Decimal("0.35"), 1)
    (Decimal('1.0'), Decimal('0.4'))
    >>> round_gbt8170(Decimal("10.502"), 0), round_gbt8170(Decimal("-32.5"), 0)
    (Decimal('11'), Decimal('-32'))
    """
    if isinstance(value, float):
        raise TypeError("a float has no exact half: pass a Fraction, a Decimal or an int")
    scaled = _exact(value) * _power_of_ten(places)
    return _decimal(abs(round(scaled)), scaled < 0, places)


def near_boundary(value: float | Fraction | Decimal, places: int, tolerance: float = 1e-9) -> bool:
    """Whether `value` lies within `tolerance` of where rounding to `places` decimals tips over.

    For results of float arithmetic: their last bits depend on the machine, so a value this near
    to a half could be rounded either way and is not fit to be sealed.

    Raises
    ------
    ValueError
        `places` is negative, or `value` is not finite.

    Examples
    --------
    >>> near_boundary(0.1 + 0.15, 1), near_boundary(0.26, 1)
    (True, False)
    """
    scaled = _exact(value) * _power_of_ten(places) * 2
    # Boundaries are the odd numbers now; the distance is from the nearest of them.
    distance = abs(scaled - (2 * (scaled // 2) + 1))
    return distance <= Fraction(tolerance) * _power_of_ten(places) * 2


def _decimal(whole: int, negative: bool, places: int) -> Decimal:
    # Built from its digits: arithmetic on a Decimal would cut it to the context's precision.
    return Decimal((int(negative and whole > 0), tuple(map(int, str(whole))), -places))


def _exact(value: float | Fraction | Decimal) -> Fraction:
    try:
        return Fraction(value)
    except OverflowError:
        raise ValueError(f"not a finite number: {value}") from None


def _power_of_ten(places: int) -> int:
    if places < 0:
        raise ValueError(f"places counts decimals and cannot be negative: {places}")
    return int(10**places)
