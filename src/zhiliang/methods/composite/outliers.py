"""The two remedies for outliers of one indicator: winsorising, and transforms of its scale."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.composite.moments import skewness
from zhiliang.methods.composite.ranks import Floats

Texts = NDArray[np.str_]
LONGEST = 24


def winsorised(
    x: Floats,
    winmax: int | None,
    passes: Callable[[Floats], bool | None],
    *,
    force: bool = False,
) -> tuple[Floats, Texts] | None:
    """`x` [units] winsorised until it `passes`, and "winhi" or "winlo" where a cell changed.

    None where a column runs out of different values first. Cells that became equal to the next
    highest move together, and each counts: the order of the steps matters.

    Notes
    -----
    COINr `winsorise`.

    Examples
    --------
    >>> found = winsorised(np.array([1.0, 2.0, 90.0]), 1, lambda column: False)
    >>> found[0].tolist(), found[1].tolist()
    ([1.0, 2.0, 2.0], ['', '', 'winhi'])
    """
    x, state = x.copy(), passes(x)
    high = low = np.zeros(len(x), dtype=bool)
    while (not state or force) and (winmax is None or high.sum() + low.sum() < winmax):
        if skewness(x) >= 0:
            high = x == np.nanmax(x)
            x[high] = np.fmax.reduce(x[~high])
        else:
            low = x == np.nanmin(x)
            x[low] = np.fmin.reduce(x[~low])
        state = passes(x)
        if state is None:
            return None
    done = np.where(low, "winlo", np.where(high, "winhi", ""))
    return x, done.astype(f"<U{LONGEST}")


def _log_ct(x: Floats, power: float) -> Floats:
    low, high = np.nanmin(x), np.nanmax(x)
    return np.asarray(np.log(x - low + 0.01 * (high - low)))


def _log_ct_plus(x: Floats, power: float) -> Floats:
    return _log_ct(x, power) if skewness(x) > 0 else -_log_ct(-x, power)


def _log_ct_orig(x: Floats, power: float) -> Floats:
    return np.asarray(np.log(x - np.nanmin(x) + 1))


def _log_gii(x: Floats, power: float) -> Floats:
    low, high = np.nanmin(x), np.nanmax(x)
    if high <= 0:
        raise ValueError(f"log_GII needs a maximum above 0, got {high}: take log_CT")
    return np.asarray(np.log((high - 1) * (x - low) / (high - low) + 1))


def _boxcox(x: Floats, power: float) -> Floats:
    positive = x - np.nanmin(x) + 1
    return np.asarray(np.log(positive) if power == 0 else (positive**power - 1) / power)


TRANSFORMS: Mapping[str, Callable[[Floats, float], Floats]] = MappingProxyType(
    {
        "log_CT": _log_ct,
        "log_CT_plus": _log_ct_plus,
        "log_CT_orig": _log_ct_orig,
        "log_GII": _log_gii,
        "boxcox": _boxcox,
    }
)
