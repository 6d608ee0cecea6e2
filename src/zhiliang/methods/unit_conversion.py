"""Quantities in the base unit of their kind, by the codes of UN/ECE Recommendation No. 20."""

import csv
from fractions import Fraction
from functools import cache
from importlib.resources import files

Scale = tuple[str, Fraction, Fraction]


@cache
def _scales() -> dict[str, Scale]:
    text = files("zhiliang.methods.tables.units").joinpath("conversions.csv").read_text("utf-8")
    return {
        row["unit"]: (row["base"], Fraction(row["factor"]), Fraction(row["offset"]))
        for row in csv.DictReader(text.splitlines())
    }


def in_base_unit(unit: str, value: float) -> tuple[str, float]:
    """The base unit of a quantity's kind, and its value there [of that unit].

    A unit that is not in the table is its own base: it is compared with itself alone. Numbers are
    read as their decimal text, converted exactly and rounded once, so that equal temperatures in
    two units are equal numbers.

    Source: UN/ECE Recommendation No. 20; factors exact by definition (SI Brochure, 9th edition).

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
