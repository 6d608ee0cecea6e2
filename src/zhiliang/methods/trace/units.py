"""Units of quantities that can be added up (UN/ECE Recommendation 20 codes)."""

from collections.abc import Iterable
from fractions import Fraction

from zhiliang.methods.trace.events import Item

# Unit: dimension, and how many of its base unit (kilogram, litre, piece) it is.
UNITS: dict[str | None, tuple[str, Fraction]] = {
    "KGM": ("mass", Fraction(1)),
    "GRM": ("mass", Fraction(1, 1000)),
    "MGM": ("mass", Fraction(1, 1_000_000)),
    "TNE": ("mass", Fraction(1000)),
    "LBR": ("mass", Fraction(45_359_237, 100_000_000)),
    "LTR": ("volume", Fraction(1)),
    "MLT": ("volume", Fraction(1, 1000)),
    "MTQ": ("volume", Fraction(1000)),
    "EA": ("pieces", Fraction(1)),
    "C62": ("pieces", Fraction(1)),
    "H87": ("pieces", Fraction(1)),
    None: ("pieces", Fraction(1)),
}


def measure(item: Item) -> tuple[str, Fraction] | None:
    """Dimension of a quantity and its size in the base unit; None where it is not stated.

    An instance without a quantity is one piece; a unit that is not listed is a dimension of its
    own.

    Examples
    --------
    >>> measure(Item("lot", Fraction(500), "GRM", is_class=True))
    ('mass', Fraction(1, 2))
    """
    if item.quantity is None:
        return None if item.is_class else ("pieces", Fraction(1))
    dimension, factor = UNITS.get(item.unit, (item.unit or "", Fraction(1)))
    return dimension, item.quantity * factor


def comparable(items: Iterable[Item]) -> tuple[str, list[Fraction]] | None:
    """Return the common dimension and each quantity in it; None where there is none."""
    measures = [measure(item) for item in items]
    known = [known for known in measures if known]
    dimensions = {dimension for dimension, _ in known}
    if len(known) < len(measures) or len(dimensions) != 1:
        return None
    return dimensions.pop(), [size for _, size in known]
