"""Places as the lake has them: names, levels, parents and set members as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhiliang.core.period import Period
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.table import PLACE_SETS, PLACES

PROVINCE = "440000"
# anybody may ask for any day; what is remembered stays bounded
MOST_DAYS = 400


def _holds(row: dict[str, Any], day: date) -> bool:
    return row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"])


@dataclass(frozen=True)
class Places:
    """All place and set rows of a lake; every question takes the day it is asked about."""

    rows: tuple[dict[str, Any], ...]
    members: tuple[dict[str, Any], ...]
    _days: dict[date, dict[str, dict[str, Any]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, lake: Lake) -> "Places":
        """Places of a lake."""
        rows, members = (lake.read(table).to_pylist() for table in (PLACES, PLACE_SETS))
        return cls(tuple(rows), tuple(members))

    def on(self, day: date) -> dict[str, dict[str, Any]]:
        """Place rows valid on a day, by code in code order."""
        if day not in self._days:
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            valid = [row for row in self.rows if _holds(row, day)]
            ordered = sorted(valid, key=lambda row: row["code"])
            self._days[day] = {row["code"]: row for row in ordered}
        return self._days[day]

    def of_level(self, level: str, day: date) -> dict[str, dict[str, Any]]:
        """Places of one level on a day."""
        return {code: row for code, row in self.on(day).items() if row["level"] == level}

    def sets(self, day: date) -> dict[str, tuple[str, ...]]:
        """Set key → codes of its members on a day; sets without members then are left out."""
        found: dict[str, list[str]] = {}
        for row in self.members:
            if _holds(row, day):
                found.setdefault(row["key"], []).append(row["place"])
        return {key: tuple(sorted(codes)) for key, codes in sorted(found.items())}

    def set_names(self) -> dict[str, tuple[str, str]]:
        """Set key → its Chinese and English name."""
        return {row["key"]: (row["name_zh"], row["name_en"]) for row in self.members}

    def ancestors(self, code: str, day: date) -> Iterable[str]:
        """Codes above a place on a day, nearest first."""
        valid = self.on(day)
        while code != PROVINCE and code in valid and valid[code]["parent"]:
            code = valid[code]["parent"]
            yield code

    def within(self, code: str, period: str) -> set[str]:
        """A place and all places inside it at the end of a period."""
        day = Period.parse(period).end
        return {code} | {other for other in self.on(day) if code in self.ancestors(other, day)}
