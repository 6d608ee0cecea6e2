"""Evidence: the rows a figure was made of, and the question that was asked of them."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.core.period import Period
from zhiliang.indicators.answer import Value
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.engines.duckdb import sql
from zhiliang.indicators.engines.reference import evaluate
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query, bucket_key

LIMIT = 200


@dataclass(frozen=True)
class Evidence:
    """SQL, number of rows in all, and the first of them as plain data."""

    sql: str
    table: str
    total: int
    rows: tuple[dict[str, Any], ...]


def evidence(definition: Definition, lake: Lake, value: Value, inside: set[str]) -> Evidence:
    """Rows behind a value; `inside` are the codes of the place and all places within it."""
    for query in _questions(definition):
        found = _matching(query, lake, value, inside)
        if found:
            return Evidence(sql(query), query.table.name, len(found), tuple(found[:LIMIT]))
    return Evidence(sql(_questions(definition)[0]), "", 0, ())


def _questions(definition: Definition) -> list[Query]:
    query = definition.query()
    return [*([query] if query else []), definition.reported_query()]


def _matching(query: Query, lake: Lake, value: Value, inside: set[str]) -> list[dict[str, Any]]:
    table = lake.read(query.table)
    places = pc.is_in(table[query.table.place], value_set=pa.array(sorted(inside), pa.string()))
    rows = table.filter(places).to_pylist()
    period = Period.parse(value.period)
    return [row for row in rows if _counts(query, row, period, value.source)]


def _counts(query: Query, row: dict[str, Any], period: Period, source: str) -> bool:
    bucket = bucket_key(evaluate(query.bucket, row))
    within = bucket == period.key or period.contains(Period.parse(bucket))
    same = not query.table.source or row[query.table.source] == source
    return within and same and (query.where is None or evaluate(query.where, row) is True)
