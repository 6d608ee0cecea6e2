"""DuckDB engine: a query compiled through Ibis; the only place that knows either."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import ibis

from zhiliang.indicators.expression import Column, Literal, Node, Operation
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query, Sums, bucket_key

IBIS_TYPES = {"int": "int64", "text": "string", "bool": "boolean", "date": "date"}


def run(query: Query, lake: Lake) -> list[Sums]:
    """Sums by place, bucket and source, in the canonical order of the reference engine."""
    connection = ibis.duckdb.connect()
    try:
        answer = connection.to_pyarrow(expression(query, _open(connection, query, lake)))
    finally:
        connection.disconnect()
    return sorted(_sums(row, query) for row in answer.to_pylist())


def sql(query: Query, lake: Lake | None = None) -> str:
    """The SQL that answers a query, over a table of the lake's name."""
    types = query.table.types
    schema = {name: IBIS_TYPES[types[name]] for name in sorted(query.columns)}
    unbound = ibis.table(schema, name=query.table.name)
    return str(ibis.to_sql(expression(query, unbound), dialect="duckdb"))


def _open(connection: Any, query: Query, lake: Lake) -> Any:
    files = lake.files(query.table)
    if files:
        return connection.read_parquet([str(path) for path in files], table_name="lake_table")
    table = lake.read(query.table, columns=sorted(query.columns))
    connection.con.register("lake_table", table)
    return connection.table("lake_table")


def expression(query: Query, table: Any) -> Any:
    """Ibis expression of a query over an Ibis table."""
    if query.where is not None:
        table = table.filter(compiled(query.where, table))
    source = table[query.table.source] if query.table.source else ibis.literal("")
    table = table.select(
        place=table[query.table.place],
        bucket=compiled(query.bucket, table),
        source=source,
        **{f"extra{i}": table[name] for i, name in enumerate(query.extra)},
        **{f"m{i}": _whole(m, table) for i, m in enumerate(query.as_integers())},
    )
    sums: dict[str, Any] = {"n": table.count()}
    for i in range(len(query.measures)):
        sums[f"sum{i}"] = table[f"m{i}"].sum().coalesce(0)
        sums[f"count{i}"] = table[f"m{i}"].count()
    groups = ["place", "bucket", "source", *(f"extra{i}" for i in range(len(query.extra)))]
    return table.group_by(groups).aggregate(**sums)


def _whole(measure: Node, table: Any) -> Any:
    return compiled(measure, table).cast("int64")


def _sums(row: dict[str, Any], query: Query) -> Sums:
    numbers = range(len(query.measures))
    return Sums(
        row["place"],
        bucket_key(row["bucket"]),
        row["source"],
        tuple(str(row[f"extra{i}"]) for i in range(len(query.extra))),
        row["n"],
        tuple(int(row[f"sum{i}"]) for i in numbers),
        tuple(row[f"count{i}"] for i in numbers),
    )


def compiled(node: Node, table: Any) -> Any:
    """Ibis value of a node."""
    if isinstance(node, Column):
        return table[node.name]
    if isinstance(node, Literal):
        return ibis.null() if node.value is None else ibis.literal(node.value)
    assert isinstance(node, Operation)
    return COMPILED[node.name](*(compiled(argument, table) for argument in node.arguments))


COMPILED: Mapping[str, Callable[..., Any]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "and": lambda a, b: a.cast("boolean") & b.cast("boolean"),
    "or": lambda a, b: a.cast("boolean") | b.cast("boolean"),
    # not `~a`: Ibis writes its IS NULL as NOT a IS NULL, which SQL reads as NOT (a IS NULL)
    "not": lambda a: a.cast("boolean") == ibis.literal(False),
    "is_null": lambda a: a.isnull(),
    "in": lambda a, *listed: reduce(lambda x, y: x | y, [a == item for item in listed]),
    "add": lambda a, b: a.cast("int64") + b.cast("int64"),
    "sub": lambda a, b: a.cast("int64") - b.cast("int64"),
    "mul": lambda a, b: a.cast("int64") * b.cast("int64"),
    "if": lambda condition, yes, no: ibis.cases((condition.cast("boolean"), yes), else_=no),
    "coalesce": lambda a, b: ibis.coalesce(a, b),
    "year": lambda day: day.cast("date").year().cast("int64"),
    "month": lambda day: day.cast("date").month().cast("int64"),
}
