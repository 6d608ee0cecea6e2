"""City water quality index (CWQI): 21 mean concentrations, each over its limit of class III."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.surface_water import PH_HIGH, PH_LOW, PH_NEUTRAL
from zhiliang.methods.water.classes import assessed_factors, class_limits


@dataclass(frozen=True, slots=True)
class Index:
    """Sum of the parts [1], less is better; None while factors are missing.

    A sum over fewer factors would be smaller and rank better, so there is none.
    """

    value: Fraction | None
    parts: dict[str, Fraction]
    missing: tuple[str, ...]


def cwqi(means: Mapping[str, Exact | None], *, water: str, on: date) -> Index:
    """CWQI of a city's river sections or of its lake points from their mean concentrations.

    Part of a factor is C / C_III; of dissolved oxygen C_III / C; of pH its distance from 7 over
    that of the limit on its side (1 below, 2 above). Means count results below detection as half
    of the detection limit (`mean_result`).

    Raises
    ------
    TypeError
        A mean is a float.
    ValueError
        No oxygen at all (its part has no value), a negative mean, unknown water, no edition.

    Notes
    -----
    《城市地表水环境质量排名技术规定（试行）》 2017 (secondary: as two programs written by others do
    it). Its rounding was not seen and is left out.

    Examples
    --------
    >>> from datetime import date
    >>> cwqi({"ph": 8, "dissolved_oxygen": 10}, water="river", on=date(2024, 5, 1)).parts
    {'ph': Fraction(1, 2), 'dissolved_oxygen': Fraction(1, 2)}
    """
    factors = assessed_factors(on)
    known = {f: exact(v) for f in factors if (v := means.get(f)) is not None}
    if min(known.values(), default=Fraction(0)) < 0 or known.get("dissolved_oxygen") == 0:
        raise ValueError("a mean is never negative, and that of oxygen is above zero")
    parts = {factor: _part(factor, value, water, on) for factor, value in known.items()}
    missing = tuple(factor for factor in factors if factor not in known)
    return Index(None if missing else sum(parts.values(), Fraction(0)), parts, missing)


def city_cwqi(
    river: Fraction | None, sections: int, lake: Fraction | None, points: int
) -> Fraction:
    """CWQI of a city: of its rivers and lakes, weighted by how many sections and points they have.

    Raises
    ------
    ValueError
        Nothing to weigh, or sections or points without their index.

    Notes
    -----
    《城市地表水环境质量排名技术规定（试行）》 2017 as remembered: to be verified (待核).

    Examples
    --------
    >>> city_cwqi(Fraction(4), 3, Fraction(8), 1)
    Fraction(5, 1)
    """
    if sections + points < 1 or min(sections, points) < 0:
        raise ValueError("a city needs sections or points to have an index")
    weighted = Fraction(0)
    for value, count in ((river, sections), (lake, points)):
        if count and value is None:
            raise ValueError("sections or points that are counted need an index")
        weighted += (value or 0) * count
    return weighted / (sections + points)


def _part(factor: str, value: Fraction, water: str, on: date) -> Fraction:
    if factor == "ph":
        side = PH_LOW if value <= PH_NEUTRAL else PH_HIGH
        return (value - PH_NEUTRAL) / (side - PH_NEUTRAL)
    limit = exact(class_limits(factor, water=water, on=on)[2])
    return limit / value if factor == "dissolved_oxygen" else value / limit
