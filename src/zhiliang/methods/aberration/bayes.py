"""The next count given past ones, by Bayes and by the rule of the Robert Koch Institute."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.detection import Detection, Floats, Whole, bounded
from zhiliang.methods.aberration.quantiles import quantile
from zhiliang.methods.aberration.reference import WEEKS_OF_YEAR, windows
from zhiliang.methods.aberration.series import (
    check_history,
    checked_alpha,
    checked_counts,
    checked_weeks,
)

# Upper ends of the shortest 95 % intervals of a Poisson mean, for 0 to 20 cases.
CROW_GARDNER = np.array(
    [3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817]
    + [13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364]
    + [22.945, 23.762, 25.4, 26.306, 27.735, 28.966, 30.017]
)


def bayes(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    b: int = 0,
    w: int = 6,
    recent: int = 6,
    alpha: float = 0.05,
) -> Detection:
    """Weeks with more cases than the predictive distribution given past weeks lets expect.

    Parameters
    ----------
    counts, weeks
        As in `ears`.
    b, w
        Earlier years to compare with, ± `w` weeks about the same week; a year has 52 rows.
    recent
        Weeks just before the judged one to compare with as well (R: `w` with ``actY``, else 0).
    alpha
        Probability that an unremarkable week exceeds the bound.

    Returns
    -------
    `Detection`; `expected` is the predictive mean. Unknown past counts are left out.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, nothing to compare with, too short a history.

    Notes
    -----
    Riebler (2004); Höhle, Computational Statistics 22 (2007) 571–582. Negative binomial prediction
    from a Poisson mean with Jeffreys' prior. Equal to `algo.bayes` of R surveillance 1.20.3.

    Examples
    --------
    >>> bayes([2, 4, 3, 3, 2, 4, 9], weeks=[6]).upper_bound.tolist()
    [[7.0]]
    """
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    past = _past(cases, rows, b, w, recent)
    known = (~np.isnan(past)).sum(axis=1)
    size = np.nansum(past, axis=1) + 0.5
    mean = size / np.where(known > 0, known, np.nan)
    upper = quantile(1 - checked_alpha(alpha), mean, 1 + 1 / np.maximum(known, 1))
    return bounded(mean, upper, cases[rows] > upper)


def rki(
    counts: ArrayLike, *, weeks: ArrayLike, b: int = 2, w: int = 4, recent: int = 0
) -> Detection:
    """Weeks above a 95 % bound of the mean of past weeks.

    Parameters
    ----------
    counts, weeks, b, w, recent
        As in `bayes`.

    Returns
    -------
    `Detection`; above a mean of 20 the bound is the mean plus two standard deviations, at or below
    it the upper end of the Poisson interval of the mean, cut to a whole number. NaN where a past
    count is unknown.

    Raises
    ------
    ValueError
        As `bayes`.

    Notes
    -----
    The rule of the Robert Koch Institute; intervals of Crow and Gardner, Biometrika 46 (1959)
    441–453. Equal to `algo.rki` of R surveillance 1.20.3.

    Examples
    --------
    >>> rki([2, 4, 3, 3, 2, 4, 9], weeks=[6], b=0, recent=6).upper_bound.tolist()
    [[8.102]]
    """
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    past = _past(cases, rows, b, w, recent)
    mean = past.mean(axis=1)
    few = CROW_GARDNER[np.where(mean <= 20, mean, 0).astype(np.intp)]
    many = mean + 2 * past.std(axis=1, ddof=1)
    upper = np.where(mean > 20, many, np.where(np.isnan(mean), np.nan, few))
    return bounded(mean, upper, cases[rows] > upper)


def _past(cases: Floats, rows: Whole, b: int, w: int, recent: int) -> Floats:
    """Gather the counts to compare with [weeks × past × units]."""
    years = windows(WEEKS_OF_YEAR * np.arange(1, b + 1), w) if b > 0 else np.arange(0)
    lags = np.concatenate([years, np.arange(recent, 0, -1)])
    if w < 0 or lags.size < 2:
        raise ValueError(f"b={b}, w={w}, recent={recent}: at least two past weeks are needed")
    check_history(rows, int(lags.max()), f"b={b} with w={w}, recent={recent}")
    return np.asarray(cases[rows[:, None] - lags])
