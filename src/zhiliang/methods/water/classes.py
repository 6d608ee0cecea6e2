"""Classes of surface water by the single factor: the worst factor decides.

1 to 5 are classes I to V, 6 is inferior to V, 0 is not rated.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.tables.gb3838 import (
    EDITIONS,
    LAKE,
    RIVER,
    SATURATED,
    SATURATION,
    ClassLimits,
    Edition,
)
from zhiliang.methods.tables.surface_water import (
    ASSESSED,
    ONLY_FOR_REFERENCE,
    UNDETECTED_SHARE,
)
from zhiliang.methods.water.values import Values, marks, read, times

Classes = NDArray[np.int8]
Limits = tuple[Decimal, ...]

INFERIOR = 6


@dataclass(frozen=True, slots=True, eq=False)
class Rating:
    """Classes of samples [shape of the values].

    `classes` are the classes, `by_factor` those of each assessed factor. `at_worst` is what the
    class could be if every result below its detection limit lay just under it: where it differs
    from `classes` the detection limit is too high to tell. `missing` counts assessed factors
    without a value, out of 21.
    """

    classes: Classes
    at_worst: Classes
    by_factor: dict[str, Classes]
    missing: NDArray[np.int16]

    @property
    def doubtful(self) -> NDArray[np.bool_]:
        """Where a detection limit lies above the limit of the class that was given."""
        return self.at_worst > self.classes

    @property
    def determining(self) -> tuple[tuple[str, ...], ...]:
        """Factors that made each sample's class, in the order of the table, samples flattened."""
        flat = self.classes.ravel()
        own = {factor: classes.ravel() for factor, classes in self.by_factor.items()}
        return tuple(
            tuple(factor for factor, classes in own.items() if rated and classes[place] == rated)
            for place, rated in enumerate(flat)
        )


def class_gb3838(
    values: Mapping[str, ArrayLike],
    *,
    water: str,
    on: date,
    below: Mapping[str, ArrayLike] | None = None,
) -> Rating:
    """Class of surface water, worst of its assessed factors [1 to 6; 0 not rated].

    Parameters
    ----------
    values
        Factor to concentrations [mg/L; pH no unit], all of one shape; NaN (None among Decimals) is
        missing. Floats are compared as the decimals they were written as, exact up to 15 digits;
        Decimals and Fractions are compared exactly, as means ought to be.
        `dissolved_oxygen_saturation` [%] may stand beside `dissolved_oxygen`: 90 makes class I.
    water
        "river" or "lake" (lakes and reservoirs): they have different limits of phosphorus.
    on
        Day of sampling: it chooses the edition.
    below
        Factor to booleans: here the value is a detection limit that was not reached. Half of it
        is rated, and `at_worst` rates the whole.

    Raises
    ------
    TypeError
        Floats of 32 bits or fewer: 0.2 is no longer 0.2 in them.
    ValueError
        No edition that day, unknown water or factor, a negative or infinite value, pH above 14,
        shapes that differ.

    Notes
    -----
    GB 3838-2002, Table 1 and clause 5.1 (verified). Water temperature, total nitrogen and faecal
    coliforms are no part of the assessment (环办〔2011〕22号, secondary) and are ignored here; see
    `factor_class`. What to do with missing factors is not in the texts at hand: the rest is rated
    and `missing` says how many there are. Left out: saturation from temperature, rounding first.

    Examples
    --------
    >>> from datetime import date
    >>> rating = class_gb3838(
    ...     {"ph": [7.2, 9.5], "dissolved_oxygen": [5.0, 8.0], "ammonia_nitrogen": [0.4, 0.1]},
    ...     water="river", on=date(2024, 5, 1))
    >>> rating.classes.tolist(), rating.determining, rating.missing.tolist()
    ([3, 6], (('dissolved_oxygen',), ('ph',)), [18, 18])
    """
    edition, given = _edition(on, water), read(values, _known())
    under = marks(below or {}, given)
    by_factor = _by_factor(edition, water, times(given, under, UNDETECTED_SHARE))
    whole = _by_factor(edition, water, given) if under else by_factor
    if not by_factor:
        raise ValueError("no factor of the assessment among the values")
    rated = np.stack(list(by_factor.values()))
    return Rating(
        classes=rated.max(axis=0),
        at_worst=np.stack(list(whole.values())).max(axis=0),
        by_factor=by_factor,
        missing=(ASSESSED - (rated > 0).sum(axis=0)).astype(np.int16),
    )


def sample_classes(values: Mapping[str, Exact | None], *, water: str, on: date) -> dict[str, int]:
    """Class of each assessed factor of one sample in exact numbers; empty where there is none.

    Raises
    ------
    TypeError
        A value is a float.
    ValueError
        As `class_gb3838`.

    Examples
    --------
    >>> from datetime import date
    >>> sample_classes({"cod": Decimal("20.1"), "ph": None}, water="river", on=date(2024, 5, 1))
    {'cod': 4}
    """
    known = {f: np.array([exact(v)], dtype=object) for f, v in values.items() if v is not None}
    return {
        factor: int(classes[0])
        for factor, classes in _by_factor(_edition(on, water), water, read(known, _known())).items()
    }


