"""Outliers: winsorise a few values; where that is not enough, take logarithms."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.arrays import table
from zhiliang.methods.composite.moments import (
    KURTOSIS,
    SKEW,
    free_of_outliers,
    kurtosis,
    skewness,
)
from zhiliang.methods.composite.outliers import LONGEST, TRANSFORMS, Texts, winsorised
from zhiliang.methods.composite.ranks import Floats


@dataclass(frozen=True, slots=True)
class ColumnTreatment:
    """What became of one indicator (of one year): positions, treatment, and how it passes.

    `treatment` is "none", "winsorise", a transform's name, a sum of both, or "untreatable" where
    COINr gives up too (too few different values); `winsorised` counts cells.
    """

    indicator: int
    year: int
    treatment: str
    winsorised: int
    skew_before: float
    kurtosis_before: float
    skew: float
    kurtosis: float
    passes: bool


class TreatmentRecord(NamedTuple):
    """`cells`: what was done to each cell, "" for nothing [as x]; `columns`: of each column."""

    cells: Texts
    columns: tuple[ColumnTreatment, ...]


class Treated(NamedTuple):
    """The treated data [as x] and the record."""

    x: Floats
    record: TreatmentRecord

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        """Give the data alone wherever numpy wants an array."""
        return np.array(self.x, dtype=dtype, copy=copy or None)


def treat(
    x: ArrayLike,
    *,
    winmax: int | None = 5,
    skew: float = SKEW,
    kurt: float = KURTOSIS,
    transform: str | None = "log_CT",
    **options: Any,
) -> Treated:
    """Winsorise what fails the test for outliers; where it still fails, transform the original.

    Winsorising sets the highest value (the lowest, if the skewness is negative) to the next one,
    tests again, and stops when the indicator passes or `winmax` cells are changed. Columns, and
    the years of a panel, are treated one by one.

    Parameters
    ----------
    x
        [units × indicators] or [units × indicators × years], NaN = missing.
    winmax
        Most cells to winsorise in one column; None: no limit.
    skew, kurt
        The test is failed with |skewness| ≥ `skew` and excess kurtosis ≥ `kurt` [no unit].
    transform
        ``log_CT``: ln(x − min + 0.01·range); ``log_CT_plus``: the same, or for a negative skewness
        −ln(max + 0.01·range − x); ``log_CT_orig``: ln(x − min + 1); ``log_GII``:
        ln((max − 1)(x − min)/range + 1); ``boxcox``: of x − min + 1 with the exponent `power`;
        None: no second step.
    options
        `power` (0): exponent of Box-Cox. `combine` (False): transform the winsorised column
        rather than the original. `force` (False): winsorise a failing column up to `winmax` cells
        even after it passes.

    Raises
    ------
    ValueError
        An unknown transform, an infinite value, or log_GII of data whose maximum is not above 0.

    Notes
    -----
    OECD/JRC 2008, step 2; COINr `Treat`, `winsorise`, `log_CT`, `log_CT_plus`, `log_CT_orig`,
    `log_GII`, `boxcox`. COINr b968203 returns the input of log_GII unchanged; here it is done.

    Examples
    --------
    >>> treated, record = treat([[float(v)] for v in (*range(1, 11), 100)])
    >>> treated[-1].tolist(), record.cells[-1].tolist(), record.columns[0].treatment
    ([10.0], ['winhi'], 'winsorise')
    """
    plan = _Plan(winmax, skew, kurt, transform, **options)
    values = table(x).copy()
    flat = values.reshape(*values.shape[:2], -1)
    cells = np.full(flat.shape, "", dtype=f"<U{LONGEST}")
    columns = []
    for place in np.ndindex(flat.shape[1:]):
        where = (slice(None), *place)
        flat[where], cells[where], column = _column(flat[where].copy(), plan, place)
        columns.append(column)
    shape = values.shape
    return Treated(flat.reshape(shape), TreatmentRecord(cells.reshape(shape), tuple(columns)))


@dataclass(frozen=True, slots=True)
class _Plan:
    winmax: int | None
    skew: float
    kurt: float
    transform: str | None
    power: float = 0.0
    combine: bool = False
    force: bool = False

    def __post_init__(self) -> None:
        if self.transform is not None and self.transform not in TRANSFORMS:
            names = ", ".join(TRANSFORMS)
            raise ValueError(f"unknown transform {self.transform!r}: one of {names}, or None")

    def passes(self, x: Floats) -> bool | None:
        return free_of_outliers(x, skew=self.skew, kurt=self.kurt)


def _column(
    x: Floats, plan: _Plan, place: tuple[int, ...]
) -> tuple[Floats, Texts, ColumnTreatment]:
    treated, done, name = x, np.full(len(x), "", dtype=f"<U{LONGEST}"), "none"
    if plan.passes(x) is False:
        treated, done, name = _steps(x, plan, done)
    count = int(sum("win" in cell for cell in done.tolist()))
    before = float(skewness(x)), float(kurtosis(x))
    after = float(skewness(treated)), float(kurtosis(treated))
    passes = plan.passes(treated) is True
    return (
        treated,
        done,
        ColumnTreatment(place[0], place[1], name, count, *before, *after, passes=passes),
    )


def _steps(x: Floats, plan: _Plan, untouched: Texts) -> tuple[Floats, Texts, str]:
    found = winsorised(x, plan.winmax, plan.passes, force=plan.force)
    if found is None:
        return x, untouched, "untreatable"
    wins, done = found
    if plan.transform is None or plan.passes(wins):
        return wins, done, "winsorise"
    logged = TRANSFORMS[plan.transform](wins if plan.combine else x, plan.power)
    if not plan.combine:
        return logged, np.full_like(done, plan.transform), plan.transform
    both = [f"{cell}+{plan.transform}" if cell else plan.transform for cell in done.tolist()]
    return logged, np.array(both, dtype=done.dtype), f"winsorise+{plan.transform}"
