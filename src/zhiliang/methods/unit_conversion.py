"""Quantities in the base unit of their kind, by the codes of UN/ECE Recommendation No. 20."""

import csv
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Scale(NamedTuple):
    """A unit: the base unit of its kind, and what makes the one into the other."""

    base: str
    factor: Fraction
    offset: Fraction


@cache
def _scales() -> dict[str, Scale]:
    text = files("zhiliang.methods.tables.units").joinpath("conversions.csv").read_text("utf-8")
    return {
        row["unit"]: Scale(row["base"], Fraction(row["factor"]), Fraction(row["offset"]))
        for row in csv.DictReader(text.splitlines())
    }


def in_base_unit(unit: str, value: float) -> tuple[str, float]:
    """Convert a quantity to the base unit of its kind.

    Parameters
    ----------
    unit
        Code of UN/ECE Recommendation No. 20. One that is not in the table is its own base: it is
        compared with itself alone.
    value
        [of that unit]. It is read as its decimal text, converted exactly and rounded once, so that
        equal temperatures in two units are equal numbers.

    Returns
    -------
    The base unit, and the value in it.

    Notes
    -----
    UN/ECE Recommendation No. 20; factors exact by definition (SI Brochure, 9th edition).

    Examples
    --------
    >>> in_base_unit("CEL", 26.0)
    ('KEL', 299.15)
    >>> in_base_unit("FAH", 78.8)
    ('KEL', 299.15)
    """
    found = _scales().get(unit)
    if found is None:
        return unit, value
    base, factor, offset = found
    return base, float(Fraction(repr(value)) * factor + offset)


def in_every_unit(unit: str, value: float) -> dict[str, float]:
    """Return a quantity in each unit of its kind, by unit code.

    Each is converted exactly and rounded once; a unit that is not in the table stands alone.

    Source: UN/ECE Recommendation No. 20; factors exact by definition (SI Brochure, 9th edition).

    >>> in_every_unit("KGM", 2.5)["GRM"]
    2500.0
    """
    found = _scales().get(unit)
    if found is None:
        return {unit: value}
    base, factor, offset = found
    held = Fraction(repr(value)) * factor + offset
    return {
        name: float((held - other.offset) / other.factor)
        for name, other in _scales().items()
        if other.base == base
    }
