"""Exact decimals in the database: integers in millionths, read back as fractions."""

from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SCALE = 1_000_000


def in_millionths(value: Decimal | Fraction | int | str, *, field: str = "points") -> int:
    """The integer that is kept; ValidationError on `field` for more than six decimals."""
    scaled = Fraction(value) * SCALE
    if scaled.denominator != 1:
        raise ValidationError({field: _("最多六位小数。")})
    return int(scaled)


def exact(millionths: int | None) -> Fraction | None:
    """The kept integer as an exact number."""
    return None if millionths is None else Fraction(millionths, SCALE)


def written(millionths: int | None) -> Decimal | None:
    """The kept integer as a decimal without idle zeros, for pages and forms."""
    if millionths is None:
        return None
    stated = Decimal(millionths) / SCALE
    whole = stated == stated.to_integral_value()
    return stated.quantize(Decimal(1)) if whole else stated.normalize()
