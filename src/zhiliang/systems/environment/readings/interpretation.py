"""From records of the journal to rows: readings, quarantine, refusals, notes on frames."""

import io
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.methods.hj212.decode import Decoded, decode
from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.frames import claimed_mn
from zhiliang.systems.environment.readings.record import Kind, Record, refusal, refused
from zhiliang.systems.environment.readings.schema import (
    NOTES_SCHEMA,
    QUARANTINE_SCHEMA,
    READINGS_SCHEMA,
    REJECTS_SCHEMA,
)

log = logging.getLogger(__name__)

SHOWN_BYTES = 1024
TEXTS = ("mn", "st", "cn", "qn", "factor", "statistic", "flag")


@dataclass(frozen=True)
class Origin:
    """A record and the segment it is in."""

    segment: int
    record: Record


@dataclass(frozen=True)
class Rows:
    """What a batch of records says."""

    readings: pa.Table
    quarantine: pa.Table
    rejects: pa.Table
    notes: pa.Table
    heard: dict[str, int]
    counts: Counter[str]

    def with_(self, other: "Rows") -> "Rows":
        """These and others."""
        last = {mn: max(at, self.heard.get(mn, 0)) for mn, at in other.heard.items()}
        return Rows(
            pa.concat_tables([self.readings, other.readings]),
            pa.concat_tables([self.quarantine, other.quarantine]),
            pa.concat_tables([self.rejects, other.rejects]),
            pa.concat_tables([self.notes, other.notes]),
            {**self.heard, **last},
            self.counts + other.counts,
        )


def interpreted(batch: Sequence[Origin]) -> Rows:
    """Rows of a batch; records whose bytes no longer have their SHA-256 are only counted.

    A record that this program fails at is found by halves, told of and shown as refused: it may
    not stand in the way of those behind it.
    """
    try:
        return _interpreted(batch)
    except Exception:
        if len(batch) == 1:
            log.exception("record at %d of segment %d", batch[0].record.position, batch[0].segment)
            return _unreadable(batch[0])
        middle = len(batch) // 2
        return interpreted(batch[:middle]).with_(interpreted(batch[middle:]))


def _unreadable(origin: Origin) -> Rows:
    record = origin.record
    body = refusal("unreadable", "", "", record.body)
    return _interpreted([Origin(origin.segment, record._replace(kind=Kind.REJECT, body=body))])


def _interpreted(batch: Sequence[Origin]) -> Rows:
    whole = [found for found in batch if found.record.whole]
    of_kind = {kind: [o for o in whole if o.record.kind == kind] for kind in Kind}
    frames, notes, heard = _of_frames(of_kind[Kind.FRAME])
    frames, quarantine = _by_clock(frames)
    rows = [_of_rows(origin) for origin in of_kind[Kind.ROWS]]
    rejects = _of_rejects(of_kind[Kind.REJECT])
    counts = Counter(records=len(whole), damaged=len(batch) - len(whole), rejected=rejects.num_rows)
    return Rows(pa.concat_tables([frames, *rows]), quarantine, rejects, notes, heard, counts)


def _of_frames(batch: Sequence[Origin]) -> tuple[pa.Table, pa.Table, dict[str, int]]:
    """Readings of frames, notes on them, and when each MN was last heard.

    What was imported is no sign of life.
    """
    if not batch:
        return READINGS_SCHEMA.empty_table(), NOTES_SCHEMA.empty_table(), {}
    decoded = decode(b"".join(origin.record.body for origin in batch))
    starts = np.cumsum([0, *(len(origin.record.body) for origin in batch[:-1])])
    places = decoded.frames["offset"].to_numpy()
    owner = np.searchsorted(starts, places, side="right") - 1
    which = owner[decoded.readings["frame"].to_numpy()]
    provenance = _provenance(batch)
    columns = {
        **{name: decoded.readings[name] for name in decoded.readings.column_names},
        **{name: column.take(pa.array(which)) for name, column in provenance.items()},
    }
    received = np.array([origin.record.received for origin in batch])[owner]
    heard: dict[str, int] = {}
    for mn, at in zip(decoded.frames["mn"].to_pylist(), received.tolist(), strict=True):
        heard[mn] = max(at, heard.get(mn, 0))
    return _shaped(columns), _notes(decoded, received), heard


