"""Which units have enough data to be compared at all."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.composite.arrays import quotient, table
from zhiliang.methods.composite.ranks import Floats

RULES = ("NA", "zeros", "both")


class Screened(NamedTuple):
    """`x`: the data of the units that stay; `kept`, `available`, `nonzero`: [units] (× years).

    `available` is the share of the indicators with a value, `nonzero` the share of those values
    that are not 0.
    """

    x: Floats
    kept: NDArray[np.bool_]
    available: Floats
    nonzero: Floats

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        """Give the data alone wherever numpy wants an array."""
        return np.array(self.x, dtype=dtype, copy=copy or None)


def screen(
    x: ArrayLike,
    by: str = "NA",
    *,
    dat_thresh: float = 2 / 3,
    nonzero_thresh: float = 0.05,
    force: Mapping[int, bool] | None = None,
) -> Screened:
    """Leave out units with too few values, too many zeros, or either.

    In a panel a unit is judged in each year; a year that it fails becomes missing, since its other
    years stay.

    Parameters
    ----------
    x
        [units × indicators] or [units × indicators × years].
    by
        ``NA``: by `dat_thresh`; ``zeros``: by `nonzero_thresh`; ``both``: must meet both.
    dat_thresh
        Least share of indicators with a value, 0 to 1.
    nonzero_thresh
        Least share of non-zero ones among the values, 0 to 1.
    force
        Position of a unit → kept or not, whatever its data.

    Raises
    ------
    ValueError
        An unknown rule, or a threshold outside 0 to 1.

    Notes
    -----
    COINr `Screen` (unit_screen "byNA", "byzeros", "byNAandzeros"). A unit without any value has no
    share of non-zero ones and fails ``zeros``.

    Examples
    --------
    >>> screen([[1.0, 2.0], [float("nan"), 2.0]], dat_thresh=0.75).kept.tolist()
    [True, False]
    """
    if by not in RULES:
        raise ValueError(f"unknown screening {by!r}: one of {', '.join(RULES)}")
    if not (0 <= dat_thresh <= 1 and 0 <= nonzero_thresh <= 1):
        raise ValueError("a threshold is a share, 0 to 1")
    values = table(x)
    count = (~np.isnan(values)).sum(axis=1)
    available = 1 - (values.shape[1] - count) / values.shape[1]
    zeros = quotient((values == 0).sum(axis=1), count)
    enough, full = available >= dat_thresh, 1 - zeros >= nonzero_thresh
    kept = {"NA": enough, "zeros": full, "both": enough & full}[by]
    for unit, stays in (force or {}).items():
        kept[unit] = stays
    return Screened(_left(values, kept), kept, available, 1 - zeros)


def _left(x: Floats, kept: NDArray[np.bool_]) -> Floats:
    return x[kept] if x.ndim == 2 else np.where(kept[:, None, :], x, np.nan)
