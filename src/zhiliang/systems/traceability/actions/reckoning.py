"""The completeness of firms' records is worked out anew and kept, for the score and the lake."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.core.tick import periodic
from zhiliang.systems.traceability.indexing.chunks import CHUNK
from zhiliang.systems.traceability.indicators.tables import HANDLINGS
from zhiliang.systems.traceability.models import CaptureJob, Handling, Source
from zhiliang.systems.traceability.tracing.completeness import Standing, standings_of

_FIELDS = ("first_on", "source_known", "destination_known", "late")


@transaction.atomic
def reckon(firm: Organisation, *, by: Person | None, now: datetime | None = None) -> int:
    """Bring what is kept of a firm's lots up to date; how many rows changed."""
    held = {row.lot_id: row for row in Handling.objects.filter(organisation=firm)}
    wanted = {one.lot: one for one in standings_of(firm.pk, now or timezone.now())}
    new = [
        Handling(
            organisation=firm,
            lot_id=lot,
            place_id=firm.place_id,
            source=Source.SAMPLE if firm.sample else Source.RECORDS,
            **{name: getattr(one, name) for name in _FIELDS},
        )
        for lot, one in wanted.items()
        if lot not in held
    ]
    changed = list(_changed(held, wanted))
    gone = [row.pk for lot, row in held.items() if lot not in wanted]
    Handling.objects.bulk_create(new, CHUNK)
    Handling.objects.bulk_update(changed, _FIELDS, CHUNK)
    Handling.objects.filter(pk__in=gone).delete()
    moved = len(new) + len(changed) + len(gone)
    if moved:
        _tell(firm, moved, by=by)
    return moved


def _changed(held: dict[int, Handling], wanted: dict[int, Standing]) -> Iterator[Handling]:
    for lot, one in wanted.items():
        row = held.get(lot)
        if row and any(getattr(row, name) != getattr(one, name) for name in _FIELDS):
            for name in _FIELDS:
                setattr(row, name, getattr(one, name))
            yield row


def _tell(firm: Organisation, moved: int, *, by: Person | None) -> None:
    append(
        verb="traceability.completeness.reckon",
        subject=subject_of(firm),
        by=by,
        place=firm.place_id,
        organisation=firm.uscc or "",
        data={"tables": [HANDLINGS.name], "moved": moved},
    )


def reckon_all(*, by: Person | None, since: datetime | None = None) -> int:
    """All firms that told of something since then; how many rows changed."""
    jobs = CaptureJob.objects.filter(stored__gt=0)
    if since:
        jobs = jobs.filter(finished_at__gte=since)
    firms = Organisation.objects.filter(pk__in=jobs.values("organisation"))
    return sum(reckon(firm, by=by) for firm in firms)


@periodic("traceability.reckon", every=timedelta(hours=1))
def reckon_on_tick(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """What is in stock changes with time alone, so all firms are gone through once a day."""
    fresh = since if since and since.date() == now.date() else None
    reckon_all(by=by, since=fresh)
