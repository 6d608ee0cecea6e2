"""Measured values of several factors at once, read with care for what a boundary decides."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.exact import exact

Values = NDArray[Any]
Marks = NDArray[np.bool_]

HIGHEST = {"ph": 14.0}
BELOW_ZERO = ("water_temperature",)


def read(values: Mapping[str, ArrayLike], known: Collection[str]) -> dict[str, Values]:
    """Values by factor, of one shape: doubles with NaN, or Fractions with None for what is exact.

    A float among Decimals is taken as the decimal it is written as.

    Raises
    ------
    TypeError
        Floats of 32 bits or fewer, or what is no number.
    ValueError
        A factor that is not `known`, shapes that differ, a value that cannot have been measured.

    Examples
    --------
    >>> read({"ph": [7.0, None]}, {"ph"})["ph"].tolist()
    [Fraction(7, 1), None]
    """
    if unknown := values.keys() - set(known):
        raise ValueError(f"factors without limits here: {', '.join(sorted(unknown))}")
    found = {factor: _numbers(factor, given) for factor, given in values.items()}
    if len({given.shape for given in found.values()}) > 1:
        raise ValueError("all factors need values of one shape")
    return found


def marks(given: Mapping[str, ArrayLike], values: Mapping[str, Values]) -> dict[str, Marks]:
    """Booleans by factor, each of the shape of its values.

    Raises
    ------
    ValueError
        A factor without values, or a shape that does not fit them.

    Examples
    --------
    >>> marks({"ph": True}, {"ph": np.array([7.0, 8.0])})["ph"].tolist()
    [True, True]
    """
    if unknown := given.keys() - values.keys():
        raise ValueError(f"marked as below a limit, but no values: {', '.join(sorted(unknown))}")
    return {
        factor: np.broadcast_to(np.asarray(marked, dtype=bool), values[factor].shape)
        for factor, marked in given.items()
    }


def times(
    values: Mapping[str, Values], marked: Mapping[str, Marks], share: Fraction
) -> dict[str, Values]:
    """Values by factor, those marked multiplied by `share`.

    Examples
    --------
    >>> times({"cod": np.array([4.0, 8.0])}, {"cod": np.array([True, False])}, Fraction(1, 2))
    {'cod': array([2., 8.])}
    """
    out = dict(values)
    for factor, where in marked.items():
        out[factor] = own = values[factor].copy()
        if own.dtype == object:
            own[where] = [None if value is None else value * share for value in own[where]]
        else:
            own[where] *= float(share)
    return out


def _numbers(factor: str, given: ArrayLike) -> Values:
    values = np.asarray(given)
    if values.dtype.kind == "f" and values.dtype.itemsize < 8:
        raise TypeError(f"{factor}: floats of 64 bits, please; in fewer, 0.2 lies above 0.2")
    if values.dtype == object:
        values = _fractions(values)
        _check(factor, [value for value in values.flat if value is not None])
    else:
        values = values.astype(np.float64, copy=False)
        known = values[~np.isnan(values)]
        _check(factor, [known.min(), known.max()] if known.size else [])
    return values


def _fractions(values: Values) -> Values:
    out = np.empty(values.shape, dtype=object)
    for place, value in np.ndenumerate(values):
        if value is not None and value == value:
            out[place] = exact(Decimal(repr(value)) if isinstance(value, float) else value)
    return out


def _check(factor: str, known: list[Any]) -> None:
    lowest, highest = min(known, default=0), max(known, default=0)
    if lowest < 0 and factor not in BELOW_ZERO or highest > HIGHEST.get(factor, 1e300):
        raise ValueError(f"{factor}: {lowest} to {highest} cannot have been measured")
