"""CUSUM: small excesses that add up from week to week."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.detection import Bools, Detection, Floats, Whole, bounded
from zhiliang.methods.aberration.series import (
    check_consecutive,
    check_history,
    checked_counts,
    checked_weeks,
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts about a mean on a scale that is nearly normal, and back; both take (value, mean)."""

    there: Callable[[Floats, Floats], Floats]
    back: Callable[[Floats, Floats], Floats]


def cusum(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    k: float = 1.04,
    h: float = 2.26,
    mean: ArrayLike | None = None,
    trans: str = "standard",
    reset: bool = False,
) -> Detection:
    """Weeks in which the sum of what came in beyond the usual reaches a limit.

    Parameters
    ----------
    counts
        [time × units] cases a week, NaN where unknown; [time] is one unit.
    weeks
        Rows of the chart, counted from 0, one after the other; it starts at 0 before the first.
    k
        Excess that each week may have without adding to the sum [standard deviations].
    h
        Sum that is an alarm [standard deviations].
    mean
        Usual cases: a number, [units] or [weeks × units]; the mean of all rows before the chart if
        not given; for a seasonal one see `seasonal_mean`. R: ``m``.
    trans
        ``standard`` (count − mean) / √mean, ``rossi``, ``anscombe``, ``anscombe2nd``,
        ``pearsonNegBin`` (variance mean + 0.1 · mean²), ``none``.
    reset
        Start again from 0 after an alarm, as R does from 1.22 on.

    Returns
    -------
    `Detection`; `score` is the sum, `upper_bound` the count from which on the week is an alarm,
    whole with ``standard``. A week whose count is unknown leaves the sum as it was. NaN where the
    mean is 0: no deviation can be had.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, a gap in the weeks, no week before the chart
        and no mean, a transformation that is not known.

    Notes
    -----
    Rossi, Lampugnani and Marchi, Statistics in Medicine 18 (1999) 2111–2122; Pierce and Schafer
    (1986). Sums and alarms are those of `algo.cusum` of R surveillance 1.20.3; its bounds for
    ``anscombe2nd`` and ``none`` do not invert its sums and are not taken.

    Examples
    --------
    >>> found = cusum([4, 4, 4, 4, 6, 7, 8], weeks=[4, 5, 6], mean=4)
    >>> found.score[:, 0].round(2).tolist(), found.alarm[:, 0].tolist()
    ([0.0, 0.46, 1.42], [False, False, False])
    """
    if trans not in SCALES:
        raise ValueError(f"unknown trans {trans!r}: one of {', '.join(SCALES)}")
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    check_consecutive(rows)
    usual = usual_mean(mean, cases, rows)
    with np.errstate(all="ignore"):
        excess = SCALES[trans].there(cases[rows], usual) - k
        before, sums, alarm = _summed(np.where(np.isnan(cases[rows]), 0, excess), h, reset=reset)
        upper = SCALES[trans].back(h + k - before, usual)
    unknown = np.isnan(cases[rows]) | np.isnan(usual)
    return bounded(usual, np.maximum(upper, 0), alarm & ~unknown, sums)


def usual_mean(mean: ArrayLike | None, cases: Floats, rows: Whole) -> Floats:
    """Mean of each judged week [weeks × units], NaN where it is 0: that of all rows before if None.

    Raises
    ------
    ValueError
        A mean below 0 or that doesn't go with the counts, or none and no row before the first week.
    """
    if mean is None:
        check_history(rows, 1, "a mean of the past")
        past = cases[: rows.min()]
        known = ~np.isnan(past)
        mean = np.nansum(past, axis=0) / np.maximum(known.sum(axis=0), 1)
    given = np.asarray(mean, dtype=np.float64)
    shape = (len(rows), cases.shape[1])
    if given.shape not in ((), shape[1:], shape) or (given < 0).any():
        raise ValueError(f"mean from 0 on, a number, [units] or {shape}, got {given.shape}")
    return np.array(np.broadcast_to(np.where(given > 0, given, np.nan), shape))


def _summed(excess: Floats, h: float, *, reset: bool) -> tuple[Floats, Floats, Bools]:
    """Return the sums before and after each week, and alarms."""
    before, after = np.zeros(excess.shape), np.zeros(excess.shape)
    held = np.zeros(excess.shape[1])
    for week, more in enumerate(excess):
        before[week] = held
        held = after[week] = np.maximum(held + more, 0)
        if reset:
            held = np.where(held >= h, 0, held)
    return before, after, after >= h


def _two_thirds(values: Floats) -> Floats:
    return np.cbrt(values) ** 2


def _excess(values: Floats, limit: Floats) -> Floats:
    return np.maximum(values - limit, 0)


def _cubed_root(values: Floats) -> Floats:
    return np.maximum(values, 0) ** 1.5


SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        "standard": Scale(
            lambda x, m: (x - m) / np.sqrt(m), lambda s, m: np.ceil(np.sqrt(m) * s + m)
        ),
        "rossi": Scale(
            lambda x, m: (x - 3 * m + 2 * np.sqrt(x * m)) / (2 * np.sqrt(m)),
            lambda s, m: (
                _excess(np.sqrt(np.maximum(4 * m + 2 * np.sqrt(m) * s, 0)), np.sqrt(m)) ** 2
            ),
        ),
        "anscombe": Scale(
            lambda x, m: 1.5 * (_two_thirds(x) - _two_thirds(m)) / m ** (1 / 6),
            lambda s, m: _cubed_root(s * m ** (1 / 6) / 1.5 + _two_thirds(m)),
        ),
        "anscombe2nd": Scale(
            lambda x, m: 1.5 * (_two_thirds(x) - _two_thirds(m) + m ** (-1 / 3) / 9) / m ** (1 / 6),
            lambda s, m: _cubed_root(s * m ** (1 / 6) / 1.5 + _two_thirds(m) - m ** (-1 / 3) / 9),
        ),
        "pearsonNegBin": Scale(
            lambda x, m: (x - m) / np.sqrt(m + 0.1 * m**2),
            lambda s, m: np.sqrt(m + 0.1 * m**2) * s + m,
        ),
        "none": Scale(lambda x, m: x + 0 * m, lambda s, m: s + 0 * m),
    }
)
