"""The tree of an index: indicators, the groups they belong to, and one top."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from zhiliang.methods.composite.ranks import Floats
from zhiliang.methods.composite.rows import Rows, read_rows


@dataclass(frozen=True, slots=True)
class Node:
    """One indicator or group; `children` is empty for an indicator, `parent` for the top."""

    code: str
    parent: str
    weight: float
    direction: int
    denominator: str
    level: int
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Nodes by code, and the codes of each level from the indicators (1) up to the top.

    A group stands one level above its highest child, so branches may differ in depth.
    """

    nodes: Mapping[str, Node]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators, in the order of the rows."""
        return self.level(1)

    @property
    def top(self) -> str:
        """Code of the index itself."""
        return next(code for code, node in self.nodes.items() if not node.parent)

    @property
    def directions(self) -> Floats:
        """+1 or −1 of each indicator [indicators]."""
        return np.array([self.nodes[code].direction for code in self.indicators], dtype=np.float64)

    @property
    def height(self) -> int:
        """Level of the top; the indicators are level 1."""
        return self.nodes[self.top].level

    def groups(self) -> tuple[Node, ...]:
        """Every group, lower levels first."""
        groups = [node for node in self.nodes.values() if node.children]
        return tuple(sorted(groups, key=lambda node: node.level))

    def level(self, level: int) -> tuple[str, ...]:
        """Codes of one level, 1 for the indicators."""
        return tuple(code for code, node in self.nodes.items() if node.level == level)

    def weights(self, given: Mapping[str, float] | None = None) -> dict[str, float]:
        """Weight of every node within its group; `given` ones replace those of the structure."""
        return {code: node.weight for code, node in self.nodes.items()} | dict(given or {})


def load(structure: Rows | Mapping[str, Any] | Structure) -> Structure:
    """Read rows or a nested mapping into a checked tree.

    Parameters
    ----------
    structure
        Rows with code, parent, weight (1), direction (+1), denominator, or COINr's iCode, Parent,
        Weight, Direction, Denominator, Type, Level; rows of another Type than Indicator and
        Aggregate are left out. Or nested: ``{"index": {"pillar": {"a": None, "b": 2}}}``, where a
        number is a weight, a list holds codes, and a mapping with only weight, direction,
        denominator, children tells about the node itself.

    Raises
    ------
    ValueError
        With the row or the code: no or duplicate code, unknown parent, a circle, no or two tops, a
        group without indicators, a weight below 0 or weights of a group that sum to 0, a direction
        other than ±1, a Level that contradicts the parents.

    Examples
    --------
    >>> load({"index": {"a": None, "b": {"weight": 2, "direction": -1}}}).indicators
    ('a', 'b')
    """
    if isinstance(structure, Structure):
        return structure
    return Structure(_tree(_unique(read_rows(structure))))


def effective_weights(
    structure: Rows | Mapping[str, Any] | Structure, weights: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Share of each node in the whole index if every step were an arithmetic mean [sum 1 a level].

    Parameters
    ----------
    structure
        As for `load`.
    weights
        Weights that replace those of the structure.

    Notes
    -----
    COINr `get_eff_weights`.

    Examples
    --------
    >>> effective_weights({"index": {"a": 1, "b": {"weight": 3, "children": {"c": 1, "d": 1}}}})
    {'index': 1.0, 'a': 0.25, 'b': 0.75, 'c': 0.375, 'd': 0.375}
    """
    tree = load(structure)
    own = tree.weights(weights)
    shares = {tree.top: 1.0}
    for node in reversed(tree.groups()):
        total = math.fsum(own[child] for child in node.children)
        shares |= {child: shares[node.code] * own[child] / total for child in node.children}
    return {code: shares[code] for code in tree.nodes}


def _unique(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["code"] in known:
            raise ValueError(f"the code {row['code']} is in the structure twice")
        known[row["code"]] = row
    for row in rows:
        if row["parent"] and row["parent"] not in known:
            raise ValueError(f"{row['code']}: its parent {row['parent']} is not in the structure")
    return known


def _tree(rows: dict[str, dict[str, Any]]) -> dict[str, Node]:
    children: dict[str, list[str]] = {code: [] for code in rows}
    for code, row in rows.items():
        _refuse_circle(code, rows)
        if row["parent"]:
            children[row["parent"]].append(code)
    tops = [code for code, row in rows.items() if not row["parent"]]
    if len(tops) != 1:
        raise ValueError(f"one top is needed (a code without parent), got {tops or 'none'}")
    levels: dict[str, int] = {}
    for code in sorted(rows, key=lambda code: -len(_path(code, rows))):
        levels[code] = 1 + max((levels[child] for child in children[code]), default=0)
    nodes = {}
    for code, row in rows.items():
        _check(code, row, levels[code], [rows[child]["weight"] for child in children[code]])
        nodes[code] = Node(**row | {"level": levels[code], "children": tuple(children[code])})
    return nodes


def _refuse_circle(code: str, rows: dict[str, dict[str, Any]]) -> None:
    path = _path(code, rows)
    if len(path) > len(rows):
        circle = path[: path.index(path[0], 1) + 1] if path[0] in path[1:] else path[:3]
        raise ValueError(f"the structure runs in a circle: {' → '.join(circle)}")


def _path(code: str, rows: dict[str, dict[str, Any]]) -> list[str]:
    """`code` and its parents; longer than there are rows where they run in a circle."""
    path = [code]
    while rows[path[-1]]["parent"] and len(path) <= len(rows):
        path.append(rows[path[-1]]["parent"])
    return path


def _check(code: str, row: dict[str, Any], level: int, weights: list[float]) -> None:
    if level == 1 and not row["parent"]:
        raise ValueError(f"{code} is alone: an index needs indicators below its top")
    if weights and not sum(weights) > 0:
        raise ValueError(f"the weights below {code} sum to 0: nothing would count")
    if row["level"] is not None and (row["level"] == 1) != (level == 1):
        raise ValueError(
            f"{code}: Level says {row['level']}, the parents say {level}; a group needs indicators"
        )
