"""Reference engine: plain Python, row by row, slow and obvious. The others must agree with it."""

from collections.abc import Callable, Mapping
from typing import Any

from zhiliang.indicators.expression import Column, Literal, Node, Operation
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query, Sums, bucket_key

Row = Mapping[str, Any]


def run(query: Query, lake: Lake) -> list[Sums]:
    """Sums by place, bucket and source; rows whose filter is null are left out, as in SQL."""
    groups: dict[tuple[Any, ...], list[list[Any]]] = {}
    for row in lake.read(query.table, columns=sorted(query.columns)).to_pylist():
        if query.where is None or evaluate(query.where, row) is True:
            key = _group(query, row)
            groups.setdefault(key, []).append([evaluate(m, row) for m in query.as_integers()])
    return sorted(_sums(key, rows) for key, rows in groups.items())


def _group(query: Query, row: Row) -> tuple[Any, ...]:
    source = row[query.table.source] if query.table.source else ""
    extra = tuple(str(row[name]) for name in query.extra)
    return row[query.table.place], bucket_key(evaluate(query.bucket, row)), source, extra


def _sums(key: tuple[Any, ...], rows: list[list[Any]]) -> Sums:
    place, bucket, source, extra = key
    columns = zip(*rows, strict=True)
    present = [[value for value in column if value is not None] for column in columns]
    counts = tuple(len(column) for column in present)
    return Sums(place, bucket, source, extra, len(rows), tuple(map(sum, present)), counts)


def evaluate(node: Node, row: Row) -> Any:
    """Value of a node for one row; None is null."""
    if isinstance(node, Column):
        return row[node.name]
    if isinstance(node, Literal):
        return node.value
    assert isinstance(node, Operation)
    return MEANING[node.name](*(evaluate(argument, row) for argument in node.arguments))


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    def with_nulls(*values: Any) -> Any:
        return None if any(value is None for value in values) else function(*values)

    return with_nulls


def _and(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _or(left: bool | None, right: bool | None) -> bool | None:
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


MEANING: Mapping[str, Callable[..., Any]] = {
    "eq": _strict(lambda a, b: a == b),
    "ne": _strict(lambda a, b: a != b),
    "lt": _strict(lambda a, b: a < b),
    "le": _strict(lambda a, b: a <= b),
    "gt": _strict(lambda a, b: a > b),
    "ge": _strict(lambda a, b: a >= b),
    "and": _and,
    "or": _or,
    "not": _strict(lambda a: not a),
    "is_null": lambda a: a is None,
    "in": lambda a, *listed: None if a is None else a in listed,
    "add": _strict(lambda a, b: a + b),
    "sub": _strict(lambda a, b: a - b),
    "mul": _strict(lambda a, b: a * b),
    "if": lambda condition, yes, no: yes if condition is True else no,
    "coalesce": lambda a, b: b if a is None else a,
    "year": _strict(lambda day: day.year),
    "month": _strict(lambda day: day.month),
}
