"""Fill what is missing, and say which cells were filled."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.composite.arrays import quotient, table
from zhiliang.methods.composite.ranks import Floats


class Imputed(NamedTuple):
    """The filled data, and which cells were filled [both as x]."""

    x: Floats
    cells: NDArray[np.bool_]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        """Give the data alone wherever numpy wants an array."""
        return np.array(self.x, dtype=dtype, copy=copy or None)


def impute(x: ArrayLike, method: str, **parameters: Any) -> Imputed:
    """Fill missing values; what is there never changes.

    Parameters
    ----------
    x
        [units × indicators] or [units × indicators × years], NaN = missing.
    method
        ``mean``, ``median``: of the indicator (in the same year). ``group_mean``,
        ``group_median``: of the unit's group, with `groups` [units], any labels; a unit whose
        label is None, NaN or "" is left alone and in no group. Only for panels: ``last``: the
        latest earlier year that has a value, with `max_time` years back at most; ``linear``:
        between the neighbouring years, and the nearest value outside; ``constant``: the latest
        earlier value, or the first one before it. `years` [years] gives their distances for
        ``linear`` (default 0, 1, 2 …), in ascending order.

    Raises
    ------
    ValueError
        An unknown method, a panel method without years, labels or years that don't fit.
    TypeError
        A parameter that the method does not have, or one that it needs and did not get.

    Notes
    -----
    OECD/JRC 2008, step 3; COINr `i_mean`, `i_median`, `i_mean_grp`, `i_median_grp` and
    `impute_panel` ("latest", "linear-constant", "constant"). Where there is nothing to take a mean
    of, the cell stays missing. Imputed values have no uncertainty of their own here.

    Examples
    --------
    >>> filled, cells = impute([[1.0], [float("nan")], [4.0]], "mean")
    >>> filled.ravel().tolist(), cells.ravel().tolist()
    ([1.0, 2.5, 4.0], [False, True, False])
    >>> impute([[[1.0, float("nan"), 3.0]]], "linear").x.ravel().tolist()
    [1.0, 2.0, 3.0]
    """
    if method not in IMPUTATIONS:
        raise ValueError(f"unknown imputation {method!r}: one of {', '.join(IMPUTATIONS)}")
    values = table(x)
    if method in PANEL and values.ndim != 3:
        raise ValueError(f"{method} needs a panel: units × indicators × years")
    filled = np.where(np.isnan(values), IMPUTATIONS[method](values, **parameters), values)
    return Imputed(filled, np.isnan(values) & ~np.isnan(filled))


def _mean(x: Floats) -> Floats:
    return quotient(np.nansum(x, axis=0), (~np.isnan(x)).sum(axis=0))


def _median(x: Floats) -> Floats:
    count = (~np.isnan(x)).sum(axis=0, keepdims=True)
    ordered = np.sort(x, axis=0)
    middle = [np.clip((count - odd) // 2, 0, len(x) - 1) for odd in (1, 0)]
    low, high = (np.take_along_axis(ordered, places, axis=0)[0] for places in middle)
    return np.asarray((low + high) / 2)


def _group_mean(x: Floats, *, groups: Sequence[Any]) -> Floats:
    return _by_group(x, groups, _mean)


def _group_median(x: Floats, *, groups: Sequence[Any]) -> Floats:
    return _by_group(x, groups, _median)


def _by_group(x: Floats, groups: Sequence[Any], middle: Callable[[Floats], Floats]) -> Floats:
    if len(groups) != len(x):
        raise ValueError(f"groups: one label for each of {len(x)} units, got {len(groups)}")
    filled = np.full(x.shape, np.nan)
    # A label that is a NaN, as data frames have them, does not equal itself.
    for group in {label for label in groups if label not in (None, "") and label == label}:
        members = np.array([label == group for label in groups])
        filled[members] = middle(x[members])
    return filled


def _last(x: Floats, *, max_time: int | None = None) -> Floats:
    places = np.arange(x.shape[2])
    seen = np.maximum.accumulate(np.where(np.isnan(x), -1, places), axis=2)
    carried = np.take_along_axis(x, np.maximum(seen, 0), axis=2)
    reach = x.shape[2] if max_time is None else max_time
    return np.where((seen >= 0) & (places - seen <= reach), carried, np.nan)


def _constant(x: Floats) -> Floats:
    forward = _last(x)
    return np.where(np.isnan(forward), _last(x[:, :, ::-1])[:, :, ::-1], forward)


def _linear(x: Floats, *, years: ArrayLike | None = None) -> Floats:
    times = np.arange(x.shape[2]) if years is None else np.asarray(years, dtype=np.float64)
    if times.shape != x.shape[2:] or not (np.diff(times) > 0).all():
        raise ValueError(f"years: {x.shape[2]} ascending numbers, got {times.tolist()}")
    filled = np.full(x.shape, np.nan)
    for place in np.ndindex(x.shape[:2]):
        known = ~np.isnan(x[place])
        if known.any():
            filled[place] = np.interp(times, times[known], x[place][known])
    return filled


PANEL = ("last", "linear", "constant")
IMPUTATIONS: Mapping[str, Callable[..., Floats]] = MappingProxyType(
    {
        "mean": _mean,
        "median": _median,
        "group_mean": _group_mean,
        "group_median": _group_median,
        "last": _last,
        "linear": _linear,
        "constant": _constant,
    }
)