def _notes(decoded: Decoded, received: np.ndarray) -> pa.Table:
    """What was passed over in frames that were read all the same: sums by MN, code and day."""
    notes = decoded.diagnostics
    stamps = pa.array(received, pa.int64()).take(notes["frame"].combine_chunks())
    at = stamps.cast(pa.timestamp("us", tz="UTC"))
    # a password is no example
    text = pc.if_else(pc.equal(notes["field"], "PW"), None, notes["text"])
    told = pa.table(
        {
            "mn": decoded.frames["mn"].take(notes["frame"]),
            "code": notes["code"],
            "day": pc.add(at, timedelta(hours=8)).cast(pa.timestamp("us")).cast(pa.date32()),
            "at": at,
            "field": notes["field"],
            "text": text,
        }
    )
    sums = [("at", "count"), ("at", "min"), ("at", "max"), ("field", "first"), ("text", "first")]
    grouped = told.group_by(["mn", "code", "day"], use_threads=False).aggregate(sums)
    ordered = grouped.select(["mn", "code", "day", *(f"{name}_{what}" for name, what in sums)])
    return ordered.rename_columns(NOTES_SCHEMA.names).cast(NOTES_SCHEMA)


def _provenance(batch: Sequence[Origin]) -> dict[str, pa.Array]:
    stamps = pa.array([o.record.received for o in batch], pa.int64())
    return {
        "received_at": stamps.cast(pa.timestamp("us", tz="UTC")),
        "origin": pa.array([o.record.origin for o in batch]),
        "segment": pa.array([o.segment for o in batch], pa.int32()),
        "position": pa.array([o.record.position for o in batch], pa.int64()),
    }


def _of_rows(origin: Origin) -> pa.Table:
    """Readings of an imported batch."""
    table = pa.ipc.open_stream(io.BytesIO(origin.record.body)).read_all()
    provenance = {
        name: pa.repeat(column[0], table.num_rows) for name, column in _provenance([origin]).items()
    }
    given = {name: table[name] for name in table.column_names}
    values = given["value"].cast(pa.float64())
    given["value"] = pc.if_else(pc.is_finite(values), values, None)
    return _shaped({**given, **provenance})


def _shaped(columns: dict[str, Any]) -> pa.Table:
    """The columns in the lake's order and types; texts that are absent are empty."""
    size = len(columns["mn"])
    empty = {field.name: pa.nulls(size, field.type) for field in READINGS_SCHEMA}
    table = pa.table({name: columns.get(name, empty[name]) for name in READINGS_SCHEMA.names})
    for name in TEXTS:
        place = READINGS_SCHEMA.get_field_index(name)
        filled = pc.fill_null(table[name].cast(pa.string()), "")
        table = table.set_column(place, name, filled)
    # a label is a whole second; finer stamps (17 digits) lose what nobody asks for
    times = pc.floor_temporal(table["data_time"], unit="second")
    place = READINGS_SCHEMA.get_field_index("data_time")
    return table.set_column(place, "data_time", times).cast(READINGS_SCHEMA)


def _by_clock(readings: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Readings of a believable time, and the others with the reason they are set aside."""
    bounds = configuration()["clock"]
    local = pc.add(readings["received_at"], timedelta(hours=8)).cast(pa.timestamp("us"))
    times = readings["data_time"].cast(pa.timestamp("us"))
    missing = pc.is_null(times)
    ahead = pc.greater(times, pc.add(local, timedelta(hours=bounds["ahead_hours"])))
    behind = pc.less(times, pc.subtract(local, timedelta(days=bounds["behind_days"])))
    reason = pc.case_when(
        pc.make_struct(missing, pc.fill_null(ahead, False), pc.fill_null(behind, False)),
        "data_time_missing",
        "data_time_ahead",
        "data_time_behind",
    )
    aside = pc.is_valid(reason)
    quarantine = readings.append_column("reason", reason.cast(pa.string())).filter(aside)
    return readings.filter(pc.invert(aside)), quarantine.cast(QUARANTINE_SCHEMA)


def _of_rejects(batch: Sequence[Origin]) -> pa.Table:
    parts = [refused(origin.record.body) for origin in batch]
    columns = {
        "reason": pa.array([part.reason for part in parts], pa.string()),
        "address": pa.array([part.address for part in parts], pa.string()),
        "mn": pa.array([part.mn or claimed_mn(part.data) for part in parts], pa.string()),
        "length": pa.array([part.length for part in parts], pa.int32()),
        "bytes": pa.array([part.data[:SHOWN_BYTES] for part in parts], pa.binary()),
        **_provenance(batch),
    }
    return pa.table({name: columns[name] for name in REJECTS_SCHEMA.names}).cast(REJECTS_SCHEMA)
