"""Projection: operational tables → Parquet lake, following the event log.

Only partitions (years) that events touched since the last manifest are rewritten; rows that are
gone leave a tombstone; one manifest is published in one rename.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.apps import apps
from django.db.models import BigIntegerField, QuerySet, Value

from zhiliang.indicators.lake import MANIFEST
from zhiliang.indicators.table import Table

BATCH = 50_000
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Projection:
    """How a lake table is filled: a model, and for each column the field path it comes from.

    `partition` is a field path to a period key or date whose year partitions the files; a table
    without one is small and is rewritten whole. `constants` are columns with one fixed text, or
    (None) an integer column that is always empty, `computed` ones that the database works out.
    A value of `where` that is a function is asked anew each time. `beside` are further projections
    into the same table: several systems may fill it.
    """

    table: Table
    model: str
    columns: Mapping[str, str]
    where: Mapping[str, Any] = field(default_factory=dict)
    partition: str = ""
    constants: Mapping[str, str | None] = field(default_factory=dict)
    computed: Mapping[str, Any] = field(default_factory=dict)
    beside: "tuple[Projection, ...]" = ()

    @property
    def systems(self) -> frozenset[str]:
        """The systems whose models fill the table."""
        return frozenset(part.model.partition(".")[0] for part in self.parts)

    @property
    def parts(self) -> "tuple[Projection, ...]":
        """This projection and those beside it."""
        return (self, *self.beside)

    def rows(self) -> "QuerySet[Any]":
        """All rows to be projected."""
        manager = apps.get_model(self.model)._default_manager
        fixed = {
            name: Value(None, BigIntegerField()) if text is None else Value(text)
            for name, text in self.constants.items()
        }
        wanted = {name: kept() if callable(kept) else kept for name, kept in self.where.items()}
        rows: QuerySet[Any] = manager.annotate(**fixed, **self.computed).filter(**wanted)
        return rows

    def years(self) -> list[str]:
        """Partition keys that have rows; one empty key for an unpartitioned table."""
        if not self.partition:
            return [""]
        found: set[str] = set()
        for part in self.parts:
            values = part.rows().values_list(part.partition, flat=True).distinct().order_by()
            found |= {str(value)[:4] for value in values}
        return sorted(found)

    def rows_of(self, year: str) -> "QuerySet[Any]":
        """Rows of one partition in key order (as the database collates text)."""
        rows = self.rows()
        if year:
            within = (
                {"range": (f"{year}-01-01", f"{year}-12-31")}
                if self._dated
                else {"startswith": year}
            )
            rows = rows.filter(
                **{f"{self.partition}__{how}": value for how, value in within.items()}
            )
        return rows.order_by(*(self.columns[name] for name in self.table.key))

    @property
    def _dated(self) -> bool:
        return not self.table.period


def project(
    root: Path,
    projections: Mapping[str, Projection],
    *,
    log: Any,
    everything: bool = False,
    progress: Progress = lambda line: None,
) -> dict[str, Any]:
    """Bring the lake under `root` up to the event log's head; returns the manifest.

    `log` answers `head() -> (number, hash, time)` and `since(number) -> Touch…`. Nothing is
    written when no event is new.
    """
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root):
        old = _manifest(root)
        number, digest, time = log.head()
        if old and old["event_number"] == number and not everything:
            return old
        follow = old if old and not everything else None
        touched = _touched(log.since(follow["event_number"]), projections) if follow else None
        tables = {}
        for name, projection in sorted(projections.items()):
            progress(name)
            before = (old or {}).get("tables", {}).get(name, {}).get("partitions", {})
            stale = _stale(projection, touched)
            tables[name] = {"partitions": _rewrite(root, projection, before, stale)}
        manifest = {
            "number": (old["number"] if old else 0) + 1,
            "event_number": number,
            "event_hash": digest,
            "as_of": time,
            "tables": tables,
        }
        _publish(root, manifest)
        return manifest


@dataclass(frozen=True)
class Touch:
    """What one event touched: its system, and the tables and periods it names (None: it does not).

    An event that names no tables has touched those that its system's models fill.
    """

    system: str
    tables: list[str] | None
    periods: list[str] | None

    def of(self, projections: Mapping[str, Projection]) -> list[str]:
        """Names of the tables touched."""
        if self.tables is not None:
            return self.tables
        return [name for name, filled in projections.items() if self.system in filled.systems]


Touched = dict[str, set[str] | None]


def _touched(touches: Iterable[Touch], projections: Mapping[str, Projection]) -> Touched:
    """Table → years touched (None: all of it)."""
    found: Touched = {}
    for touch in touches:
        years = {key[:4] for key in touch.periods} if touch.periods else None
        for table in touch.of(projections):
            known = found.get(table, set())
            found[table] = None if years is None or known is None else known | years
    return found


def _stale(projection: Projection, touched: Touched | None) -> Callable[[str], bool]:
    years = None if touched is None else touched.get(projection.table.name, set())
    # An assessment year "2015-2016" starts in 2015; its partition is the year it starts in.
    return lambda year: years is None or not projection.partition or year in years


def _rewrite(
    root: Path, projection: Projection, before: Mapping[str, Any], stale: Callable[[str], bool]
) -> dict[str, Any]:
    after: dict[str, Any] = {}
    for year in sorted({*projection.years(), *before}):
        if year in before and not stale(year):
            after[year] = before[year]
            continue
        entry = write(root, projection.table, year, arrow_rows(projection, year))
        if entry["rows"]:
            after[year] = entry
        if year in before:
            _bury(root, projection.table, before[year], entry)
    return after


def arrow_rows(projection: Projection, year: str) -> Iterator[pa.RecordBatch]:
    """Rows of a partition as Arrow batches in canonical order."""
    if projection.beside:
        yield from _merged(projection, year)
    else:
        yield from _own_rows(projection, year)


def _merged(projection: Projection, year: str) -> Iterator[pa.RecordBatch]:
    """Rows of all parts, ordered by the key: only a small table has several parts."""
    schema = projection.table.schema
    batches = [batch for part in projection.parts for batch in _own_rows(part, year)]
    order = [(name, "ascending") for name in projection.table.key]
    yield from pa.Table.from_batches(batches, schema).sort_by(order).to_batches()


def _own_rows(projection: Projection, year: str) -> Iterator[pa.RecordBatch]:
    schema = projection.table.schema
    paths = [projection.columns[name] for name in schema.names]
    batch: list[tuple[Any, ...]] = []
    for row in projection.rows_of(year).values_list(*paths).iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield _batch(batch, schema)
            batch = []
    if batch:
        yield _batch(batch, schema)


def _batch(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(zip(*rows, strict=True), schema, strict=True)
    arrays = [pa.array(values, type=column.type) for values, column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def write(root: Path, table: Table, year: str, batches: Iterable[pa.RecordBatch]) -> dict[str, Any]:
    """Write one partition under a name made of its digest; the same rows give the same file."""
    folder = root / table.name
    folder.mkdir(exist_ok=True)
    draft = folder / f".draft-{os.getpid()}"
    rows = 0
    with pq.ParquetWriter(draft, table.schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    with draft.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = f"{table.name}/{year or 'all'}-{digest[:16]}.parquet"
    draft.replace(root / name)
    return {"file": name, "rows": rows, "sha256": digest}


def _bury(root: Path, table: Table, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Keep the keys of rows that were there and are gone."""
    keys = list(table.key)
    gone = {
        tuple(row.values()) for row in pq.read_table(root / old["file"], columns=keys).to_pylist()
    }
    gone -= {
        tuple(row.values()) for row in pq.read_table(root / new["file"], columns=keys).to_pylist()
    }
    with (root / table.name / "tombstones.jsonl").open("a", encoding="utf-8") as stream:
        for key in sorted(gone, key=str):
            line = json.dumps({"was": old["file"], "key": key}, ensure_ascii=False, default=str)
            stream.write(line + "\n")


def _manifest(root: Path) -> dict[str, Any] | None:
    path = root / MANIFEST
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _publish(root: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    archive = root / "manifests"
    archive.mkdir(exist_ok=True)
    (archive / f"{manifest['number']:06d}.json").write_text(text, "utf-8")
    draft = root / ".manifest"
    draft.write_text(text, "utf-8")
    draft.replace(root / MANIFEST)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One projection at a time on this machine; the second waits for the first."""
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
