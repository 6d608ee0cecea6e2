"""What a detector says of each week and unit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Detection:
    """One answer for each judged week and unit; every field is [weeks × units].

    `expected` [cases]: what was to be expected. `upper_bound` [cases]: the most that still passes
    as usual. `alarm`: more than that was counted. `p_value`: probability of at least as many cases
    if nothing is unusual. `trend`: a trend over time was part of the model. `phi`: variance over
    mean that the reference weeks show, at least 1. `score`: how far out the week lies, on the scale
    of the detector. NaN where the method has no such number or the week cannot be judged; such a
    week is no alarm.
    """

    expected: Floats
    upper_bound: Floats
    alarm: Bools
    p_value: Floats
    trend: Bools
    phi: Floats
    score: Floats


def bounded(
    expected: Floats, upper: Floats, alarm: Bools, score: Floats | None = None
) -> Detection:
    """Make the answer of a method that fits no model: no probability, trend or dispersion."""
    unknown = np.full(upper.shape, np.nan)
    return Detection(
        expected=expected,
        upper_bound=upper,
        alarm=alarm,
        p_value=unknown,
        trend=np.zeros(upper.shape, dtype=bool),
        phi=unknown,
        score=unknown if score is None else score,
    )
