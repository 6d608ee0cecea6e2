"""Made-up ledgers, audits, pilots, capacity, vehicles and projects of three cities, 2011 to 2015.

Nothing here happened; every record carries source `sample`. Which city has which figure says
nothing about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "programmes.yaml"
YEARS = range(2011, 2016)
LAST = 2015
BASE_YEAR = 2010


@dataclass(frozen=True)
class Ledger:
    """One pollutant of one place: base [t], percentage to be cut by 2015, and year by year."""

    place: str
    pollutant: str
    base: Decimal
    percent: Decimal
    new: tuple[Decimal, ...]
    cuts: tuple[tuple[int, str, str, Decimal, Decimal], ...]
    """(year, kind, project, claimed, recognised); recognised 0 was refused."""

    def allowed_percent(self, year: int) -> Decimal:
        """The part of the cut that is due by a year: a fifth more each year."""
        return self.percent * (year - BASE_YEAR) / (LAST - BASE_YEAR)


def _told() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def state_tasks() -> Mapping[str, tuple[Decimal, Decimal]]:
    """Pollutant → made-up base [t] and percentage of the province's own task."""
    return {key: (Decimal(base), Decimal(cut)) for key, (base, cut) in _told()["state"].items()}


def ledgers() -> Iterator[Ledger]:
    """Every city's ledger."""
    for row in _told()["ledgers"]:
        cuts = tuple((*cut[:3], Decimal(cut[3]), Decimal(cut[4])) for cut in row["cuts"])
        numbers = {"base": Decimal(row["base"]), "percent": Decimal(row["percent"])}
        new = tuple(Decimal(one) for one in row["new"])
        yield Ledger(**{**row, **numbers, "new": new, "cuts": cuts})


def rows(what: str) -> list[Mapping[str, Any]]:
    """Audits, pilots, eliminations or projects as they are told in the file."""
    found: list[Mapping[str, Any]] = _told()[what]
    return found


def vehicles(year: int) -> bytes:
    """A made-up file of vehicle statistics of a year: newer stages grow, older ones go."""
    lines = ["gbt2260,fuel,stage,registered,scrapped,inspected,passed"]
    age = year - YEARS[0]
    for place, thousands in _told()["vehicles"].items():
        for fuel, share in (("petrol", 84), ("diesel", 14), ("gas", 2)):
            for stage, weight in enumerate(_weights(age)):
                count = thousands * share * weight // 10
                scrapped = count // (9 if stage < 3 else 90)
                tested = count * 7 // 10
                passed = tested * (88 + stage) // 100
                lines.append(f"{place},{fuel},国{stage},{count},{scrapped},{tested},{passed}")
    return ("\n".join(lines) + "\n").encode()


def _weights(age: int) -> tuple[int, ...]:
    """Parts of a hundred by stage 0 to V, `age` years after 2011."""
    zero, one, two, three = 12 - 2 * age, 14 - 2 * age, 18 - age, 40 - 2 * age
    five = max(0, 3 * (age - 2))
    return zero, one, two, three, 100 - zero - one - two - three - five, five
