"""Whether the verdicts on record are the ones that today's readings give; writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from zhiliang.systems.environment.judging import cities as air
from zhiliang.systems.environment.judging import sheets
from zhiliang.systems.environment.models import CityDay, Outlet, OutletDay

Progress = Callable[[str], None]
CITY_FIELDS = ("index", "primary", "valid", "good", "edition", "rule", "readings_digest")
OUTLET_FIELDS = (
    *("standing", "volume", "compliant_volume", "received", "industrial", "place_id"),
    *("rule", "readings_digest"),
)


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


def over(end: date) -> date:
    """The last day that is over: a day that still runs is not judged."""
    return min(end, timezone.localdate() - timedelta(days=1))


def outlets(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the outlets' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        for keys in sheets.batches(first, last):
            batch = list(Outlet.objects.filter(pk__in=keys).select_related("plant"))
            computed, _factors = sheets.verdicts(batch, first, last)
            recorded = OutletDay.objects.current().filter(outlet__in=keys, day__range=(first, last))
            _compare(
                found,
                recorded.select_related("outlet"),
                computed,
                about=lambda row: (row.outlet.code, row.day),
                fields=OUTLET_FIELDS,
            )
    return found


def cities(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge the cities' days anew and compare with the verdicts in force."""
    found = Checked()
    for first, last in months(start, over(end)):
        progress(f"{first} – {last}")
        _stations, computed = air.verdicts(first, last)
        _compare(
            found,
            CityDay.objects.current().filter(day__range=(first, last)),
            computed,
            about=lambda row: (row.place_id, row.day, row.source),
            fields=CITY_FIELDS,
        )
    return found


def _compare(
    found: Checked,
    recorded: Iterable[Any],
    computed: Sequence[Any],
    *,
    about: Callable[[Any], tuple[Any, ...]],
    fields: Sequence[str],
) -> None:
    """Note what differs, verdicts that only one side has included."""
    standing = {about(row): row for row in recorded}
    found.count += len(computed)
    for row in computed:
        key = about(row)
        found.differences += _compared(key, standing.pop(key, None), row, fields)
    for key, row in standing.items():
        found.differences.append(_difference(key, "", getattr(row, fields[0]), "—"))


def _compared(
    key: tuple[Any, ...], recorded: Any, computed: Any, fields: Sequence[str]
) -> Iterator[Difference]:
    if recorded is None:
        yield _difference(key, "", "—", getattr(computed, fields[0]))
        return
    for name in fields:
        told, given = getattr(recorded, name), getattr(computed, name)
        if told != given:
            yield _difference(key, name, told, given)


def _difference(key: tuple[Any, ...], name: str, recorded: Any, computed: Any) -> Difference:
    subject, day = key[:2]
    return Difference(str(subject), str(day), name, str(recorded), str(computed))
