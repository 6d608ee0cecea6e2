"""The classic Farrington algorithm: the same weeks of earlier years, and no others."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.aberration.batches import Surveyed, enough, forecasts
from zhiliang.methods.aberration.bounds import POWERS, power_bound
from zhiliang.methods.aberration.detection import Detection
from zhiliang.methods.aberration.model import Rule
from zhiliang.methods.aberration.reference import WEEKS_OF_YEAR, Reference, windows
from zhiliang.methods.aberration.series import (
    check_history,
    checked_alpha,
    checked_counts,
    checked_offset,
    checked_weeks,
)

# A past week counts less from this residual on, a trend stays below this p-value.
THRESHOLD, P_TREND = 1.0, 0.05


def farrington(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    b: int = 5,
    w: int = 3,
    alpha: float = 0.05,
    population: ArrayLike | None = None,
    limit54: tuple[int, int] = (5, 4),
    power: str = "2/3",
) -> Detection:
    """Weeks with more cases than the same weeks of earlier years let expect.

    Parameters
    ----------
    counts, weeks, population, limit54, power
        As in `farrington_flexible`.
    b, w
        Years to go back and weeks on either side; a year has 52 rows. Reference weeks before row 0
        are left out, those of the first year must be there.
    alpha
        Two-sided: an unremarkable week exceeds the bound with probability alpha / 2.

    Returns
    -------
    `Detection`; `expected` and `upper_bound` are NaN where `farrington_flexible` has them so (R
    writes a bound of 0 there).

    Raises
    ------
    ValueError
        As `farrington_flexible`.

    Notes
    -----
    Farrington, Andrews, Beale and Catchpole, Journal of the Royal Statistical Society A 159 (1996)
    547–563. Equal to `algo.farrington` of R surveillance 1.20.3 with its reweighting and trend; the
    p-value is the upper tail.

    Examples
    --------
    >>> usual = np.tile([4, 6, 5, 7], 80)
    >>> usual[-1] = 20
    >>> farrington(usual, weeks=[318, 319]).upper_bound.round(2)[:, 0].tolist()
    [10.87, 10.46]
    """
    if power not in POWERS:
        raise ValueError(f"unknown power {power!r}: one of {', '.join(POWERS)}")
    cases = checked_counts(counts)
    judged = Surveyed(cases, checked_offset(population, cases), checked_weeks(weeks, cases))
    check_history(judged.weeks, WEEKS_OF_YEAR + w, f"w={w}")
    lags = windows(WEEKS_OF_YEAR * np.arange(1, b + 1), w)
    reference = Reference(lags, np.zeros(len(lags), dtype=np.intp), 1)
    rule = Rule(THRESHOLD, P_TREND, b, as_flexible=False)
    found = forecasts(judged, [(reference, np.arange(len(judged.weeks)))], rule)
    z = float(special.ndtri(1 - checked_alpha(alpha) / 2))
    with np.errstate(all="ignore"):
        bounds = power_bound(found, judged.now, z, power)
    known = enough(judged, limit54) & ~np.isnan(bounds.upper)
    return Detection(
        expected=np.where(known, bounds.expected, np.nan),
        upper_bound=np.where(known, bounds.upper, np.nan),
        alarm=known & (bounds.score > 1),
        p_value=bounds.p_value,
        trend=found.trend,
        phi=found.phi,
        score=bounds.score,
    )
