"""EARS C1, C2, C3: a week against the few weeks before it, for series without earlier years."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.aberration.detection import Detection, Floats, bounded
from zhiliang.methods.aberration.series import (
    check_history,
    checked_alpha,
    checked_counts,
    checked_weeks,
)

# Weeks between the baseline and the judged one; C3 also looks at the two weeks before.
GAP = {"C1": 0, "C2": 2, "C3": 2}
LEAST_BASELINE = 3


def ears(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    method: str = "C1",
    baseline: int = 7,
    min_sigma: float = 0.0,
    alpha: float | None = None,
) -> Detection:
    """Weeks that lie far above the mean of the weeks just before them.

    Parameters
    ----------
    counts
        [time × units] cases a week (or a day), NaN where unknown; [time] is one unit.
    weeks
        Rows to judge, counted from 0.
    method
        ``C1`` the `baseline` rows just before; ``C2`` those that end three rows before; ``C3`` adds
        up by how much the last three weeks passed their C2 means by more than one deviation.
    baseline
        Rows to compare with, at least 3.
    min_sigma
        Least standard deviation [cases]: with 0, one case after a constant run is an alarm.
    alpha
        Probability of an alarm in a normal series; 0.001, with ``C3`` 0.025, if not given.

    Returns
    -------
    `Detection`; `expected` is the mean of the baseline, `score` the distance from it in standard
    deviations. The bound of ``C3`` is that for the judged week, the two before given.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, too short a history (how many rows are needed),
        settings out of range.

    Notes
    -----
    Hutwagner and others, Journal of Urban Health 80 (2003) i89–i96; Fricker, Hegler and Dunfee,
    Statistics in Medicine 27 (2008) 3407–3429. Bounds and alarms are those of `earsC` of R
    surveillance 1.20.3, which has no answer for ``C3`` after a constant baseline; here two weeks
    that lie on it add nothing.

    Examples
    --------
    >>> found = ears([2, 4, 3, 3, 2, 4, 3, 9], weeks=[7])
    >>> found.upper_bound.round(2).tolist(), found.alarm.tolist()
    ([[5.52]], [[True]])
    """
    _check_settings(method, baseline, min_sigma)
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    check_history(rows, baseline + GAP[method] + 2 * (method == "C3"), f"{method} of {baseline}")
    z = special.ndtri(1 - checked_alpha(alpha or (0.025 if method == "C3" else 0.001)))
    mean, deviation = _baselines(cases, baseline, GAP[method], min_sigma)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (cases - mean) / deviation
    upper = mean[rows] + z * deviation[rows]
    if method == "C3":
        before = sum(np.fmax(score[rows - back] - 1, 0) for back in (1, 2))
        upper = np.maximum(cases[rows] + deviation[rows] * (z - before), 0)
    return bounded(mean[rows], upper, cases[rows] > upper, score[rows])


def _baselines(cases: Floats, baseline: int, gap: int, least: float) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the baseline of each row; NaN where it has none."""
    mean, deviation = np.full(cases.shape, np.nan), np.full(cases.shape, np.nan)
    seen = sliding_window_view(cases, baseline, axis=0)[: len(cases) - baseline - gap]
    mean[baseline + gap :] = seen.mean(axis=-1)
    deviation[baseline + gap :] = np.maximum(seen.std(axis=-1, ddof=1), least)
    return mean, deviation


def _check_settings(method: str, baseline: int, min_sigma: float) -> None:
    if method not in GAP:
        raise ValueError(f"unknown method {method!r}: one of {', '.join(GAP)}")
    if baseline < LEAST_BASELINE or not min_sigma >= 0:
        raise ValueError(
            f"baseline {baseline}, min_sigma {min_sigma}: at least {LEAST_BASELINE} and at least 0"
        )
