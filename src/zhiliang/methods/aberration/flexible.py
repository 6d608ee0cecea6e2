"""The improved Farrington algorithm: a week against the same season of earlier years."""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.batches import Surveyed, enough, forecasts
from zhiliang.methods.aberration.bounds import BOUNDS, POWERS
from zhiliang.methods.aberration.detection import Detection
from zhiliang.methods.aberration.model import Rule
from zhiliang.methods.aberration.reference import reference, years_back
from zhiliang.methods.aberration.series import (
    check_history,
    checked_alpha,
    checked_counts,
    checked_offset,
    checked_weeks,
)

# The calendar of a series whose first day is not told: row 0 is the first week of a leap year.
FIRST_WEEK = date(2004, 1, 5)


def farrington_flexible(  # noqa: PLR0913 - a setting for each of the published algorithm
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    b: int = 4,
    w: int = 3,
    periods: int = 10,
    weights_threshold: float = 2.58,
    past_weeks_not_included: int = 26,
    p_threshold_trend: float = 1.0,
    threshold_method: str = "nb_plugin",
    alpha: float = 0.1,
    population: ArrayLike | None = None,
    first_week: date | None = FIRST_WEEK,
    limit54: tuple[int, int] = (5, 4),
    power: str = "2/3",
) -> Detection:
    """Weeks with more cases than the same season of earlier years lets expect.

    Parameters
    ----------
    counts
        [time × units] cases a week, NaN where unknown; [time] is one unit.
    weeks
        Rows to judge, counted from 0.
    b
        Years to go back.
    w
        Weeks on either side of the same week of earlier years (half the window).
    periods
        Parts of the year with a level of their own, the window one of them; with 1 only the
        windows are compared.
    weights_threshold
        Standardised residual above which a past week, an outbreak likely, counts less.
    past_weeks_not_included
        Weeks before the judged one that are not compared with, so that an outbreak which has begun
        (or a count that is still incomplete) does not hide itself.
    p_threshold_trend
        A trend stays if its p-value is below; it also needs three years and must not predict more
        than was ever seen. 0: never a trend.
    threshold_method
        ``nb_plugin`` quantile of a negative binomial, ``muan`` the same with the error of the mean,
        ``delta`` normal bound of a power of the count (Farrington 1996).
    alpha
        Probability that an unremarkable week exceeds the bound, one-sided.
    population
        [time × units], or [units] where it does not change: cases are then expected in proportion.
        Weeks with population 0 or NaN are left out and not judged.
    first_week
        Day on which the week of row 0 begins: earlier years are then found by date, 52 or 53 rows
        apart. None: every year has 52 rows, as in R without dates. The default decides for the
        third, seventh … year back, by one row at most.
    limit54
        Fewer cases than the first number in as many weeks as the second are too few to judge.
    power
        ``2/3``, ``1/2`` or ``none``: what ``delta`` makes of counts so that they are about normal.

    Returns
    -------
    `Detection`; `expected` and `upper_bound` are NaN where the last weeks count too few cases
    (`limit54`) or one of them is unknown, and where the model does not converge. A `score` above 1
    is an alarm.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, weeks that are not there, too short a history
        (how many rows are needed), settings out of range.

    Notes
    -----
    Noufaily and others, Statistics in Medicine 32 (2013) 1206–1222; Salmon, Schumacher and Höhle,
    Journal of Statistical Software 70 (2016). Equal to `farringtonFlexible` of R surveillance
    1.20.3. So are two things that the papers have otherwise: the p-value of the trend and the error
    that ``delta`` and ``muan`` add use working residuals that are weighted by the outbreak weights
    alone, and the score of ``nb_plugin`` and ``muan`` is taken from the logarithm of the expected
    count (the alarms are the same).

    Examples
    --------
    >>> usual = np.tile([4, 6, 5, 7], 80)
    >>> usual[-1] = 20
    >>> found = farrington_flexible(usual, weeks=[318, 319])
    >>> found.alarm[:, 0].tolist(), found.upper_bound[:, 0].tolist()
    ([False, True], [9.0, 8.0])
    """
    _check_settings(threshold_method, power, periods, past_weeks_not_included)
    cases = checked_counts(counts)
    judged = Surveyed(cases, checked_offset(population, cases), checked_weeks(weeks, cases))
    references = []
    for years, positions in years_back(judged.weeks, b, w, first_week).items():
        check_history(judged.weeks[positions], years[-1] + w, f"b={b} with w={w}")
        references.append((reference(years, w, periods, past_weeks_not_included), positions))
    rule = Rule(weights_threshold, p_threshold_trend, b, as_flexible=True)
    found = forecasts(judged, references, rule)
    with np.errstate(all="ignore"):
        bounds = BOUNDS[threshold_method](found, judged.now, checked_alpha(alpha), power)
    known = enough(judged, limit54) & ~np.isnan(bounds.upper)
    return Detection(
        expected=np.where(known, bounds.expected, np.nan),
        upper_bound=np.where(known, bounds.upper, np.nan),
        alarm=known & (bounds.score > 1) & (judged.now > 0),
        p_value=bounds.p_value,
        trend=found.trend,
        phi=found.phi,
        score=bounds.score,
    )


def _check_settings(method: str, power: str, periods: int, left_out: int) -> None:
    if method not in BOUNDS:
        raise ValueError(f"unknown threshold_method {method!r}: one of {', '.join(BOUNDS)}")
    if power not in POWERS:
        raise ValueError(f"unknown power {power!r}: one of {', '.join(POWERS)}")
    if periods < 1 or left_out < 0:
        raise ValueError(
            f"periods {periods}, past_weeks_not_included {left_out}: at least 1 and at least 0"
        )
