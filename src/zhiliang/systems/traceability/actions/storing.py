"""Events as rows: each once, with the objects and fields it names."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from zhiliang.systems.traceability.actions.rows import Rows
from zhiliang.systems.traceability.indexing import Named, columns_of, fields_of, named_of
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.indexing.levels import lots_of_items
from zhiliang.systems.traceability.models import (
    CaptureJob,
    EpcisEvent,
    EventField,
    EventObject,
    TracedObject,
)

OBJECT_COLUMNS = ("event_id", "object_id", "role", "quantity", "unit")
FIELD_COLUMNS = ("event_id", "key", "text", "number")


class Prepared(NamedTuple):
    """A checked event: its place in the document, itself, its normal form, its hash id."""

    place: int
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


class Row(NamedTuple):
    """An event as the database keeps it, one value for each column."""

    id: int
    event_id: str
    hash: str
    declaration: bool
    type: str
    event_time: Any
    offset: str
    record_time: Any
    action: str
    biz_step: str
    disposition: str
    read_point: str
    biz_location: str
    transformation_id: str
    declared_at: Any
    declared_reason: str
    number: int
    body: str
    job_id: int
    organisation_id: int
    sample: bool


class Stored(NamedTuple):
    """A row with what it names, objects as keys of their rows."""

    row: Row
    named: tuple[tuple[int, Named], ...]
    prepared: Prepared

    def items(self) -> Iterator[tuple[int, str]]:
        """The key of each item whose lot is told, with the lot's identifier."""
        keys = {each.canonical: key for key, each in self.named}
        for item, lot in lots_of_items(self.prepared.event, self.prepared.normal):
            yield keys[item], lot


@dataclass(frozen=True)
class Store:
    """Where the events of a job go, under the number of the log's event that tells of them.

    `at` is when they are recorded.
    """

    job: CaptureJob
    number: int
    at: datetime

    @staticmethod
    def taken_ids(events: Sequence[Prepared]) -> dict[int, str]:
        """Events whose id belongs to another event: their place in the document, and the id."""
        known: dict[tuple[str, bool], str] = {}
        for ids in in_chunks({one.event_id for one in events}):
            rows = EpcisEvent.objects.filter(event_id__in=ids)
            for event_id, declaration, hash_ in rows.values_list("event_id", "declaration", "hash"):
                known[event_id, declaration] = hash_
        return {
            one.place: one.event_id
            for one in events
            if known.setdefault((one.event_id, one.declaration), one.hash) != one.hash
        }

    def keep(self, events: Sequence[Prepared]) -> list[Stored]:
        """Write the events that are not known yet; within the caller's transaction."""
        fresh = list(_fresh(events))
        now = Rows.moment(self.at)
        keys = Rows(EpcisEvent).next_keys(len(fresh))
        rows = [self._row(key, one, now) for key, one in zip(keys, fresh, strict=True)]
        named = [tuple(named_of(one.normal)) for one in fresh]
        objects = Objects.keys(each.canonical for lists in named for each in lists)
        kept = [
            Stored(row, tuple((objects[each.canonical], each) for each in lists), one)
            for row, lists, one in zip(rows, named, fresh, strict=True)
        ]
        Rows(EpcisEvent).write(Row._fields, rows)
        Rows(EventObject).write(OBJECT_COLUMNS, _object_rows(kept))
        Rows(EventField).write(FIELD_COLUMNS, _field_rows(kept))
        return kept

    def _row(self, key: int, one: Prepared, now: Any) -> Row:
        columns = columns_of(one.normal)
        columns["event_time"] = Rows.moment(columns["event_time"])
        columns["declared_at"] = Rows.moment(columns["declared_at"])
        return Row(
            id=key,
            event_id=one.event_id,
            hash=one.hash,
            declaration=one.declaration,
            record_time=now,
            number=self.number,
            body=json.dumps(one.event, ensure_ascii=False),
            job_id=self.job.pk,
            organisation_id=self.job.organisation_id,
            sample=self.job.organisation.sample,
            **columns,
        )


def _fresh(events: Sequence[Prepared]) -> Iterator[Prepared]:
    seen: set[tuple[str, bool]] = set()
    for hashes in in_chunks({one.hash for one in events}):
        rows = EpcisEvent.objects.filter(hash__in=hashes)
        seen |= set(rows.values_list("hash", "declaration"))
    for one in events:
        if (one.hash, one.declaration) not in seen:
            seen.add((one.hash, one.declaration))
            yield one


class Objects:
    """Traced objects by their canonical names."""

    @classmethod
    def keys(cls, names: Iterable[str]) -> dict[str, int]:
        """The key of each object, new ones written."""
        wanted = set(names)
        known = cls._known(wanted)
        missing = sorted(wanted - known.keys())
        new = dict(zip(missing, Rows(TracedObject).next_keys(len(missing)), strict=True))
        Rows(TracedObject).write(("canonical", "id"), new.items())
        return known | new

    @staticmethod
    def _known(names: Iterable[str]) -> dict[str, int]:
        keys: dict[str, int] = {}
        for chunk in in_chunks(names):
            rows = TracedObject.objects.filter(canonical__in=chunk)
            keys |= dict(rows.values_list("canonical", "pk"))
        return keys


def _object_rows(events: Iterable[Stored]) -> Iterator[tuple[Any, ...]]:
    for one in events:
        for key, named in one.named:
            yield one.row.id, key, named.role, named.quantity, named.unit


def _field_rows(events: Iterable[Stored]) -> Iterator[tuple[Any, ...]]:
    for one in events:
        for held in fields_of(one.prepared.normal):
            yield one.row.id, held.key, held.text, held.number
