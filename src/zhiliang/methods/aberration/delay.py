"""Counts of weeks whose reports are still coming in, completed by how late reports usually are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.detection import Floats


@dataclass(frozen=True, slots=True)
class Completed:
    """`reported` and `total` [weeks × units]: cases known so far, and expected when all are in.

    `share` [delays × units]: share of the cases that is known so many weeks after their own. NaN
    where it cannot be said.
    """

    reported: Floats
    total: Floats
    share: Floats


def complete(counts_by_delay: ArrayLike) -> Completed:
    """Expect for each week the cases that it will have when all reports are in.

    Parameters
    ----------
    counts_by_delay
        [weeks × delays] or [weeks × delays × units]: cases of the week that were reported 0, 1, …
        weeks later, NaN where that day is not over; known delays come before unknown ones. Later
        reports than the last delay are not expected.

    Returns
    -------
    `Completed`. Give its `total`, rounded, to a detector, or leave young weeks out
    (`past_weeks_not_included`): it is an expectation without an error of its own, so a bound about
    it is too narrow for weeks of which little is known.

    Raises
    ------
    ValueError
        Another shape, counts that are no whole numbers from 0 on, or a known count after an
        unknown one.

    Notes
    -----
    Reverse-time hazards of the delay, Lawless, Canadian Journal of Statistics 22 (1994) 15–31; the
    same numbers as the chain ladder of insurance, Mack, ASTIN Bulletin 23 (1993) 213–225. Delays
    are taken to be the same for all weeks.

    Examples
    --------
    >>> late = [[6, 3, 1], [4, 2, 0], [8, 4, np.nan], [5, np.nan, np.nan]]
    >>> complete(late).total[:, 0].round(2).tolist()
    [10.0, 6.0, 12.8, 8.0]
    """
    known = _checked(counts_by_delay)
    so_far = np.cumsum(known, axis=1)
    reported = np.nansum(known, axis=1)
    growth = np.ones(known.shape[1:])
    with np.errstate(divide="ignore", invalid="ignore"):
        for delay in range(1, known.shape[1]):
            both = ~np.isnan(so_far[:, delay])
            before = np.where(both, so_far[:, delay - 1], 0).sum(axis=0)
            growth[delay] = np.where(both, so_far[:, delay], 0).sum(axis=0) / before
        share = 1 / np.cumprod(growth[::-1], axis=0)[::-1]
        share = np.vstack([share[1:], np.ones((1, known.shape[2]))])
        last = (~np.isnan(known)).sum(axis=1) - 1
        total = np.where(last < 0, np.nan, reported / np.take_along_axis(share, last, axis=0))
    return Completed(reported, total, share)


def _checked(given: ArrayLike) -> Floats:
    counts = np.asarray(given, dtype=np.float64)
    if counts.ndim == 2:
        counts = counts[..., None]
    if counts.ndim != 3 or not counts.shape[1]:
        raise ValueError(f"counts [weeks × delays] or with units are needed, got {counts.shape}")
    unknown = np.isnan(counts)
    if not (unknown | ((counts >= 0) & (counts == np.floor(counts)) & (counts < np.inf))).all():
        raise ValueError("counts by delay are whole numbers from 0 on, or NaN where not yet known")
    if (unknown[:, :-1] & ~unknown[:, 1:]).any():
        week = int(np.argwhere(unknown[:, :-1] & ~unknown[:, 1:])[0][0])
        raise ValueError(f"week {week}: a count is known after one that is not known yet")
    return counts
