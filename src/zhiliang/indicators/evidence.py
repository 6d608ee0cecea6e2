"""Evidence: the rows a figure was made of, and the question that was asked of them."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zhiliang.core.period import Period
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.engines.duckdb import sql
from zhiliang.indicators.engines.reference import evaluate
from zhiliang.indicators.expression import Column, Literal, Operation
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query, bucket_key
from zhiliang.indicators.value import Value

LIMIT = 200


@dataclass(frozen=True)
class Evidence:
    """The query that answered, number of rows behind in all, and the first of them."""

    query: Query
    total: int
    rows: tuple[dict[str, Any], ...]

    @property
    def table(self) -> str:
        """Name of the lake table the rows are in."""
        return self.query.table.name

    @property
    def sql(self) -> str:
        """The SQL that answers the query."""
        return sql(self.query)


def evidence(
    definition: Definition,
    lake: Lake,
    value: Value,
    inside: set[str],
    *,
    limit: int | None = LIMIT,
) -> Evidence:
    """Rows behind a value; `inside` are the codes of the place and all places within it.

    At most `limit` rows come with it, all where it is None; their number is always told.
    """
    questions = _questions(definition)
    for query in questions:
        found = _matching(query, lake, value, inside)
        if found:
            return Evidence(query, len(found), tuple(found[:limit]))
    return Evidence(questions[0], 0, ())


def _questions(definition: Definition) -> list[Query]:
    query = definition.query()
    return [*([query] if query else []), definition.reported_query()]


def _matching(query: Query, lake: Lake, value: Value, inside: set[str]) -> list[dict[str, Any]]:
    table = lake.read(query.table, columns=sorted(query.columns | query.table.traces))
    rows = _likely(query, table, inside).to_pylist()
    rows.sort(key=lambda row: [str(row[name]) for name in query.table.key])
    period = Period.parse(value.period)
    return [row for row in rows if _counts(query, row, period, value.source)]


def _likely(query: Query, table: pa.Table, inside: set[str]) -> pa.Table:
    """Rows of the places, and of the key a filter asks for where it asks for just one."""
    places = pa.array(sorted(inside), pa.string())
    table = table.filter(pc.is_in(table[query.table.place], value_set=places))
    match query.where:
        case Operation("eq", (Column(name), Literal(str(key)))):
            return table.filter(pc.equal(table[name], key))
    return table


def _counts(query: Query, row: dict[str, Any], period: Period, source: str) -> bool:
    bucket = bucket_key(evaluate(query.bucket, row))
    within = bucket == period.key or period.contains(Period.parse(bucket))
    same = not query.table.source or row[query.table.source] == source
    return within and same and (query.where is None or evaluate(query.where, row) is True)
