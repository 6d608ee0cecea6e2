"""Labels and numbers of groups: what lies together in a sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

# Keys spread over at most this many times their number are marked off in a table, not sorted.
CLOSE = 32


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in ascending order and their numbers [units]."""

    labels: Sequence[Any]
    codes: Codes


def coded(name: str, given: ArrayLike, size: int) -> Labels:
    """Give each label [size] its number.

    Raises
    ------
    ValueError
        Another number of labels, a missing one, or numbers and texts together.

    Examples
    --------
    >>> coded("strata", ["b", "a", "b"], 3).codes.tolist()
    [1, 0, 1]
    """
    if isinstance(given, range) and given == range(size):
        return Labels(given, np.arange(size))
    values = np.asarray(given)
    if values.shape != (size,):
        raise ValueError(f"{name}: one label for each of {size} units, got {values.shape}")
    missing = values != values if values.dtype.kind in "fc" else _absent(values)
    if missing.any():
        raise ValueError(f"{name}: {missing.sum()} missing, first at position {missing.argmax()}")
    if values.dtype.kind == "i" and (values >= 0).all():
        labels, codes = distinct(values.astype(np.intp))
        return Labels(tuple(labels.tolist()), codes)
    try:
        labels, codes = np.unique(values, return_inverse=True)
    except TypeError:
        raise ValueError(f"{name}: numbers and texts are mixed, use one kind of label") from None
    return Labels(tuple(labels.tolist()), codes.astype(np.intp))


def distinct(keys: Codes) -> tuple[Codes, Codes]:
    """Distinct keys from 0 on in ascending order, and the place of each key among them.

    Examples
    --------
    >>> values, places = distinct(np.array([7, 2, 7]))
    >>> values.tolist(), places.tolist()
    ([2, 7], [1, 0, 1])
    """
    if keys.size == 0 or keys.max() >= CLOSE * keys.size:
        values, places = np.unique(keys, return_inverse=True)
        return values, places.astype(np.intp)
    seen = np.zeros(keys.max() + 1, dtype=bool)
    seen[keys] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[keys]


def _absent(values: NDArray[Any]) -> NDArray[np.bool_]:
    if values.dtype.kind != "O":
        return np.zeros(values.shape, dtype=bool)
    return np.array([value is None or value != value for value in values], dtype=bool)
