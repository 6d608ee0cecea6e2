"""Whether the verdicts on record are the ones that today's readings give; writes nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from zhiliang.systems.environment.judging import cities as air
from zhiliang.systems.environment.judging import sheets
from zhiliang.systems.environment.models import CityDay, OutletDay

Progress = Callable[[str], None]
CITY_FIELDS = ("index", "primary", "valid", "good", "edition", "rule", "readings_digest")
OUTLET_FIELDS = ("standing", "volume", "compliant_volume", "received", "rule", "readings_digest")


@dataclass(frozen=True)
class Difference:
    """A verdict on record that says something else than the readings."""

    subject: str
    day: str
    field: str
    recorded: str
    computed: str


@dataclass
class Checked:
    """How many verdicts were computed anew, and which differ."""

    count: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Numbers for a sentence."""
        return {"count": self.count, "different": len(self.differences)}

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "checked": self.count,
            "differences": [asdict(difference) for difference in self.differences],
        }


def months(start: date, end: date) -> Iterator[tuple[date, date]]:
    """A stretch of days cut at the ends of months, so that memory stays bounded."""
    one = timedelta(days=1)
    if end < start:
        return
    firsts = [start]
    while (following := (firsts[-1].replace(day=1) + 32 * one).replace(day=1)) <= end:
        firsts.append(following)
    yield from ((first, other - one) for first, other in pairwise([*firsts, end + one]))


def outlets(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the outlets' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, end):
        progress(f"{first} – {last}")
        rows, _factors = sheets.verdicts(first, last)
        recorded = OutletDay.objects.current().filter(day__gte=first, day__lte=last)
        known = {(one.outlet_id, one.day): one for one in recorded}
        for row in rows:
            found.count += 1
            key = (row.outlet_id, row.day)
            found.differences += _compared(row.outlet.code, known.get(key), row, OUTLET_FIELDS)
    return found


def cities(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the cities' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, end):
        progress(f"{first} – {last}")
        _stations, rows = air.verdicts(first, last)
        recorded = CityDay.objects.current().filter(day__gte=first, day__lte=last)
        known = {(one.place_id, one.day, one.source): one for one in recorded}
        for row in rows:
            found.count += 1
            key = (row.place_id, row.day, row.source)
            found.differences += _compared(row.place_id, known.get(key), row, CITY_FIELDS)
    return found


def _compared(
    subject: str, recorded: Any, computed: Any, fields: Sequence[str]
) -> Iterator[Difference]:
    day = str(computed.day)
    if recorded is None:
        yield Difference(subject, day, "", "—", str(getattr(computed, fields[0])))
        return
    for name in fields:
        told, given = getattr(recorded, name), getattr(computed, name)
        if told != given:
            yield Difference(subject, day, name, str(told), str(given))
