"""Asking the lake's files: one DuckDB view over the files a question can concern."""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from zhiliang.systems.environment.readings.files import source
from zhiliang.systems.environment.readings.lake import File, ReadingsLake

THREADS = 2


def asked(
    lake: ReadingsLake, files: Sequence[File], query: str, parameters: dict[str, Any]
) -> duckdb.DuckDBPyRelation:
    """The answer to a query over `{rows}`, the rows of these files (at least one).

    Raises FileNotFoundError when the lake has moved on more than ten minutes ago.
    """
    database = duckdb.connect(config={"threads": THREADS})
    database.execute("set timezone = 'UTC'")
    rows = source([lake.path(file) for file in files])
    return database.sql(query.replace("{rows}", rows), params=parameters)


def table(
    lake: ReadingsLake, files: Sequence[File], query: str, parameters: dict[str, Any]
) -> pa.Table | None:
    """An answer as Arrow; None where there are no files."""
    return asked(lake, files, query, parameters).to_arrow_table() if files else None


def fetched(
    lake: ReadingsLake, files: Sequence[File], query: str, parameters: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """The rows of an answer; none where there are no files."""
    # by way of Arrow: DuckDB's own rows need pytz for times with a zone
    found = table(lake, files, query, parameters)
    if found is None:
        return []
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def holding(files: Iterable[File], mns: Sequence[str]) -> list[File]:
    """Those of the files that may have rows of one of these MNs."""
    return [file for file in files if any(map(file.may_hold, mns))]
