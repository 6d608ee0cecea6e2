"""A query is what an engine is asked: filter, group, and sum integers. Nothing else."""

from dataclasses import dataclass
from typing import NamedTuple

from zhiliang.indicators.expression import (
    Column,
    DefinitionError,
    Literal,
    Node,
    Operation,
    columns_read,
    type_of,
)
from zhiliang.indicators.table import Table


class Sums(NamedTuple):
    """One group of an engine's answer: exact integers only.

    `bucket` is the period key of the rows, or "YYYY-MM" for dated rows. `sums[i]` and `counts[i]`
    are the sum over, and the number of, rows where measure i is not null.
    """

    place: str
    bucket: str
    source: str
    extra: tuple[str, ...]
    rows: int
    sums: tuple[int, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Query:
    """Sum `measures` over the rows where `where` is true, by place, period bucket and source."""

    table: Table
    measures: tuple[Node, ...]
    where: Node | None = None
    extra: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        types = self.table.types
        if self.where is not None and type_of(self.where, types) != "bool":
            raise DefinitionError("the filter of a query must be true or false")
        for measure in self.measures:
            if type_of(measure, types) not in ("int", "bool"):
                raise DefinitionError("a measure must be an integer or true/false (counted as 1/0)")

    @property
    def columns(self) -> frozenset[str]:
        """All columns this query reads."""
        read = frozenset().union(*(columns_read(m) for m in self.measures), self.extra)
        return read | columns_read(self.where) | self.table.spine

    def as_integers(self) -> tuple[Node, ...]:
        """Measures with truth values turned into 1 and 0 (null stays null)."""
        types = self.table.types
        return tuple(_integer(m) if type_of(m, types) == "bool" else m for m in self.measures)

    @property
    def bucket(self) -> Node:
        """Text period key, or year × 100 + month as an integer for dated rows."""
        if self.table.period:
            return Column(self.table.period)
        day = Column(self.table.date)
        year = Operation("mul", (Operation("year", (day,)), Literal(100)))
        return Operation("add", (year, Operation("month", (day,))))


def _integer(node: Node) -> Node:
    counted = Operation("if", (node, Literal(1), Literal(0)))
    return Operation("if", (node.is_null(), Literal(None), counted))


def bucket_key(value: str | int) -> str:
    """Bucket as a period key: 201708 → "2017-08"; text keys unchanged."""
    return value if isinstance(value, str) else f"{value // 100:04d}-{value % 100:02d}"
