"""Rounding half up, the way official figures are rounded, in exact arithmetic."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round half away from zero to `places` decimals [same unit as value].

    Published Guangdong air figures and sampling rates agree with this rule to the last digit
    (92.438 → 92.4; 9.572 → 9.6).

    >>> round_half_up(Fraction(92438, 1000), 1)
    Decimal('92.4')
    >>> round_half_up(Fraction(1, 8), 2)
    Decimal('0.13')
    """
    scaled = Fraction(value) * 10**places
    whole = (abs(scaled) * 2 + 1) // 2
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)


def near_boundary(value: float, places: int, tolerance: float = 1e-9) -> bool:
    """Whether a float lies so close to a rounding boundary that its last digit is not certain."""
    scaled = Fraction(value) * 10**places
    distance = abs((scaled - Fraction(1, 2)) - round(scaled - Fraction(1, 2)))
    return distance <= Fraction(tolerance) * 10**places
