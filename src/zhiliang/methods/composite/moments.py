"""Sample skewness and kurtosis, and the test for outliers that is built on them."""

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.composite.ranks import Floats

# The handbook's and COINr's limits: beyond both, a few values carry the indicator.
SKEW, KURTOSIS = 2.0, 3.5


def skewness(x: ArrayLike) -> Floats:
    """Sample skewness G1 along the last axis [no unit].

    NaN where fewer than 3 values are there or all are the same; NaN values are left out.

    Notes
    -----
    OECD/JRC 2008, step 2; COINr `skew` (e1071 type 2).

    Examples
    --------
    >>> skewness([1, 2, 3, float("nan")]).tolist(), round(float(skewness([1, 1, 1, 9])), 12)
    (0.0, 2.0)
    """
    count, second, third, _ = _moments(np.asarray(x, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.sqrt(count) * third / second**1.5
        skew = ratio * np.sqrt(count * (count - 1)) / (count - 2)
    return np.where((count < 3) | (second == 0), np.nan, skew)


def kurtosis(x: ArrayLike) -> Floats:
    """Sample excess kurtosis G2 along the last axis [no unit].

    NaN where fewer than 4 values are there or all are the same; NaN values are left out.

    Notes
    -----
    OECD/JRC 2008, step 2; COINr `kurt` (e1071 type 2).

    Examples
    --------
    >>> round(float(kurtosis([1, 2, 3, 4])), 12), round(float(kurtosis([1, 1, 1, 9])), 12)
    (-1.2, 4.0)
    """
    count, second, _, fourth = _moments(np.asarray(x, dtype=np.float64))
    with np.errstate(invalid="ignore", divide="ignore"):
        excess = count * fourth / second**2 - 3
        scale = (count - 1) / ((count - 2) * (count - 3))
        kurt = ((count + 1) * excess + 6) * scale
    return np.where((count < 4) | (second == 0), np.nan, kurt)


def free_of_outliers(x: ArrayLike, *, skew: float = SKEW, kurt: float = KURTOSIS) -> bool | None:
    """Whether one indicator passes: |skewness| < `skew` or kurtosis < `kurt`; None: can't tell.

    Parameters
    ----------
    x
        [units], NaN left out.

    Notes
    -----
    COINr `check_SkewKurt`: a kurtosis or skewness below its limit is enough, and where one cannot
    be calculated the other decides if it passes.

    Examples
    --------
    >>> free_of_outliers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100]), free_of_outliers([1, 1, 1, 1])
    (False, None)
    """
    found = float(skewness(x)), float(kurtosis(x))
    if abs(found[0]) < skew or found[1] < kurt:
        return True
    return None if np.isnan(found).any() else False


def _moments(x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Count and sums of powers 2, 3, 4 about the mean, along the last axis."""
    here = ~np.isnan(x)
    count = here.sum(axis=-1).astype(np.float64)
    mean = np.where(here, x, 0.0).sum(axis=-1) / np.maximum(count, 1)
    away = np.where(here, x - np.expand_dims(mean, -1), 0.0)
    flat = np.fmax.reduce(x, axis=-1) == np.fmin.reduce(x, axis=-1)
    away = np.where(np.expand_dims(flat, -1), 0.0, away)
    return count, *((away**power).sum(axis=-1) for power in (2, 3, 4))
