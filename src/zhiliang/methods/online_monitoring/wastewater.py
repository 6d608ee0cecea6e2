"""Wastewater rolled up: volumes, loads and flow-weighted means of minutes, hours and days.

Formulas 5 to 7 of the standard print m³ ÷ s as L/s and leave out the factor 1000; its own examples
in Annex C (10.5 m³ in ten minutes and 17.5 L/s) have it, and so it is here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.online_monitoring.flags import Flags, valid, wastewater_flags

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RollUp:
    """One interval for each outlet [shape without the last axis].

    `mean`, `minimum`, `maximum` [mg/L]; `volume` [m³] of all values and `covered` [m³] of those
    with a valid concentration; `load` [kg] of the covered volume. `used` values of `given` were
    valid. NaN where there is nothing to tell.
    """

    mean: Floats
    minimum: Floats
    maximum: Floats
    volume: Floats
    covered: Floats
    load: Floats
    flags: Flags
    used: NDArray[np.int64]
    given: NDArray[np.int64]


def volumes(flow: ArrayLike, seconds: ArrayLike) -> Floats:
    """Volume of each slice [m³] from flow [L/s] and length [s].

    Notes
    -----
    HJ 212-2017, formula 1 (verified).

    Examples
    --------
    >>> volumes([17.5, 20.0], 600).tolist()
    [10.5, 12.0]
    """
    return np.asarray(flow, dtype=np.float64) * np.asarray(seconds, dtype=np.float64) / 1000


def total(values: ArrayLike) -> Floats:
    """Sum along the last axis, missing values left out; NaN where all are [same unit].

    Notes
    -----
    HJ 212-2017, formulas 2 to 4, 9 to 11 and 32 (verified).

    Examples
    --------
    >>> total([[10.5, 12.0, float("nan")], [float("nan")] * 3]).tolist()
    [22.5, nan]
    """
    array = np.asarray(values, dtype=np.float64)
    return np.where(np.isnan(array).all(axis=-1), np.nan, np.nansum(array, axis=-1))


def mean_flow(volume: ArrayLike, seconds: ArrayLike) -> Floats:
    """Mean flow [L/s] from a volume [m³] and the length of its interval [s].

    Notes
    -----
    HJ 212-2017, formulas 5 to 7 with the missing factor 1000; C.16 to C.18 agree (verified).

    Examples
    --------
    >>> mean_flow([10.5, 63.0, 1512.0], [600, 3600, 86400]).tolist()
    [17.5, 17.5, 17.5]
    """
    return np.asarray(volume, dtype=np.float64) * 1000 / np.asarray(seconds, dtype=np.float64)


def loads(volume: ArrayLike, concentration: ArrayLike) -> Floats:
    """Load [kg] of each slice from its volume [m³] and concentration [mg/L].

    Notes
    -----
    HJ 212-2017, formula 8 (verified).

    Examples
    --------
    >>> loads(1000, [40.0, float("nan")]).tolist()
    [40.0, nan]
    """
    both = np.asarray(volume, dtype=np.float64) * np.asarray(concentration, dtype=np.float64)
    return both / 1000


def roll_up(volume: ArrayLike, concentration: ArrayLike, flags: ArrayLike = "") -> RollUp:
    """Roll slices up to an interval, the mean weighted by flow [last axis goes].

    `volume` [m³] and `concentration` [mg/L] are of one shape; `flags` are those of the
    concentrations. Invalid values count for nothing but the interval's flag. Where a slice has a
    volume and no valid concentration the standard's formulas would dilute the mean; here it is
    left out of both sums, and `volume` less `covered` says how much that is. A volume of zero
    has no flow-weighted mean: see `arithmetic_mean`.

    Raises
    ------
    ValueError
        Shapes that do not fit, a flag that the standard does not have.

    Notes
    -----
    HJ 212-2017, formulas 2 to 4 and 9 to 14 (verified). The 120 values that D.1 wants behind ten
    minutes are not demanded: `used` and `given` tell how many there were.

    Examples
    --------
    >>> hour = roll_up([10.0, 30.0, 20.0], [40.0, 60.0, 900.0], ["N", "N", "C"])
    >>> float(hour.mean), float(hour.load), float(hour.volume), hour.flags.item()
    (55.0, 2.2, 60.0, 'C')
    """
    flow, level = np.broadcast_arrays(
        np.asarray(volume, dtype=np.float64), np.asarray(concentration, dtype=np.float64)
    )
    given = np.broadcast_to(np.asarray(flags, dtype=np.str_), level.shape)
    use = valid(level, given)
    good = np.where(use, level, np.nan)
    covered = total(np.where(use, flow, np.nan))
    weighted = total(flow * good)
    return RollUp(
        mean=_ratio(weighted, covered),
        minimum=_extreme(np.fmin, good),
        maximum=_extreme(np.fmax, good),
        volume=total(flow),
        covered=covered,
        load=weighted / 1000,
        flags=wastewater_flags(given),
        used=use.sum(axis=-1),
        given=(~np.isnan(level)).sum(axis=-1),
    )


def arithmetic_mean(concentration: ArrayLike, flags: ArrayLike = "") -> Floats:
    """Plain mean of the valid values along the last axis [same unit]; NaN where there are none.

    Notes
    -----
    HJ 212-2017, formulas 15 to 17 (verified).

    Examples
    --------
    >>> float(arithmetic_mean([40.0, 60.0, 900.0], ["N", "N", "C"]))
    50.0
    """
    level = np.asarray(concentration, dtype=np.float64)
    use = valid(level, np.broadcast_to(np.asarray(flags, dtype=np.str_), level.shape))
    return _ratio(total(np.where(use, level, np.nan)), use.sum(axis=-1).astype(np.float64))


def _ratio(above: Floats, below: Floats) -> Floats:
    over = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=over, where=np.asarray(below) > 0)
    return over


def _extreme(extreme: np.ufunc, values: Floats) -> Floats:
    return np.asarray(extreme.reduce(values, axis=-1, initial=np.nan))
