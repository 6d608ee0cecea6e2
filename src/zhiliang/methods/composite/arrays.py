"""What every step accepts: units × indicators, or units × indicators × years."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.ranks import Floats


def table(x: ArrayLike) -> Floats:
    """`x` as floats [units × indicators] or, for a panel, [units × indicators × years].

    Raises
    ------
    ValueError
        Another number of dimensions, no unit or no indicator, or an infinite value.

    Examples
    --------
    >>> table([[1, 2], [3, float("nan")]]).shape
    (2, 2)
    """
    values = np.asarray(x, dtype=np.float64)
    if values.ndim not in (2, 3) or 0 in values.shape:
        raise ValueError(f"expected units × indicators (× years), got the shape {values.shape}")
    if np.isinf(values).any():
        place = np.argwhere(np.isinf(values))[0].tolist()
        raise ValueError(f"an infinite value at {place}: pass NaN where a value is missing")
    return values


def pooled(x: Floats) -> Floats:
    """Each indicator as one row of all its units and years [indicators × units·years].

    Examples
    --------
    >>> pooled(np.array([[[1.0, 2.0]], [[3.0, 4.0]]])).tolist()
    [[1.0, 2.0, 3.0, 4.0]]
    """
    return np.swapaxes(x, 0, 1).reshape(x.shape[1], -1)


def unpooled(rows: Floats, shape: tuple[int, ...]) -> Floats:
    """Undo `pooled` for an array of `shape`.

    Examples
    --------
    >>> unpooled(np.array([[1.0, 2.0, 3.0, 4.0]]), (2, 1, 2)).tolist()
    [[[1.0, 2.0]], [[3.0, 4.0]]]
    """
    return np.swapaxes(rows.reshape(shape[1], shape[0], *shape[2:]), 0, 1)


def per_indicator(value: ArrayLike, count: int, name: str) -> Floats:
    """One parameter for each indicator as a column [count × 1]; a single value serves all.

    Raises
    ------
    ValueError
        Neither one value nor `count`, or one that is not finite.

    Examples
    --------
    >>> per_indicator(5, 2, "target").tolist()
    [[5.0], [5.0]]
    """
    given = np.asarray(value, dtype=np.float64)
    if given.shape not in ((), (1,), (count,)) or not np.isfinite(given).all():
        raise ValueError(f"{name}: one finite number, or one for each of {count} indicators")
    return np.broadcast_to(given, (count,)).reshape(count, 1)


def directions(value: ArrayLike | None, count: int) -> Floats:
    """+1 (more is better) or −1 for each indicator, as a column [count × 1]; None: all +1.

    Raises
    ------
    ValueError
        Another number than ±1.

    Examples
    --------
    >>> directions([1, -1], 2).tolist()
    [[1.0], [-1.0]]
    """
    signs = per_indicator(1 if value is None else value, count, "direction")
    if (np.abs(signs) != 1).any():
        raise ValueError(f"a direction is 1 or -1: {signs.ravel().tolist()}")
    return signs


def quotient(top: ArrayLike, bottom: ArrayLike) -> Floats:
    """`top` / `bottom`, NaN where the bottom is 0.

    Examples
    --------
    >>> quotient([1.0, 1.0], [2, 0]).tolist()
    [0.5, nan]
    """
    above, below = np.broadcast_arrays(np.asarray(top, dtype=np.float64), bottom)
    found: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=found, where=below != 0)
    return found
