"""Whether a discharge kept its limit: a day by its mean, an inspection by each sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.compliance import all_comply
from zhiliang.methods.effluent.limits import Limit
from zhiliang.methods.exact import Exact, exact
from zhiliang.methods.water.results import Result

Value = Exact | Result | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it complies, None where that cannot be told.

    `multiple` is how far the value lies beyond a high end, (value - limit) / limit [1]; None where
    it complies, and for ranges and undetectable substances, which have none.
    """

    compliant: bool | None
    multiple: Fraction | None
    limit: Limit


def judge_day(mean: Value, limit: Limit) -> Verdict:
    """Judge the mean of a day [unit of the limit]; None is missing.

    A result below its detection limit complies where that limit lies at or under the high end, and
    cannot be judged where it lies above; with a substance that must not be detectable it complies.

    Raises
    ------
    TypeError
        The mean is a float: boundaries need exact numbers.

    Notes
    -----
    DB44/26-2001, 5.2.2; GB 18918-2002, 4.1.4.2 (verified).

    Examples
    --------
    >>> from datetime import date
    >>> from zhiliang.methods.effluent.limits import limit_for
    >>> limit = limit_for("GB 18918-2002", "cod", "1A", on=date(2024, 1, 1))
    >>> verdict = judge_day(60, limit)
    >>> verdict.compliant, verdict.multiple
    (False, Fraction(1, 5))
    """
    result = mean if isinstance(mean, Result) else None
    figure = result.figure if result else mean
    if figure is None or isinstance(figure, Result):
        return Verdict(None, None, limit)
    if result and result.below:
        return Verdict(_undetected(exact(figure), limit), None, limit)
    value = exact(figure)
    compliant = _within(value, limit)
    return Verdict(compliant, None if compliant else _multiple(value, limit), limit)


def beyond(value: Exact, *, high: Exact, low: Exact | None = None) -> Fraction | None:
    """How far a value lies beyond the high end of its limit, (value - high) / high [1].

    None where it does not, for ranges (pH), and where the high end is zero.

    Raises
    ------
    TypeError
        A number is a float.

    Examples
    --------
    >>> beyond(54, high=40), beyond(40, high=40), beyond(10, high=9, low=6)
    (Fraction(7, 20), None, None)
    """
    top = exact(high)
    if low is not None or not top or exact(value) <= top:
        return None
    return exact(value) / top - 1


def judge_samples(samples: Sequence[Value], limit: Limit) -> Verdict:
    """Judge an inspection by each of its samples; the worst multiple is kept.

    Raises
    ------
    TypeError
        A sample is a float.
    ValueError
        The limit is of daily means only, so that one sample says nothing about it.

    Notes
    -----
    DB44/26-2001, 5.2.3 (verified). GB 18918-2002 sets daily means and no limit of single samples.

    Examples
    --------
    >>> from datetime import date
    >>> from zhiliang.methods.effluent.limits import limit_for
    >>> day, built = date(2024, 1, 1), date(2010, 1, 1)
    >>> limit = limit_for("DB44/26-2001", "cod", "1", on=day, built_on=built)
    >>> judge_samples([80, 99, None], limit).multiple
    Fraction(1, 10)
    """
    if not limit.single_sample:
        raise ValueError(f"{limit.standard} limits daily means: it does not judge single samples")
    verdicts = [judge_day(sample, limit) for sample in samples]
    multiples = [verdict.multiple for verdict in verdicts if verdict.multiple is not None]
    compliant = all_comply([verdict.compliant for verdict in verdicts])
    return Verdict(compliant, max(multiples, default=None), limit)


def exceeds(values: ArrayLike, limit: Limit) -> NDArray[np.bool_]:
    """Mark values beyond a limit [shape of the values]; a missing one (NaN) is not beyond it.

    For marking traces: floats are compared as the decimals they were written as.

    Examples
    --------
    >>> from zhiliang.methods.effluent.limits import permit_limit
    >>> exceeds([39.9, 40.0, 40.1, float("nan")], permit_limit("cod", "40", permit="")).tolist()
    [False, False, True, False]
    """
    array = np.asarray(values, dtype=np.float64)
    beyond = array > float(limit.high or 0)
    return beyond if limit.low is None else beyond | (array < float(limit.low))


def _within(value: Fraction, limit: Limit) -> bool:
    if limit.high is None:
        return value == 0
    return value <= exact(limit.high) and (limit.low is None or value >= exact(limit.low))


def _undetected(detection_limit: Fraction, limit: Limit) -> bool | None:
    if limit.high is None:
        return True
    return True if limit.low is None and detection_limit <= exact(limit.high) else None


def _multiple(value: Fraction, limit: Limit) -> Fraction | None:
    return None if limit.high is None else beyond(value, high=limit.high, low=limit.low)
