"""Taking in frames or rows from inside a program: journal, then lake, readable on return."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import pyarrow as pa

from zhiliang.systems.environment.readings.compaction import compact
from zhiliang.systems.environment.readings.journal import Journal
from zhiliang.systems.environment.readings.lake import JOURNAL, Manifest, readings_root
from zhiliang.systems.environment.readings.record import ORIGINS, Kind, packed

BATCH = 10_000
ROWS_A_RECORD = 500_000


@dataclass(frozen=True)
class Taken:
    """What became of what was taken in; with others writing at the same time theirs as well."""

    records: int = 0
    added: int = 0
    repeated: int = 0
    revised: int = 0
    stale: int = 0
    quarantined: int = 0


def take_in(
    frames: Iterable[bytes],
    *,
    origin: str = "wire",
    received_at: datetime | None = None,
    root: Path | None = None,
) -> Taken:
    """Take in HJ 212 frames, each from ## to CR LF, as if they had come over the wire."""
    received, number = _microseconds(received_at), ORIGINS.index(origin)
    records = (packed(frame, received=received, origin=number) for frame in frames)
    return _taken(records, root or readings_root())


def take_in_rows(
    table: pa.Table,
    *,
    origin: str = "import",
    received_at: datetime | None = None,
    root: Path | None = None,
) -> Taken:
    """Take in rows: mn, cn, data_time, factor, statistic, value; perhaps st, qn, flag, text."""
    received, number = _microseconds(received_at), ORIGINS.index(origin)
    records = (
        packed(body, received=received, kind=Kind.ROWS, origin=number) for body in _bodies(table)
    )
    return _taken(records, root or readings_root())


def _taken(records: Iterator[bytes], root: Path) -> Taken:
    before = Manifest.read(root).counts
    with Journal(root / JOURNAL) as journal:
        while batch := list(islice(records, BATCH)):
            journal.write(batch)
    after = compact(root).counts
    return Taken(
        **{name: after.get(name, 0) - before.get(name, 0) for name in Taken.__annotations__}
    )


def _bodies(table: pa.Table) -> Iterator[bytes]:
    """The rows as Arrow streams of a bearable size."""
    for start in range(0, table.num_rows, ROWS_A_RECORD):
        piece = table.slice(start, ROWS_A_RECORD)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, piece.schema) as writer:
            writer.write_table(piece)
        yield sink.getvalue().to_pybytes()


def _microseconds(moment: datetime | None) -> int:
    return int(moment.timestamp() * 1_000_000) if moment else time.time_ns() // 1000
