"""Editions of sampling by attributes, the series their tables are made of, and doubtful cells."""

from dataclasses import dataclass
from decimal import Decimal

GB_2012, MIL_105E = 2012, "MIL-STD-105E"

LEVELS = ("S-1", "S-2", "S-3", "S-4", "I", "II", "III")
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R")
SEVERITIES = ("normal", "tightened", "reduced")
# Per cent nonconforming up to 10, nonconformities per 100 units throughout.
AQLS = tuple(
    Decimal(text)
    for text in (
        *("0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65"),
        *("1.0", "1.5", "2.5", "4.0", "6.5", "10", "15", "25", "40", "65", "100", "150", "250"),
        *("400", "650", "1000"),
    )
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its key, other names it is asked for by, days ISO, the last empty where open."""

    key: int | str
    standard: str
    also: tuple[int | str, ...]
    in_force_from: str
    in_force_to: str
    certainty: str
    source: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """One printed cell that sources do not agree on, and what was found."""

    edition: int | str
    severity: str
    letter: str
    aql: Decimal
    certainty: str
    source: str


EDITIONS = (
    Edition(
        key=GB_2012,
        standard="GB/T 2828.1-2012",
        also=("2012", "GB/T 2828.1-2012", "ISO 2859-1:1999"),
        in_force_from="2013-02-15",
        in_force_to="",
        certainty="secondary",
        source="ISO 2859-1:1999 tables 2-A, 2-B, 2-C as typed by others; printed page not seen",
    ),
    Edition(
        key=MIL_105E,
        standard="MIL-STD-105E",
        also=("105E", 1989, "1989"),
        in_force_from="1989-05-10",
        in_force_to="1995-02-27",
        certainty="secondary",
        source="tables II-A, II-B, II-C; AQLSchemes' numbers, which others found in DTIC ADA284013",
    ),
)
DOUBTS = (
    Doubt(
        GB_2012,
        "tightened",
        "A",
        Decimal(10),
        "待核",
        "n 2, Ac 0 here and on its diagonal; MIL-STD-105E has an arrow to D (n 8, Ac 1)",
    ),
)
# Third edition of January 2026, text not at hand; the GB/T of 2012 stays in force.
NOT_IMPLEMENTED = ("ISO 2859-1:2026", "2026-01-22")
