"""A filter or an order of Observations as DuckDB expressions.

What it says about the series is worked out beforehand and joined as a column of truths.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from zhiliang.systems.environment.readings.schema import NORMAL
from zhiliang.systems.environment.sensorthings.asking import (
    Expression,
    coalesced,
    column,
    constant,
    function,
)
from zhiliang.systems.environment.sensorthings.evaluating import CALCULATE, COMPARE
from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.kinds import unknown
from zhiliang.systems.environment.sensorthings.narrowing import (
    OBSERVATION,
    about_series,
    of_series,
)
from zhiliang.systems.environment.sensorthings.options import Order
from zhiliang.systems.environment.sensorthings.series import STAMP, Series, in_china
from zhiliang.systems.environment.sensorthings.syntax import Apply, Literal, Node, Path
from zhiliang.systems.environment.sensorthings.world import World

# of the table of series that is joined
NAMES = ("s_mn", "s_cn", "s_factor", "s_statistic", "s_number", "s_id", "s_seconds")
COLUMNS = {
    ("phenomenonTime",): ("time", "data_time"),
    ("result",): ("number", "value"),
    ("resultQuality", "flag"): ("text", "flag"),
    ("parameters", "text"): ("text", "text"),
    ("parameters", "origin"): ("text", "origin"),
    ("parameters", "received_at"): ("moment", "received_at"),
}
NULLABLE = ("value", "text")


@dataclass(frozen=True)
class Term:
    """One side of a comparison: what sort of thing, and the expression; none for null."""

    sort: str
    expression: Expression | None
    nullable: bool = False


@dataclass
class Compiler:
    """Compiles for certain series; `table` is what the conditions need joined."""

    world: World
    series: Sequence[Series]
    seconds: Sequence[int]
    truths: dict[str, list[bool]] = field(default_factory=dict)

    def table(self) -> pa.Table:
        """The series, one a row, with what the conditions say about each."""
        keys = [(*s.key, n, s.id, self.seconds[n]) for n, s in enumerate(self.series)]
        columns = dict(zip(NAMES, zip(*keys, strict=True), strict=True))
        return pa.table({name: list(values) for name, values in columns.items()} | self.truths)

    def condition(self, node: Node) -> Expression:
        """A condition; it is never null."""
        if about_series(node):
            name = f"b_{len(self.truths)}"
            self.truths[name] = [of_series(self.world, one, node) for one in self.series]
            return column(name)
        match node:
            case Apply("and", (left, right)):
                return self.condition(left) & self.condition(right)
            case Apply("or", (left, right)):
                return self.condition(left) | self.condition(right)
            case Apply("not", (inner,)):
                return ~self.condition(inner)
            case Apply(name, (left, right)) if name in COMPARE:
                return _compared(name, *self._sides(left, right))
        term = self._term(node)
        if term.sort != "truth" or term.expression is None:
            raise FaultyRequest(_("$filter 要是一个条件，不能只是一个数。"))
        return term.expression

    def orders(self, order: Sequence[Order]) -> list[Expression]:
        """Keys asked for, then series and time, so that pages never overlap."""
        keys = [self._key(one) for one in order]
        return [*keys, column("s_number").asc(), column("data_time").asc()]

    def _key(self, order: Order) -> Expression:
        if order.path.steps == ("Datastream", "id"):
            key = column("s_id")
        elif order.path.steps == ("id",):
            key = column("s_number")
        else:
            key = self._column(order.path)
        return (key.desc() if order.descending else key.asc()).nulls_last()

    def _column(self, path: Path) -> Expression:
        found = self._property(path).expression
        assert found is not None  # only the literal null has none
        return found

    def _sides(self, left: Node, right: Node) -> tuple[Term, Term]:
        """Both sides; a result compared with a text is the text that was received."""
        sides = self._term(left), self._term(right)
        if {side.sort for side in sides} == {"number", "text"}:
            received = Term("text", column("text"), nullable=True)
            nodes = (left, right)
            return tuple(  # type: ignore[return-value]
                received if node == Path(("result",)) else side
                for node, side in zip(nodes, sides, strict=True)
            )
        if {side.sort for side in sides} == {"moment", "time"}:
            return tuple(  # type: ignore[return-value]
                _aware(node, side) for node, side in zip((left, right), sides, strict=True)
            )
        return sides

    def _term(self, node: Node) -> Term:
        if isinstance(node, Literal):
            return _literal(node.value)
        if isinstance(node, Path):
            return self._property(node)
        if node.operator in CALCULATE:
            left, right = (self._term(part) for part in node.operands)
            if (left.sort, right.sort) != ("number", "number"):
                raise FaultyRequest(_("$filter 里只有数可以加减乘除。"))
            work: Any = CALCULATE[node.operator]
            return Term("number", work(left.expression, right.expression), nullable=True)
        return Term("truth", self.condition(node))

    def _property(self, path: Path) -> Term:
        steps = path.steps
        if steps in COLUMNS:
            sort, name = COLUMNS[steps]
            return Term(sort, column(name), nullable=name in NULLABLE)
        if steps == ("id",):
            stamp = function("strftime", column("data_time"), constant(STAMP))
            return Term("text", function("concat", column("s_id"), constant(":"), stamp))
        if steps == ("resultTime",):
            length = function("to_seconds", column("s_seconds"))
            return Term("time", column("data_time") + length)
        if steps == ("resultQuality", "valid"):
            normal = column("flag").isin(*map(constant, NORMAL))
            return Term("truth", normal & column("value").isnotnull())
        raise unknown(OBSERVATION, "/".join(steps))


def _literal(value: Any) -> Term:
    if value is None:
        return Term("null", None)
    if isinstance(value, bool):
        return Term("truth", constant(value))
    if isinstance(value, datetime):
        return Term("time", constant(in_china(value)))
    return Term("text" if isinstance(value, str) else "number", constant(value))


def _aware(node: Node, side: Term) -> Term:
    """A constant time as a moment with a zone."""
    if isinstance(node, Literal) and isinstance(node.value, datetime):
        return Term("moment", constant(node.value))
    return side


def _compared(name: str, left: Term, right: Term) -> Expression:
    if left.expression is None or right.expression is None:
        known = left.expression if right.expression is None else right.expression
        if known is None or name not in ("eq", "ne"):
            return constant(known is None and name == "eq")
        return known.isnull() if name == "eq" else known.isnotnull()
    if left.sort != right.sort:
        return constant(name == "ne")
    found = COMPARE[name](left.expression, right.expression)
    if left.nullable or right.nullable:
        return coalesced(found, constant(name == "ne"))
    return found  # type: ignore[return-value]
