"""Counts of residents by place and year: those that ship, and those the office brings in."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.event import append
from zhiliang.core.feed import Outcome, Reading, Reject, read, register_acceptor
from zhiliang.core.feeds import Counted, residents
from zhiliang.core.models import Person, Place, Residents
from zhiliang.core.policy import require

SHIPPED = Path(__file__).resolve().parent.parent / "reference" / "residents.csv"
_TOLD = ("number", "counted_on", "source", "note")


def load_residents(*, by: Person | None, path: Path = SHIPPED) -> Outcome:
    """Load the counts that ship; what the office brought in meanwhile for a year stays."""
    reading = read(residents, path, name=path.name)
    known = set(Residents.objects.values_list("key", flat=True))
    reading.rows[:] = [(line, row) for line, row in reading.rows if _key(row) not in known]
    return import_residents(reading, by=by)


@register_acceptor("residents")
@transaction.atomic
def import_residents(
    reading: Reading, *, by: Person | None, dry_run: bool = False, **_ignored: Any
) -> Outcome:
    """Take a whole table of counts or nothing; a newer count of a year takes the older's place."""
    require(by, Residents, "core.residents.import")
    rejected = [*reading.rejected, *_unknown(reading.rows), *_doubled(reading.rows)]
    if rejected:
        return Outcome(0, rejected, reading.digest)
    rows = [counted for _line, counted in reading.rows]
    known = Residents.objects.in_bulk([_key(counted) for counted in rows])
    changed = [counted for counted in rows if _differs(counted, known.get(_key(counted)))]
    if changed and not dry_run:
        for counted in changed:
            row = _row(counted)
            row.full_clean(validate_unique=False)
            row.save()
        append(
            verb="core.residents.import",
            subject="core.reference:residents",
            by=by,
            data={
                "years": sorted({counted.year for counted in changed}),
                "rows": len(changed),
                "digest": reading.digest,
            },
        )
    return Outcome(len(reading.rows), [], reading.digest, unchanged=not changed)


def _key(counted: Counted) -> str:
    return f"{counted.place}:{counted.year}"


def _row(counted: Counted) -> Residents:
    return Residents(
        key=_key(counted),
        place_id=counted.place,
        day=date(counted.year, 12, 31),
        number=counted.number,
        counted_on=counted.counted_on,
        source=counted.source,
        note=counted.note,
    )


def _differs(counted: Counted, known: Residents | None) -> bool:
    return known is None or any(getattr(known, name) != getattr(counted, name) for name in _TOLD)


def _unknown(rows: list[tuple[int, Counted]]) -> list[Reject]:
    known = set(Place.objects.values_list("code", flat=True))
    return [
        Reject(line, "place", counted.place, _("没有这个行政区划代码。"))
        for line, counted in rows
        if counted.place not in known
    ]


def _doubled(rows: list[tuple[int, Counted]]) -> list[Reject]:
    times = Counter(_key(counted) for _line, counted in rows)
    return [
        Reject(line, "year", str(counted.year), _("同一地区同一年度在文件中出现多次。"))
        for line, counted in rows
        if times[_key(counted)] > 1
    ]
