"""Make amounts comparable between small and large units."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.arrays import per_indicator, quotient, table
from zhiliang.methods.composite.ranks import Floats


def denominate(x: ArrayLike, by: ArrayLike, *, scale: ArrayLike = 1) -> Floats:
    """Each value divided by its denominator over `scale` [unit of x / (unit of by / scale)].

    Parameters
    ----------
    x
        [units × indicators] or [units × indicators × years].
    by
        As `x`, or [units] for all: the denominators; 1 where an indicator has none. A missing
        denominator leaves the value missing.
    scale
        [indicators], or one for all: 1000 for "per thousand inhabitants".

    Raises
    ------
    ValueError
        Shapes that don't match, or a denominator of 0 where there is a value.

    Notes
    -----
    COINr `Denominate`.

    Examples
    --------
    >>> denominate([[50.0, 7.0]], [[200.0, 1.0]], scale=[1000, 1]).tolist()
    [[250.0, 7.0]]
    """
    values = table(x)
    given = np.asarray(by, dtype=np.float64)
    if given.shape == values.shape[:1]:
        given = given.reshape(-1, *(1,) * (values.ndim - 1))
    factors = per_indicator(scale, values.shape[1], "scale").reshape(-1, *(1,) * (values.ndim - 2))
    below = np.broadcast_to(given / factors, values.shape)
    if ((below == 0) & ~np.isnan(values)).any():
        place = np.argwhere((below == 0) & ~np.isnan(values))[0].tolist()
        raise ValueError(f"the denominator at {place} is 0: correct it, or pass NaN")
    return quotient(values, below)
