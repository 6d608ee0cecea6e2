"""GB 3838-2002, Table 1: limits of the five classes of surface water.

All figures were compared with the printed table, page 2. Water temperature (a change of weekly
means brought about by people) is no concentration and has no row.
"""

from dataclasses import dataclass
from decimal import Decimal

RIVER, LAKE = "river", "lake"

CLASSES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")

# Share of the saturated concentration [%] that makes class I whatever the concentration is.
SATURATION = "dissolved_oxygen_saturation"
SATURATED = Decimal(90)


@dataclass(frozen=True, slots=True)
class ClassLimits:
    """Limits of a factor for classes I to V, best first [mg/L; coliforms 1/L].

    `water` is river or lake where only that has the limit, else empty. Concentrations stay at or
    below a limit; dissolved oxygen reaches it.
    """

    factor: str
    limits: tuple[Decimal, ...]
    water: str = ""
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A factor that has one range for all classes, both ends within it."""

    factor: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard; dates are ISO, empty where open."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    ranges: tuple[Range, ...]
    limits: tuple[ClassLimits, ...]


def _limits(factor: str, figures: str, water: str = "", reached: bool = False) -> ClassLimits:
    return ClassLimits(factor, tuple(map(Decimal, figures.split())), water, reached)


GB_3838_2002 = Edition(
    standard="GB 3838-2002",
    clause="Table 1",
    in_force_from="2002-06-01",
    in_force_to="",
    certainty="verified",
    ranges=(Range("ph", Decimal(6), Decimal(9)),),
    limits=(
        _limits("dissolved_oxygen", "7.5 6 5 3 2", reached=True),
        _limits("permanganate_index", "2 4 6 10 15"),
        _limits("cod", "15 15 20 30 40"),
        _limits("bod5", "3 3 4 6 10"),
        _limits("ammonia_nitrogen", "0.15 0.5 1.0 1.5 2.0"),
        _limits("total_phosphorus", "0.02 0.1 0.2 0.3 0.4", RIVER),
        _limits("total_phosphorus", "0.01 0.025 0.05 0.1 0.2", LAKE),
        _limits("total_nitrogen", "0.2 0.5 1.0 1.5 2.0", LAKE),
        _limits("copper", "0.01 1.0 1.0 1.0 1.0"),
        _limits("zinc", "0.05 1.0 1.0 2.0 2.0"),
        _limits("fluoride", "1.0 1.0 1.0 1.5 1.5"),
        _limits("selenium", "0.01 0.01 0.01 0.02 0.02"),
        _limits("arsenic", "0.05 0.05 0.05 0.1 0.1"),
        _limits("mercury", "0.00005 0.00005 0.0001 0.001 0.001"),
        _limits("cadmium", "0.001 0.005 0.005 0.005 0.01"),
        _limits("hexavalent_chromium", "0.01 0.05 0.05 0.05 0.1"),
        _limits("lead", "0.01 0.01 0.05 0.05 0.1"),
        _limits("cyanide", "0.005 0.05 0.2 0.2 0.2"),
        _limits("volatile_phenols", "0.002 0.002 0.005 0.01 0.1"),
        _limits("petroleum", "0.05 0.05 0.05 0.5 1.0"),
        _limits("anionic_surfactants", "0.2 0.2 0.2 0.3 0.3"),
        _limits("sulphide", "0.05 0.1 0.2 0.5 1.0"),
        _limits("faecal_coliforms", "200 2000 10000 20000 40000"),
    ),
)
EDITIONS = (GB_3838_2002,)
