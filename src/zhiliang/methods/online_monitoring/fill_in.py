"""Gaps in hourly emissions of flue gas filled by the highest of the valid hours before them.

The rule is from memory (HJ 75-2017, 待核): whatever rests on it has to carry that mark.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.online_monitoring import GAP_RULES, HJ_75_2017_CERTAINTY, GapRule

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Hourly values [as given], which of them were filled, and which gaps had to stay.

    `capture` is the share of operating hours with a valid value [0 to 1], None without operation.
    """

    values: Floats
    filled: Marks
    left: Marks
    capture: Fraction | None
    certainty: str = HJ_75_2017_CERTAINTY


def fill_in(values: ArrayLike, operating: ArrayLike = True) -> Filled:
    """Fill the gaps of one outlet's hourly emissions [hours] of a quarter.

    NaN in an operating hour is a gap; hours in which the source stood still are none and end none.
    A gap takes the highest of the last 180 valid hours before it (720 if it is longer than 24
    hours; 2160 if only 75 to 90 % of the hours are valid). It stays where fewer valid hours came
    before it, and everywhere below 75 %.

    Raises
    ------
    ValueError
        More than one outlet.

    Notes
    -----
    HJ 75-2017, clause 12 (from memory, 待核). Left out: time out of control between calibrations.

    Examples
    --------
    >>> hours = [float(hour % 7) for hour in range(200)]
    >>> hours[190] = float("nan")
    >>> done = fill_in(hours)
    >>> float(done.values[190]), int(done.filled.sum()), done.capture
    (6.0, 1, Fraction(199, 200))
    """
    hours = np.asarray(values, dtype=np.float64)
    if hours.ndim != 1:
        raise ValueError(f"one outlet at a time, not the shape {hours.shape}")
    running = np.broadcast_to(np.asarray(operating, dtype=bool), hours.shape)
    known = ~np.isnan(hours) & running
    capture = Fraction(int(known.sum()), int(running.sum())) if running.any() else None
    out, filled = hours.copy(), np.zeros(hours.shape, dtype=bool)
    for gap in _gaps(running & ~known, running):
        rule = _rule(capture, gap.size)
        before = hours[: gap[0]][known[: gap[0]]]
        if rule and before.size >= rule.window:
            out[gap], filled[gap] = before[-rule.window :].max(), True
    return Filled(out, filled, running & ~known & ~filled, capture)


def _gaps(missing: Marks, running: Marks) -> list[NDArray[np.int64]]:
    own = np.flatnonzero(running)
    lost = missing[own]
    edges = np.flatnonzero(np.diff(lost)) + 1
    return [
        own[part] for part in np.split(np.arange(own.size), edges) if part.size and lost[part[0]]
    ]


def _rule(capture: Fraction | None, hours: int) -> GapRule | None:
    for rule in GAP_RULES:
        holds = capture is not None and rule.capture_from <= capture * 100 < rule.capture_below
        if holds and (rule.gap_hours is None or hours <= rule.gap_hours):
            return rule
    return None
