"""Which factors a section fails class III by, how far, and which of them are named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.surface_water import ALWAYS_MAIN, MOST_MAIN_POLLUTANTS, NO_MULTIPLE
from zhiliang.methods.water.classes import class_limits, sample_classes

THIRD = 3


@dataclass(frozen=True, slots=True)
class Pollutant:
    """A factor beyond class III: its class [4 to 6] and multiple (C - C_III) / C_III [1].

    pH and dissolved oxygen have no multiple.
    """

    factor: str
    rated: int
    multiple: Fraction | None


def beyond_class_iii(
    values: Mapping[str, Exact | None], *, water: str, on: date
) -> tuple[Pollutant, ...]:
    """All assessed factors beyond class III, worst class first, then by multiple.

    `values` are those of one section [mg/L], as exact numbers; None is missing.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        As `class_gb3838`.

    Notes
    -----
    GB 3838-2002, 5.1 (verified): factors and multiples beyond the limit are to be told.

    Examples
    --------
    >>> from datetime import date
    >>> beyond_class_iii({"cod": 30, "dissolved_oxygen": 4}, water="river", on=date(2024, 5, 1))
    ... # doctest: +NORMALIZE_WHITESPACE
    (Pollutant(factor='cod', rated=4, multiple=Fraction(1, 2)),
     Pollutant(factor='dissolved_oxygen', rated=4, multiple=None))
    """
    found = [
        Pollutant(factor, rated, _multiple(factor, values[factor], water, on))
        for factor, rated in sample_classes(values, water=water, on=on).items()
        if rated > THIRD
    ]
    return tuple(sorted(found, key=lambda one: (-one.rated, -(one.multiple or 0))))


def main_pollutants(
    values: Mapping[str, Exact | None], *, water: str, on: date
) -> tuple[Pollutant, ...]:
    """Pollutants to be named for a section: the worst three, and cyanide or metals beyond III.

    None are named for a section of class III or better.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        As `class_gb3838`.

    Notes
    -----
    环办〔2011〕22号 as remembered: to be verified (待核).

    Examples
    --------
    >>> from datetime import date
    >>> sample = {"cod": 50, "bod5": 12, "ammonia_nitrogen": 3, "petroleum": 2, "lead": 1}
    >>> [p.factor for p in main_pollutants(sample, water="river", on=date(2024, 5, 1))]
    ['petroleum', 'lead', 'bod5']
    """
    found = beyond_class_iii(values, water=water, on=on)
    worst, rest = found[:MOST_MAIN_POLLUTANTS], found[MOST_MAIN_POLLUTANTS:]
    return (*worst, *(one for one in rest if one.factor in ALWAYS_MAIN))


def _multiple(factor: str, value: Exact | None, water: str, on: date) -> Fraction | None:
    if value is None or factor in NO_MULTIPLE:
        return None
    return exact(value) / exact(class_limits(factor, water=water, on=on)[THIRD - 1]) - 1
