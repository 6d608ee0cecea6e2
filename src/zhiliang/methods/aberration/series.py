"""Counts, weeks and populations as they are given, checked."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.aberration.detection import Floats, Whole


def checked_counts(given: ArrayLike) -> Floats:
    """Return counts [time × units], NaN where missing; [time] is taken as one unit.

    Raises
    ------
    ValueError
        Another shape, or a count that is negative, infinite or no whole number.

    Examples
    --------
    >>> checked_counts([3, 0]).tolist()
    [[3.0], [0.0]]
    """
    counts = np.asarray(given, dtype=np.float64)
    if counts.ndim == 1:
        counts = counts[:, None]
    if counts.ndim != 2:
        raise ValueError(f"counts [time × units] or [time] are needed, got {counts.shape}")
    wrong = ~(np.isnan(counts) | ((counts >= 0) & (counts == np.floor(counts)) & (counts < np.inf)))
    if wrong.any():
        row, unit = np.argwhere(wrong)[0]
        raise ValueError(
            f"count {counts[row, unit]} at row {row}, unit {unit}: counts are whole numbers from 0 "
            "on, or NaN where none is known"
        )
    return counts


def checked_weeks(given: ArrayLike, counts: Floats) -> Whole:
    """Row numbers to judge, from 0 on.

    Raises
    ------
    ValueError
        None at all, no row numbers, or a row that is not there.
    """
    weeks = np.atleast_1d(np.asarray(given))
    if weeks.ndim != 1 or weeks.dtype.kind not in "iu" or not weeks.size:
        raise ValueError("weeks are the row numbers to judge, from 0 on: give at least one")
    if weeks.min() < 0 or weeks.max() >= len(counts):
        raise ValueError(
            f"weeks {weeks.min()} to {weeks.max()}: counts have rows 0 to {len(counts) - 1}"
        )
    return weeks.astype(np.intp)


def check_history(weeks: Whole, back: int, what: str) -> None:
    """See that every week has `back` rows before it.

    Raises
    ------
    ValueError
        The first week has fewer: which, how many are there and how many are needed.
    """
    if weeks.min() < back:
        raise ValueError(
            f"week {weeks.min()} has {weeks.min()} rows before it and {what} needs {back}: "
            f"judge from week {back} on, or give more history"
        )


def check_consecutive(weeks: Whole) -> None:
    """See that a chart that carries its sum from week to week misses none."""
    if (np.diff(weeks) != 1).any():
        raise ValueError("weeks of a chart follow one another without a gap, in ascending order")


def checked_offset(population: ArrayLike | None, counts: Floats) -> Floats:
    """Logarithm of the population [time × units]; NaN where it is 0 or missing, 0 without one.

    Raises
    ------
    ValueError
        A population that is negative or doesn't go with the counts.
    """
    if population is None:
        return np.zeros(counts.shape)
    people = np.asarray(population, dtype=np.float64)
    if people.ndim == 1 and people.shape == counts.shape[:1] and counts.shape[1] == 1:
        people = people[:, None]
    if people.shape not in (counts.shape, counts.shape[1:]):
        raise ValueError(
            f"population [time × units] or [units] for counts {counts.shape}, got {people.shape}"
        )
    if (people < 0).any() or np.isinf(people).any():
        raise ValueError("a population is a number from 0 on, NaN where it is not known")
    known = np.where(people > 0, people, np.nan)
    return np.array(np.broadcast_to(np.log(known), counts.shape))


def checked_alpha(alpha: float) -> float:
    """Return `alpha`, a probability between 0 and 1.

    Raises
    ------
    ValueError
        Any other number.
    """
    if not 0 < alpha < 1:
        raise ValueError(f"alpha {alpha}: a probability between 0 and 1 is needed")
    return float(alpha)
