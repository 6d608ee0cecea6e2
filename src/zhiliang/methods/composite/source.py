"""The data that an index is built from, checked against its tree."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zhiliang.methods.composite.ranks import Floats
from zhiliang.methods.composite.structure import Structure


@dataclass(frozen=True, slots=True)
class Source:
    """What an index is built from: its tree and the columns as they were given."""

    structure: Structure
    columns: Mapping[str, Any]
    units: tuple[Hashable, ...]
    years: tuple[Any, ...]


def columns_of(data: Any, codes: Sequence[str] | None) -> dict[str, Any]:
    """Columns of a mapping, a data frame, or an array [units × codes] (× years).

    Raises
    ------
    ValueError
        An array without one code for each of its columns.

    Examples
    --------
    >>> columns_of([[1, 2], [3, 4]], ["a", "b"])["b"].tolist()
    [2, 4]
    """
    if hasattr(data, "keys"):  # a mapping, or a data frame of pandas
        return {str(code): np.asarray(data[code]) for code in data.keys()}  # noqa: SIM118
    table = np.asarray(data)
    if codes is None or table.ndim not in (2, 3) or len(codes) != table.shape[1]:
        raise ValueError(f"an array {table.shape} needs one code for each of its columns")
    return {code: table[:, place] for place, code in enumerate(codes)}


def indicators_of(columns: Mapping[str, Any], structure: Structure) -> Floats:
    """Values of the indicators [units × indicators] (× years).

    Raises
    ------
    ValueError
        A column that is missing, of another length or not numbers; an indicator without a value.

    Examples
    --------
    >>> from zhiliang.methods.composite.structure import load
    >>> indicators_of({"a": [1, 2], "b": [3, None]}, load({"index": ["a", "b"]})).tolist()
    [[1.0, 3.0], [2.0, nan]]
    """
    found = {code: numbers(columns, code, "indicator") for code in structure.indicators}
    shapes = {values.shape for values in found.values()}
    if len(shapes) > 1 or len(next(iter(shapes))) not in (1, 2):
        first = {values.shape: code for code, values in found.items()}
        raise ValueError(f"the columns differ in shape: {first}")
    for code, values in found.items():
        if np.isnan(values).all():
            raise ValueError(f"{code} has no value at all: leave it out of the structure")
    return np.stack(list(found.values()), axis=1)


def numbers(columns: Mapping[str, Any], code: str, what: str) -> Floats:
    """Take one column as floats [units] (× years); `what` it is names it in an error.

    Raises
    ------
    ValueError
        No such column, not numbers, or an infinite value.

    Examples
    --------
    >>> numbers({"gdp": [1, None]}, "gdp", "indicator").tolist()
    [1.0, nan]
    """
    if code not in columns:
        raise ValueError(f"{what}: there is no column {code!r} in the data")
    try:
        values = np.asarray(columns[code], dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{what}: the column {code!r} holds more than numbers") from None
    if np.isinf(values).any():
        raise ValueError(f"{what}: the column {code!r} holds an infinite value")
    return values


def unit_labels(units: Sequence[Hashable] | None, count: int) -> tuple[Hashable, ...]:
    """Labels of the units, positions where none are given.

    Raises
    ------
    ValueError
        Another number of labels, or one label twice.

    Examples
    --------
    >>> unit_labels(None, 2)
    (0, 1)
    """
    labels = tuple(range(count) if units is None else units)
    if len(labels) != count or len(set(labels)) != count:
        raise ValueError(f"{count} different units are needed, got {len(set(labels))}")
    return labels


def year_labels(years: Sequence[Any] | None, x: Floats) -> tuple[Any, ...]:
    """Labels of the years of `x`, positions where none are given; none without years.

    Raises
    ------
    ValueError
        Another number of labels, or not ascending.

    Examples
    --------
    >>> year_labels([2011, 2012], np.ones((3, 1, 2)))
    (2011, 2012)
    """
    count = x.shape[2] if x.ndim == 3 else 0
    labels = tuple(range(count) if years is None else years)
    if len(labels) != count or list(labels) != sorted(set(labels)):
        raise ValueError(f"{count} ascending years are needed, got {list(labels)}")
    return labels
