"""Good-air days (优良天数): numerator and both denominators."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

# AQI and API alike: grade II ends at 100.
GOOD = 100


@dataclass(frozen=True, slots=True)
class GoodDays:
    """Days with an index of at most 100, days with an index, days of the calendar."""

    good: int
    valid: int
    calendar: int

    @property
    def share_of_valid(self) -> Fraction | None:
        """Good days of the valid ones [0 to 1], which judges; None without a valid day."""
        return Fraction(self.good, self.valid) if self.valid else None

    @property
    def share_of_calendar(self) -> Fraction:
        """Good days of all days [0 to 1], the words of the opinion; stands beside."""
        return Fraction(self.good, self.calendar)


def good_air_days(indices: ArrayLike, *, calendar_days: int) -> GoodDays:
    """Count good, valid and calendar days of a place.

    Parameters
    ----------
    indices
        Index of each day [days], AQI or, while the place reported it, API; NaN where the day is not
        valid. Days without a record may be left out.
    calendar_days
        Days of the period: 365 or 366 for a year.

    Raises
    ------
    ValueError
        More days than the calendar has, no calendar days, or an index below 0.

    Examples
    --------
    >>> days = good_air_days([50, 100, 101, float("nan")], calendar_days=365)
    >>> days.share_of_valid, days.share_of_calendar
    (Fraction(2, 3), Fraction(2, 365))
    """
    given = np.asarray(indices, dtype=np.float64).ravel()
    if calendar_days < 1 or given.size > calendar_days:
        raise ValueError(f"{given.size} days do not fit into {calendar_days} calendar days")
    if (given < 0).any():
        raise ValueError("an index is not below 0; a day without one is NaN")
    return GoodDays(
        good=int((given <= GOOD).sum()),
        valid=int((~np.isnan(given)).sum()),
        calendar=calendar_days,
    )
