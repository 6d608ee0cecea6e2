"""Source rows: what the definitions read, and no more, in one canonical order and one file form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhiliang.core.period import Period
from zhiliang.evaluation.seal.commitments import committed
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, Table

LARGEST_TABLE = 16 << 30
MOST_ROWS = 200_000_000
THRIFT_LIMIT = 64 << 20
TYPES = {pa.string(): "string", pa.int64(): "integer", pa.bool_(): "boolean", pa.date32(): "date"}


@dataclass(frozen=True)
class Source:
    """Rows of one table to be sealed.

    `key` is their identity and order; `scaled` columns are integer millionths; `commitments` are
    columns whose values were replaced.
    """

    rows: pa.Table
    key: tuple[str, ...] = ()
    scaled: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()

    def canonical(self) -> pa.Table:
        """The rows sorted by key, then by all other columns; the same rows give the same table."""
        rest = [name for name in self.rows.schema.names if name not in self.key]
        order = [(name, "ascending") for name in (*self.key, *rest)]
        plain = self.rows.replace_schema_metadata(None)
        return plain.take(pc.sort_indices(plain, sort_keys=order)).combine_chunks()

    def fields(self) -> list[dict[str, Any]]:
        """Columns as Frictionless table-schema fields."""
        return [
            {
                "name": field.name,
                "type": TYPES[field.type],
                **({"description": "millionths (10^-6)"} if field.name in self.scaled else {}),
                **(
                    {"description": "commitment: SHA-256(salt || value)"}
                    if field.name in self.commitments
                    else {}
                ),
            }
            for field in self.rows.schema
        ]

    def write(self, path: Path) -> None:
        """Write a Parquet file; the same rows and library version give the same bytes."""
        pq.write_table(
            self.canonical(),
            path,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=3,
            row_group_size=1 << 20,
            store_schema=False,
        )


@dataclass(frozen=True)
class Exclusion:
    """Rows that were left out, and why."""

    what: str
    count: int
    reason_zh: str
    reason_en: str


def sources(
    lake: Lake, definitions: Mapping[str, Definition], *, until: date, master: bytes
) -> tuple[dict[str, Source], list[Exclusion]]:
    """Table name → what to seal of it, and what was left out.

    Only columns the definitions read, keys, and traces back to the paper; only rows of periods
    that ended by `until`, and only figures of the given indicators. `master` salts commitments.
    """
    found: dict[str, Source] = {}
    left_out: list[Exclusion] = []
    for table, columns in _wanted(definitions.values()):
        rows = lake.read(table, columns)
        if table.name == FIGURES.name:
            asked = pa.array(sorted(definitions), pa.string())
            rows = rows.filter(pc.is_in(rows["indicator"], value_set=asked))
        kept = rows if table in (PLACES, PLACE_SETS) else rows.filter(_ended(rows, table, until))
        left_out += _later(table, rows.num_rows - kept.num_rows, until)
        hidden = tuple(name for name in table.personal if name in columns)
        kept = committed(kept, hidden, table=table.name, master=master)
        kinds = dict(table.columns)
        scaled = tuple(name for name in columns if kinds[name] == "scaled6" and name not in hidden)
        found[table.name] = Source(kept, table.key, scaled, hidden)
    return found, left_out


def _wanted(definitions: Iterable[Definition]) -> Iterator[tuple[Table, list[str]]]:
    """Tables the definitions read and, in declared order, the columns wanted of each."""
    tables = {table.name: table for table in (PLACES, PLACE_SETS)}
    wanted = {table.name: frozenset(table.types) for table in tables.values()}
    for query in _queries(definitions):
        table = tables.setdefault(query.table.name, query.table)
        wanted[table.name] = wanted.get(table.name, table.traces) | query.columns
    for name, table in sorted(tables.items()):
        yield table, [column for column in table.types if column in wanted[name]]


def _queries(definitions: Iterable[Definition]) -> Iterator[Query]:
    for definition in definitions:
        query = definition.query()
        yield from (definition.reported_query(), *((query,) if query else ()))


def _ended(rows: pa.Table, table: Table, until: date) -> pa.Array:
    """Which rows belong to a period that ended by a day."""
    if not table.period:
        return pc.less_equal(rows[table.date], pa.scalar(until, pa.date32()))
    keys = rows[table.period].unique().to_pylist()
    ended = [key for key in keys if Period.parse(key).end <= until]
    return pc.is_in(rows[table.period], value_set=pa.array(ended, pa.string()))


def _later(table: Table, count: int, until: date) -> list[Exclusion]:
    if not count:
        return []
    day = until.isoformat()
    return [
        Exclusion(table.name, count, f"{day}之后的时期，不属于本年度评价", f"periods after {day}")
    ]


def table_faults(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Why a Parquet file had better not be unpacked: nothing, or codes with details."""
    metadata = parquet_file(path).metadata
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > LARGEST_TABLE or metadata.num_rows > MOST_ROWS:
        yield "table_too_large", {"limit": f"{LARGEST_TABLE} bytes, {MOST_ROWS} rows"}


def parquet_file(path: Path) -> pq.ParquetFile:
    """A Parquet file whose own description is bounded; ArrowException or OSError if it is none."""
    return pq.ParquetFile(
        path,
        thrift_string_size_limit=THRIFT_LIMIT,
        thrift_container_size_limit=THRIFT_LIMIT,
    )
