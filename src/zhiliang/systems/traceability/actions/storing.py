"""Events as rows: each once, with the objects and fields it names."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from zhiliang.systems.traceability.indexing import Named, columns_of, fields_of, named_of
from zhiliang.systems.traceability.indexing.levels import lots_of_items
from zhiliang.systems.traceability.models import (
    CaptureJob,
    EpcisEvent,
    EventField,
    EventObject,
    TracedObject,
)

CHUNK = 500
"""Values in one IN list: within what SQLite and PostgreSQL take at ease."""


class Prepared(NamedTuple):
    """A checked event: its place in the document, itself, its normal form, its hash id."""

    index: int
    event: dict[str, Any]
    normal: dict[str, Any]
    hash_id: str

    @property
    def hash(self) -> str:
        """The hex of the hash."""
        return self.hash_id.split(";")[1].split("?")[0]

    @property
    def event_id(self) -> str:
        """Its own id, or the hash id that the repository assigns."""
        return self.event.get("eventID") or self.hash_id

    @property
    def declaration(self) -> bool:
        """Whether it is an error declaration of an event that was captured before."""
        return bool(self.event.get("errorDeclaration"))


class Stored(NamedTuple):
    """A row with what it names, objects as keys of their rows."""

    row: EpcisEvent
    named: tuple[tuple[int, Named], ...]
    prepared: Prepared

    def items(self) -> Iterator[tuple[int, str]]:
        """The key of each item whose lot is told, with the lot's identifier."""
        keys = {each.canonical: key for key, each in self.named}
        for item, lot in lots_of_items(self.prepared.event, self.prepared.normal):
            yield keys[item], lot


def in_chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists of at most CHUNK values."""
    held = list(values)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]


def taken_ids(events: Sequence[Prepared]) -> dict[int, str]:
    """Events whose id already belongs to another event: their place in the document and the id."""
    known: dict[tuple[str, bool], str] = {}
    for ids in in_chunks({one.event_id for one in events}):
        rows = EpcisEvent.objects.filter(event_id__in=ids)
        for event_id, declaration, digest in rows.values_list("event_id", "declaration", "hash"):
            known[event_id, declaration] = digest
    clashing = {}
    for one in events:
        if known.setdefault((one.event_id, one.declaration), one.hash) != one.hash:
            clashing[one.index] = one.event_id
    return clashing


def store(events: Sequence[Prepared], job: CaptureJob, number: int) -> list[Stored]:
    """Write the events that are not known yet; within the caller's transaction."""
    fresh = list(_fresh(events))
    now = timezone.now()
    rows = EpcisEvent.objects.bulk_create([_row(one, job, now, number) for one in fresh], CHUNK)
    named = [tuple(named_of(one.normal)) for one in fresh]
    keys = object_keys(each.canonical for lists in named for each in lists)
    stored = [
        Stored(row, tuple((keys[each.canonical], each) for each in lists), one)
        for row, lists, one in zip(rows, named, fresh, strict=True)
    ]
    EventObject.objects.bulk_create(_object_rows(stored), 4 * CHUNK)
    EventField.objects.bulk_create(_field_rows(stored), 4 * CHUNK)
    return stored


def _fresh(events: Sequence[Prepared]) -> Iterator[Prepared]:
    seen = set()
    for hashes in in_chunks({one.hash for one in events}):
        rows = EpcisEvent.objects.filter(hash__in=hashes)
        seen |= set(rows.values_list("hash", "declaration"))
    for one in events:
        if (one.hash, one.declaration) not in seen:
            seen.add((one.hash, one.declaration))
            yield one


def _row(one: Prepared, job: CaptureJob, now: datetime, number: int) -> EpcisEvent:
    return EpcisEvent(
        event_id=one.event_id,
        hash=one.hash,
        declaration=one.declaration,
        record_time=now,
        number=number,
        body=json.dumps(one.event, ensure_ascii=False),
        job=job,
        organisation_id=job.organisation_id,
        sample=job.organisation.sample,
        **columns_of(one.normal),
    )


def object_keys(names: Iterable[str]) -> dict[str, int]:
    """The key of each object, new ones written."""
    wanted = set(names)
    keys = _known_keys(wanted)
    missing = sorted(wanted - keys.keys())
    rows = [TracedObject(canonical=name) for name in missing]
    TracedObject.objects.bulk_create(rows, 4 * CHUNK, ignore_conflicts=True)
    return keys | _known_keys(missing)


def _known_keys(names: Iterable[str]) -> dict[str, int]:
    keys: dict[str, int] = {}
    for chunk in in_chunks(names):
        keys |= dict(TracedObject.objects.filter(canonical__in=chunk).values_list("canonical", "pk"))
    return keys


def _object_rows(stored: Iterable[Stored]) -> Iterator[EventObject]:
    for one in stored:
        for key, named in one.named:
            yield EventObject(
                event=one.row,
                object_id=key,
                role=named.role,
                quantity=named.quantity,
                unit=named.unit,
            )


def _field_rows(stored: Iterable[Stored]) -> Iterator[EventField]:
    for one in stored:
        for held in fields_of(one.prepared.normal):
            yield EventField(event=one.row, key=held.key, text=held.text, number=held.number)
