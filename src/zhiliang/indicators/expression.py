"""Expression nodes: what a definition says, apart from how any engine computes it.

Three kinds of frozen node (a column, a literal, an operation), typed operators with SQL's
three-valued logic, canonical JSON out and in. No lambdas, no engine's objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Scalar = int | str | bool | date | None

TYPES = ("int", "text", "bool", "date")
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ORDERED = ("int", "text", "date")


class DefinitionError(ValueError):
    """A definition that cannot mean anything: says which node and why."""


class Node:
    """Base of all nodes; operators on nodes build bigger nodes."""

    def __and__(self, other: "Node") -> "Operation":
        return Operation("and", (self, other))

    def __or__(self, other: "Node") -> "Operation":
        return Operation("or", (self, other))

    def __invert__(self) -> "Operation":
        return Operation("not", (self,))

    def __add__(self, other: "Node") -> "Operation":
        return Operation("add", (self, other))

    def __sub__(self, other: "Node") -> "Operation":
        return Operation("sub", (self, other))

    def __mul__(self, other: "Node") -> "Operation":
        return Operation("mul", (self, other))

    def is_(self, value: Scalar) -> "Operation":
        """This node equals a literal."""
        return Operation("eq", (self, Literal(value)))

    def at_least(self, value: Scalar) -> "Operation":
        """This node is greater than or equal to a literal."""
        return Operation("ge", (self, Literal(value)))

    def one_of(self, *values: Scalar) -> "Operation":
        """This node equals one of several literals."""
        return Operation("in", (self, *(Literal(value) for value in values)))

    def is_null(self) -> "Operation":
        """This node has no value."""
        return Operation("is_null", (self,))


@dataclass(frozen=True)
class Column(Node):
    """A column of the table a definition reads."""

    name: str


@dataclass(frozen=True)
class Literal(Node):
    """A constant: integer, text, truth value, date or null."""

    value: Scalar

    def __eq__(self, other: object) -> bool:
        # True == 1 in Python; as literals they are different nodes.
        return (
            isinstance(other, Literal)
            and type(other.value) is type(self.value)
            and other.value == self.value
        )

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


@dataclass(frozen=True)
class Operation(Node):
    """An operator over nodes; see `OPERATORS` for the names."""

    name: str
    arguments: tuple[Node, ...]

    def __post_init__(self) -> None:
        if self.name not in OPERATORS:
            raise DefinitionError(f"unknown operator {self.name!r}; known: {', '.join(OPERATORS)}")
        if self.name == "in" and not _plain_list(self.arguments):
            raise DefinitionError("'in' takes a node and at least one literal that is not null")


def _plain_list(arguments: tuple[Node, ...]) -> bool:
    rest = arguments[1:]
    return bool(rest) and all(isinstance(a, Literal) and a.value is not None for a in rest)


def literal_type(value: Scalar) -> str | None:
    """The type of a literal; None for null, which fits every type."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "bool"
    return {int: "int", str: "text", date: "date"}[type(value)]


def _same(name: str, types: list[str | None], allowed: tuple[str, ...]) -> str | None:
    known = {t for t in types if t is not None}
    if len(known) > 1 or not known <= set(allowed):
        raise DefinitionError(f"{name!r} cannot take {', '.join(str(t) for t in types)}")
    return next(iter(known), None)


def _comparison(name: str, types: list[str | None]) -> str:
    _same(name, types, TYPES if name in ("eq", "ne") else ORDERED)
    return "bool"


def _logical(name: str, types: list[str | None]) -> str:
    _same(name, types, ("bool",))
    return "bool"


def _arithmetic(name: str, types: list[str | None]) -> str:
    _same(name, types, ("int",))
    return "int"


def _choice(name: str, types: list[str | None]) -> str | None:
    _same(name, types[:1], ("bool",))
    return _same(name, types[1:], TYPES)


def _membership(name: str, types: list[str | None]) -> str:
    _same(name, types, TYPES)
    return "bool"


def _any(name: str, types: list[str | None]) -> str:
    return "bool"


def _date_part(name: str, types: list[str | None]) -> str:
    _same(name, types, ("date",))
    return "int"


def _either(name: str, types: list[str | None]) -> str | None:
    return _same(name, types, TYPES)


# name → (number of arguments, or 0 for "two or more"; rule that gives the result's type)
OPERATORS: Mapping[str, tuple[int, Any]] = {
    **dict.fromkeys(COMPARISONS, (2, _comparison)),
    "and": (2, _logical),
    "or": (2, _logical),
    "not": (1, _logical),
    "is_null": (1, _any),
    "in": (0, _membership),
    "add": (2, _arithmetic),
    "sub": (2, _arithmetic),
    "mul": (2, _arithmetic),
    "if": (3, _choice),
    "coalesce": (2, _either),
    "year": (1, _date_part),
    "month": (1, _date_part),
}


def type_of(node: Node, columns: Mapping[str, str]) -> str | None:
    """Type of a node over a table's columns; `DefinitionError` names the faulty node."""
    if isinstance(node, Column):
        if node.name not in columns:
            raise DefinitionError(f"no column {node.name!r}; the table has {', '.join(columns)}")
        return columns[node.name]
    if isinstance(node, Literal):
        return literal_type(node.value)
    assert isinstance(node, Operation)
    count, rule = OPERATORS[node.name]
    if count and len(node.arguments) != count:
        raise DefinitionError(f"{node.name!r} takes {count} arguments, not {len(node.arguments)}")
    result: str | None = rule(node.name, [type_of(a, columns) for a in node.arguments])
    return result


def columns_read(node: Node | None) -> frozenset[str]:
    """Names of all columns a node reads."""
    if isinstance(node, Column):
        return frozenset({node.name})
    if isinstance(node, Operation):
        return frozenset().union(*(columns_read(a) for a in node.arguments))
    return frozenset()


def to_json(node: Node | None) -> Any:
    """Node as plain JSON data; `from_json` is its inverse."""
    if node is None:
        return None
    if isinstance(node, Column):
        return {"column": node.name}
    if isinstance(node, Literal):
        value = node.value.isoformat() if isinstance(node.value, date) else node.value
        return {"literal": value, "type": literal_type(node.value)}
    assert isinstance(node, Operation)
    return {"op": node.name, "args": [to_json(a) for a in node.arguments]}


def from_json(data: Any) -> Node | None:
    """Node of plain JSON data; `DefinitionError` if it is not one."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise DefinitionError(f"not a node: {data!r:.80}")
    if "column" in data:
        return Column(str(data["column"]))
    if "literal" in data:
        value = data["literal"]
        return Literal(date.fromisoformat(value) if data.get("type") == "date" else value)
    if "op" not in data or not isinstance(data.get("args"), list):
        raise DefinitionError(f"not a node: {data!r:.80}")
    arguments = tuple(from_json(a) for a in data["args"])
    if any(a is None for a in arguments):
        raise DefinitionError(f"an argument of {data['op']!r} is missing")
    return Operation(str(data["op"]), arguments)  # type: ignore[arg-type]
