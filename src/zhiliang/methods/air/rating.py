"""From concentrations to an index and its primary pollutants, many rows at once."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.air.steps import Codes, Floats, Steps
from zhiliang.methods.tables.air.breakpoints import INDEX_VALUES
from zhiliang.methods.tables.air.pollutants import ITEMS

Rated = list[tuple[int, Steps, Floats]]

# Rows taken at once: all that belongs to them stays in the processor's cache.
BLOCK = 8192
# At or below this index no pollutant is named primary.
UNNAMED = 50
# Code of a sub-index → index.
INDICES = np.array([np.nan, *range(INDEX_VALUES[-1] + 1)])


def rate(concentrations: Mapping[str, ArrayLike], scales: Mapping[str, Steps]) -> tuple[Any, Any]:
    """Index and primary pollutants [the common shape of the concentrations].

    The largest sub-index of the items that have a scale; above 50 all items with it are primary.

    Parameters
    ----------
    concentrations
        By key, scalars and arrays that broadcast [unit of the scale]; NaN is missing.
    scales
        By key, the steps of the sub-index.

    Returns
    -------
    tuple
        Index, float array with NaN where no item is rated, and object array of tuples of keys.
        Scalars give a float and a tuple.

    Raises
    ------
    ValueError
        An unknown key, no key, a negative or infinite concentration, shapes that don't broadcast.
    """
    given = _given(concentrations)
    shape = np.broadcast_shapes(*(values.shape for values in given.values()))
    rated = [
        (1 << ITEMS.index(key), scales[key], np.broadcast_to(values, shape).reshape(-1))
        for key, values in given.items()
        if key in scales
    ]
    codes = np.zeros(int(np.prod(shape)), dtype=np.uint16)
    named = np.zeros(codes.size, dtype=np.uint8)
    for start in range(0, codes.size, BLOCK):
        block = slice(start, start + BLOCK)
        _rate(rated, block, codes[block], named[block])
    return INDICES.take(codes).reshape(shape)[()], PRIMARIES.take(named).reshape(shape)[()]


def _rate(rated: Rated, block: slice, codes: Codes, named: NDArray[np.uint8]) -> None:
    found = [scale.look_up(values[block]) for _, scale, values in rated]
    for code in found:
        np.maximum(codes, code, out=codes)
    for (bit, _, _), code in zip(rated, found, strict=True):
        named |= (code == codes).astype(np.uint8) * np.uint8(bit)
    named *= codes > UNNAMED + 1


def _given(concentrations: Mapping[str, ArrayLike]) -> dict[str, Floats]:
    unknown = sorted(concentrations.keys() - set(ITEMS))
    if unknown or not concentrations:
        raise ValueError(f"keys are some of {', '.join(ITEMS)}, not {unknown or 'none'}")
    given = {key: np.asarray(concentrations[key], dtype=np.float64) for key in concentrations}
    for key, values in given.items():
        low, high = np.fmin.reduce(values, None, initial=0), np.fmax.reduce(values, None, initial=0)
        if low < 0 or high == np.inf:
            _refuse(key, values)
    return given


def _refuse(key: str, values: Floats) -> None:
    place = tuple(np.argwhere((values < 0) | np.isinf(values))[0].tolist())
    raise ValueError(
        f"{key}{list(place) or ''}: {values[place]} is no concentration; a missing one is NaN"
    )


def _primaries() -> NDArray[np.object_]:
    """Tuple of keys for each set of bits: made once, so that rows only point at it."""
    table = np.empty(1 << len(ITEMS), dtype=object)
    for bits in range(table.size):
        table[bits] = tuple(key for place, key in enumerate(ITEMS) if bits >> place & 1)
    return table


PRIMARIES = _primaries()