def factor_class(factor: str, values: ArrayLike, *, water: str, on: date) -> Classes:
    """Class by one factor alone [1 to 6; 0 missing], also those that are no part of the assessment.

    Raises
    ------
    TypeError
        Floats of 32 bits or fewer.
    ValueError
        As `class_gb3838`; so too a factor without limits for that water.

    Examples
    --------
    >>> from datetime import date
    >>> factor_class("total_nitrogen", [0.4, 2.1], water="lake", on=date(2024, 5, 1)).tolist()
    [2, 6]
    """
    edition, given = _edition(on, water), read({factor: values}, _known())
    return _class(edition, water, factor, given[factor])


def class_limits(factor: str, *, water: str, on: date) -> Limits:
    """Limits of a factor for classes I to V, best first [mg/L; coliforms 1/L].

    Raises
    ------
    ValueError
        No edition that day, unknown water, or a factor without limits for it (pH has a range).

    Examples
    --------
    >>> from datetime import date
    >>> class_limits("total_phosphorus", water="lake", on=date(2024, 5, 1))[2]
    Decimal('0.05')
    """
    return _row(_edition(on, water), water, factor).limits


def ph_range(on: date) -> tuple[Decimal, Decimal]:
    """Range of pH that all five classes share, both ends within it.

    Raises
    ------
    ValueError
        No edition that day.

    Examples
    --------
    >>> from datetime import date
    >>> ph_range(date(2024, 5, 1))
    (Decimal('6'), Decimal('9'))
    """
    (ph,) = _edition(on, RIVER).ranges
    return ph.low, ph.high


def assessed_factors(on: date) -> tuple[str, ...]:
    """List the factors whose worst decides, in the order of the table.

    Raises
    ------
    ValueError
        No edition that day.

    Examples
    --------
    >>> from datetime import date
    >>> len(assessed_factors(date(2024, 5, 1)))
    21
    """
    return tuple(name for name in _names(_edition(on, RIVER)) if name not in ONLY_FOR_REFERENCE)


def _edition(on: date, water: str) -> Edition:
    if water not in (RIVER, LAKE):
        raise ValueError(f"water is river or lake, not {water!r}")
    for edition in EDITIONS:
        if edition.in_force_from <= on.isoformat() <= (edition.in_force_to or "9999"):
            return edition
    raise ValueError(f"no edition of GB 3838 in the tables is in force on {on}")


def _by_factor(edition: Edition, water: str, values: Mapping[str, Values]) -> dict[str, Classes]:
    classes = {
        factor: _class(edition, water, factor, values[factor])
        for factor in _names(edition)
        if factor in values and factor not in ONLY_FOR_REFERENCE
    }
    if SATURATION in values and "dissolved_oxygen" in classes:
        saturated = _rank(values[SATURATION], (SATURATED,), reached=True) == 1
        classes["dissolved_oxygen"][saturated] = 1
    return classes


def _class(edition: Edition, water: str, factor: str, values: Values) -> Classes:
    for between in edition.ranges:
        if between.factor == factor:
            high = _rank(values, (between.high,), reached=False)
            low = _rank(values, (between.low,), reached=True)
            return np.where(np.maximum(high, low) > 1, INFERIOR, high).astype(np.int8)
    row = _row(edition, water, factor)
    return _rank(values, row.limits, reached=row.reached)


def _row(edition: Edition, water: str, factor: str) -> ClassLimits:
    for row in edition.limits:
        if row.factor == factor and row.water in ("", water):
            return row
    raise ValueError(f"{edition.standard} has no classes of {factor!r} for a {water}")


def _rank(values: Values, limits: Limits, *, reached: bool) -> Classes:
    # Doubles keep the order of decimals of up to 15 digits, so they need no exact arithmetic.
    sign = -1 if reached else 1
    if values.dtype == object:
        exactly = [exact(limit) * sign for limit in limits]
        ranks = [0 if v is None else bisect_left(exactly, v * sign) + 1 for v in values.flat]
        return np.array(ranks, dtype=np.int8).reshape(values.shape)
    failed = np.zeros(values.shape, dtype=np.int8)
    for limit in limits:
        failed += values < float(limit) if reached else values > float(limit)
    return np.where(np.isnan(values), 0, failed + 1).astype(np.int8)


def _names(edition: Edition) -> tuple[str, ...]:
    ranges = [row.factor for row in edition.ranges]
    return tuple(dict.fromkeys([*ranges, *(row.factor for row in edition.limits)]))


def _known() -> set[str]:
    return {*_names(EDITIONS[-1]), *ONLY_FOR_REFERENCE, SATURATION}
