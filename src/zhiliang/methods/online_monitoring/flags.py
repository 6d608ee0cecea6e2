"""What data flags say of a value, and the flag of an interval from those of its values."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.online_monitoring import (
    FAULT,
    FLAGS,
    NORMAL,
    NORMAL_SHARE,
    UNFLAGGED,
)

Flags = NDArray[np.str_]
Marks = NDArray[np.bool_]

CODES = tuple(flag.code for flag in FLAGS)
VALID = tuple(flag.code for flag in FLAGS if flag.valid)


def valid(values: ArrayLike, flags: ArrayLike) -> Marks:
    """Mark valid measurements: a finite number under N, or under no flag at all.

    Loggers of 2005 send no flags; a value without one is taken as it is.

    Raises
    ------
    ValueError
        A flag that HJ 212-2017 does not have.

    Notes
    -----
    HJ 212-2017, table 8; that all flags but N are abnormal follows from Annex C (verified).

    Examples
    --------
    >>> valid([1.0, 2.0, 3.0, float("nan")], ["N", "D", "", "N"]).tolist()
    [True, False, True, False]
    """
    given = _flags(flags)
    return np.isfinite(np.asarray(values, dtype=np.float64)) & np.isin(given, (*VALID, UNFLAGGED))


def wastewater_flags(flags: ArrayLike) -> Flags:
    """Flag of each interval of wastewater: abnormal where one value is [last axis goes].

    The standard does not say which abnormal flag: it is that of the values where they agree and D
    (fault) where they do not. That rule is ours. No flags at all make none.

    Raises
    ------
    ValueError
        A flag that HJ 212-2017 does not have.

    Notes
    -----
    HJ 212-2017, notes to C.16, C.17 and C.18 (verified).

    Examples
    --------
    >>> wastewater_flags([["N", "N", "N"], ["N", "C", "N"], ["N", "C", "M"], ["", "", ""]]).tolist()
    ['N', 'C', 'D', '']
    """
    given = _flags(flags)
    abnormal = [code for code in CODES if code not in VALID]
    seen = np.stack([(given == code).any(axis=-1) for code in abnormal])
    first = np.array(abnormal)[seen.argmax(axis=0)]
    mixed = np.where(seen.sum(axis=0) > 1, FAULT, first)
    normal = np.where((given == NORMAL).any(axis=-1), NORMAL, UNFLAGGED)
    return np.where(seen.any(axis=0), mixed, normal)


def flue_gas_flags(flags: ArrayLike) -> Flags:
    """Flag of each interval of flue gas: N from three quarters of normal values on, else D.

    The share is of the values that have a flag; without any there is none [last axis goes].

    Raises
    ------
    ValueError
        A flag that HJ 212-2017 does not have.

    Notes
    -----
    HJ 212-2017, notes to C.16, C.17 and C.18 (verified).

    Examples
    --------
    >>> flue_gas_flags([["N", "N", "N", "D"], ["N", "N", "D", "D"], ["", "", "", ""]]).tolist()
    ['N', 'D', '']
    """
    given = _flags(flags)
    told = (given != UNFLAGGED).sum(axis=-1)
    normal = (given == NORMAL).sum(axis=-1)
    enough = normal * NORMAL_SHARE.denominator >= told * NORMAL_SHARE.numerator
    return np.where(told == 0, UNFLAGGED, np.where(enough, NORMAL, FAULT))


def _flags(flags: ArrayLike) -> Flags:
    given = np.asarray(flags, dtype=np.str_)
    if unknown := set(np.unique(given).tolist()) - {*CODES, UNFLAGGED}:
        raise ValueError(f"not a flag of HJ 212-2017: {', '.join(sorted(unknown))}")
    return given
