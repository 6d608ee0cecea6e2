"""The rows of an index's tree, as tables and nested mappings bring them."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Rows = Iterable[Mapping[str, Any]]
# What COINr's iMeta calls them, beside our own names.
NAMES = {
    "code": ("code", "iCode"),
    "parent": ("parent", "Parent"),
    "weight": ("weight", "Weight"),
    "direction": ("direction", "Direction"),
    "denominator": ("denominator", "Denominator"),
    "type": ("type", "Type"),
    "level": ("level", "Level"),
}
IN_THE_TREE = ("Indicator", "Aggregate")
ATTRIBUTES = {"weight", "direction", "denominator", "children"}


def read_rows(structure: Rows | Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of the tree under our own names, with their defaults; other rows are left out.

    Parameters
    ----------
    structure
        As for `structure.load`.

    Raises
    ------
    ValueError
        With the row: no code, a weight below 0 or not a number, a direction other than ±1.

    Examples
    --------
    >>> [row["code"] for row in read_rows({"index": ["a", "b"]})]
    ['index', 'a', 'b']
    """
    rows = _nested(structure) if isinstance(structure, Mapping) else structure
    read = [_read(number, row) for number, row in enumerate(rows, start=1)]
    return [row for row in read if row]


def _nested(mapping: Mapping[str, Any], parent: str = "") -> Iterator[dict[str, Any]]:
    for code, value in mapping.items():
        known = _attributes(value)
        children: Any = known.pop("children", {})
        yield {"code": code, "parent": parent} | known
        # A list of codes says that nothing more is to be said about them.
        named = children if isinstance(children, Mapping) else dict.fromkeys(children)
        yield from _nested(named, code)


def _attributes(value: Any) -> dict[str, Any]:
    """Read what a nested value says about its code: children, a weight, or attributes."""
    if isinstance(value, Mapping):
        return dict(value) if value.keys() <= ATTRIBUTES else {"children": value}
    return {"children": value} if isinstance(value, (list, tuple)) else {"weight": value}


def _read(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row under our names with its defaults; empty for a row that is not in the tree."""
    found = {name: _value(row, names) for name, names in NAMES.items()}
    if found["type"] not in (None, *IN_THE_TREE):
        return {}
    if not found["code"]:
        raise ValueError(f"row {number} of the structure has no code")
    place = f"row {number} of the structure ({found['code']})"
    weight = _number(1 if found["weight"] is None else found["weight"], place, "weight")
    direction = _number(1 if found["direction"] is None else found["direction"], place, "direction")
    if not weight >= 0 or math.isinf(weight):
        raise ValueError(f"{place}: a weight is a number from 0 on, got {found['weight']}")
    if direction not in (1, -1):
        raise ValueError(f"{place}: a direction is 1 or -1, got {found['direction']}")
    level = None if found["level"] is None else int(_number(found["level"], place, "level"))
    texts = {name: str(found[name] or "") for name in ("code", "parent", "denominator")}
    return {**texts, "weight": weight, "direction": int(direction), "level": level}


def _number(value: Any, place: str, name: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{place}: {name} is not a number: {value!r}") from None


def _value(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """First of `names` that the row fills; what pandas and R write for missing is None."""
    for name in names:
        value = row.get(name)
        if value not in (None, "", "NA") and value == value:
            return value
    return None
