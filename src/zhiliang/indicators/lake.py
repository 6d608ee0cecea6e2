"""The lake: Parquet files behind one manifest, read the same way from an office or a sealed pack.

A manifest is published in one step (written aside, then renamed), so a reader sees the lake
before or after a projection, never between.
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from zhiliang.indicators.table import Table

MANIFEST = "manifest.json"
SEALED = "source"
SMALL = 32 * 2**20


@dataclass(frozen=True)
class Lake:
    """Tables as files (`paths`) or in memory (`tables`), with when and up to which event."""

    paths: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)
    _answers: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)
    _small: dict[str, pa.Table] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def current(cls, root: Path) -> "Lake":
        """The lake under `root` as its latest manifest has it; FileNotFoundError if none yet."""
        manifest = json.loads((root / MANIFEST).read_text("utf-8"))
        paths = {
            name: tuple(root / entry["file"] for entry in table["partitions"].values())
            for name, table in manifest["tables"].items()
        }
        return cls(paths, {}, manifest)

    @classmethod
    def of_pack(cls, pack: Path) -> "Lake":
        """The source rows of a sealed pack."""
        files = sorted((pack / SEALED).glob("*.parquet"))
        return cls({path.stem: (path,) for path in files})

    @property
    def number(self) -> int:
        """Number of the manifest; 0 when there is none."""
        return int(self.manifest.get("number", 0))

    @property
    def as_of(self) -> str:
        """Time of the last event in this lake, ISO 8601 in UTC; empty when unknown."""
        return str(self.manifest.get("as_of", ""))

    @property
    def digest(self) -> str:
        """SHA-256 over names and digests of all files: the identity of the data."""
        lines = [
            f"{name}/{key}:{entry['sha256']}\n"
            for name, table in sorted(self.manifest.get("tables", {}).items())
            for key, entry in sorted(table["partitions"].items())
        ]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def files(self, table: Table) -> tuple[Path, ...]:
        """Parquet files of a table; empty for tables in memory or without rows."""
        return self.paths.get(table.name, ())

    def read(self, table: Table, columns: Sequence[str] | None = None) -> pa.Table:
        """Rows of a table as Arrow, in the declared types; no rows if it is not there yet.

        Without `columns` all declared ones that are there: a sealed pack holds only those its
        definitions read.
        """
        wanted = list(columns) if columns is not None else self._columns(table)
        schema = pa.schema([table.schema.field(name) for name in wanted])
        if table.name in self.tables:
            return self.tables[table.name].select(wanted).cast(schema)
        if sum(path.stat().st_size for path in self.files(table)) <= SMALL:
            return self._whole(table).select(wanted).cast(schema)
        parts = [pq.read_table(path, columns=wanted).cast(schema) for path in self.files(table)]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def _columns(self, table: Table) -> list[str]:
        files = self.files(table)
        names = pq.read_schema(files[0]).names if files else table.schema.names
        return [name for name in table.schema.names if name in names]

    def remember(self, question: Hashable, answer: Callable[[], Any]) -> Any:
        """The answer to a question about this lake, worked out once: its files never change."""
        if question not in self._answers:
            self._answers[question] = answer()
        return self._answers[question]

    def _whole(self, table: Table) -> pa.Table:
        """A small table, read once: files of a lake never change."""
        if table.name not in self._small:
            parts = [pq.read_table(path) for path in self.files(table)]
            names = parts[0].schema.names if parts else table.schema.names
            schema = pa.schema([f for f in table.schema if f.name in names])
            rows = [part.select(schema.names).cast(schema) for part in parts]
            self._small[table.name] = pa.concat_tables(rows) if rows else schema.empty_table()
        return self._small[table.name]
