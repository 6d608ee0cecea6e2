"""Likelihood-ratio charts: since when and by how much counts have been above their mean."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.charts import Chart, charted
from zhiliang.methods.aberration.cusum import usual_mean
from zhiliang.methods.aberration.detection import Detection, bounded
from zhiliang.methods.aberration.likelihood import likelihood
from zhiliang.methods.aberration.seasonal import seasonal_mean
from zhiliang.methods.aberration.series import check_consecutive, checked_counts, checked_weeks


def glr_nb(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    mean: ArrayLike | None = None,
    dispersion: float | None = None,
    threshold: float = 5.0,
    kappa: float | None = None,
    window: int | None = None,
    least: int = 1,
) -> Detection:
    """Weeks in which a lasting rise of the mean has become likelier than none by `threshold`.

    Parameters
    ----------
    counts
        [time × units] cases a week, NaN where unknown; [time] is one unit.
    weeks
        Rows of the chart, counted from 0, one after the other. It starts anew after each alarm.
    mean
        Usual cases: a number, [units] or [weeks × units]; if not given, a season fitted to the rows
        before the chart (`seasonal_mean`). R: ``mu0``.
    dispersion
        variance = mean + dispersion · mean²; 0 is Poisson. Estimated with the mean if neither is
        given. R: ``alpha``.
    threshold
        Logarithm of the likelihood ratio that is an alarm. R: ``c.ARL``.
    kappa
        Logarithm of the factor by which the mean rises, if it is known: the chart is then an
        ordinary CUSUM. If not, the likeliest rise since each past week is taken. R: ``theta``.
    window
        Most weeks that the rise may be back, all since the start if not given; the work grows with
        its square. R: ``M``.
    least
        Weeks that a rise must have lasted. R: ``Mtilde``.

    Returns
    -------
    `Detection`; `score` is the statistic, `upper_bound` the fewest cases with which the week is an
    alarm (R: ``ret="cases"``), a fraction where `kappa` is known. A week whose count is unknown, or
    whose mean is 0, tells nothing and is no alarm.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, a gap in the weeks, a mean without dispersion,
        settings out of range.

    Notes
    -----
    Höhle and Paul, Computational Statistics & Data Analysis 52 (2008) 4357–4368. Statistics and
    alarms are those of `algo.glrnb` of R surveillance 1.20.3 for a rise of the intercept; for
    Poisson with a window, weeks count as they do for the negative binomial.

    Examples
    --------
    >>> found = glr_nb([3, 2, 3, 8, 9], weeks=range(5), mean=3, dispersion=0.0)
    >>> found.score[:, 0].round(2).tolist(), found.alarm[:, 0].tolist()
    ([0.0, 0.0, 0.0, 2.85, 6.7], [False, False, False, False, True])
    """
    chart = Chart(threshold, kappa, window, least)
    _check_settings(chart, mean, dispersion)
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    check_consecutive(rows)
    if mean is None:
        season = seasonal_mean(cases, weeks=rows, dispersion=dispersion)
        mean, spread = season.mean, season.dispersion
    else:
        spread = np.full(cases.shape[1], dispersion, dtype=np.float64)
    usual = usual_mean(mean, cases, rows)
    known = ~(np.isnan(cases[rows]) | np.isnan(usual))
    seen, expected = np.where(known, cases[rows], 0), np.where(known, usual, 0)
    score, upper = np.zeros(known.shape), np.zeros(known.shape)
    for units in (np.flatnonzero(spread == 0), np.flatnonzero(spread > 0)):
        law = likelihood(spread[units])
        score[:, units], upper[:, units] = charted(seen[:, units], expected[:, units], law, chart)
    passed = score > threshold if kappa else score >= threshold
    return bounded(usual, np.where(known, upper, np.nan), passed & known, score)


def _check_settings(chart: Chart, mean: ArrayLike | None, dispersion: float | None) -> None:
    if mean is not None and dispersion is None:
        raise ValueError("a mean needs its dispersion: 0 for Poisson")
    if dispersion is not None and not 0 <= dispersion < np.inf:
        raise ValueError(f"dispersion {dispersion}: a number from 0 on is needed")
    if not chart.threshold > 0 or (chart.kappa is not None and not chart.kappa > 0):
        raise ValueError("threshold and kappa are above 0")
    if chart.least < 1 or (chart.window is not None and chart.window < chart.least):
        raise ValueError("least is at least one week and no more than the window")
