"""Whether a test result meets a limit: GB/T 8170-2008, clause 4.3, and what uncertainty changes.

A limit is met by the value as measured (全数值比较法, meant where a standard names neither), or by
the value rounded to the limit's last digit (修约值比较法): half to even, clause 3.2. With guarded
rejection (ILAC-G8:09/2019, 4.2.3) a result is a nonconformity only if it lies beyond the limit by
more than its expanded uncertainty. Results below a reporting limit ("<0.05") and "未检出" meet an
upper limit they cannot exceed, and are not judged against one that they might.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhiliang.methods.rounding import round_gbt8170

Verdict = Literal["pass", "fail", "not_judged"]
Comparison = Literal["full", "rounded"]
NOT_DETECTED = ("未检出", "ND", "nd", "N.D.")
PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Compared:
    """A verdict, and why where that is not plain: a key of the reasons named in `compare_gbt8170`.

    `compared` is the number that was held against the limit, None for a result without one.
    """

    verdict: Verdict
    reason: str = ""
    compared: Decimal | None = None


def compare_gbt8170(
    value: str,
    low: str = "",
    high: str = "",
    *,
    comparison: Comparison = "full",
    uncertainty: str | None = None,
) -> Compared:
    """Hold a result against its limits; `uncertainty` asks for guarded rejection.

    All numbers are texts, for their digits count; `low` and `high` are in the unit of `value`.
    Reasons: `not_detected`, `below_reporting_limit`, `reporting_limit_above_limit`,
    `within_uncertainty`.

    Raises
    ------
    ValueError
        No limit, a low above the high, a text that is no plain decimal, a negative uncertainty, or
        guarded rejection beside rounded values, which no standard defines.

    Examples
    --------
    >>> compare_gbt8170("0.0505", high="0.05").verdict
    'fail'
    >>> compare_gbt8170("0.0505", high="0.05", comparison="rounded").verdict
    'pass'
    >>> compare_gbt8170("105.2", high="100", uncertainty="6.0")
    Compared(verdict='pass', reason='within_uncertainty', compared=Decimal('105.2'))
    >>> compare_gbt8170("<0.1", high="0.05").verdict
    'not_judged'
    """
    limits = _limits(low, high)
    if uncertainty is not None and comparison == "rounded":
        raise ValueError("guarded rejection compares values as measured, not rounded ones")
    if value.strip() in NOT_DETECTED:
        return Compared("fail" if low else "pass", "not_detected")
    if value.strip().startswith("<"):
        return _below(_decimal(value.strip()[1:]), limits)
    return _measured(_decimal(value), limits, comparison, uncertainty)


def _limits(low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    lower, upper = (_decimal(text) if text else None for text in (low, high))
    if lower is None and upper is None:
        raise ValueError("there is no limit to compare with")
    if lower is not None and upper is not None and lower > upper:
        raise ValueError(f"the lower limit {low} lies above the upper one {high}")
    return lower, upper


def _below(reporting_limit: Decimal, limits: tuple[Decimal | None, Decimal | None]) -> Compared:
    low, high = limits
    if low is not None:
        known = reporting_limit <= low
        return Compared("fail" if known else "not_judged", "below_reporting_limit")
    assert high is not None
    if reporting_limit <= high:
        return Compared("pass", "below_reporting_limit")
    return Compared("not_judged", "reporting_limit_above_limit")


def _measured(
    value: Decimal,
    limits: tuple[Decimal | None, Decimal | None],
    comparison: Comparison,
    uncertainty: str | None,
) -> Compared:
    margin = Decimal(0) if uncertainty is None else _decimal(uncertainty)
    if margin < 0:
        raise ValueError(f"an uncertainty is not negative: {uncertainty}")
    beyond = [excess for excess in _excesses(value, limits, comparison) if excess > 0]
    if not beyond:
        return Compared("pass", compared=value)
    if max(beyond) <= margin:
        return Compared("pass", "within_uncertainty", value)
    return Compared("fail", compared=value)


def _excesses(
    value: Decimal, limits: tuple[Decimal | None, Decimal | None], comparison: Comparison
) -> tuple[Decimal, ...]:
    """How far the value lies beyond each limit; negative inside."""
    low, high = limits
    return tuple(
        sign * (_rounded(value, limit) if comparison == "rounded" else value) - sign * limit
        for sign, limit in ((-1, low), (1, high))
        if limit is not None
    )


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    return round_gbt8170(value, -int(like.as_tuple().exponent))


def _decimal(text: str) -> Decimal:
    text = text.strip()
    if not PLAIN.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {text!r}")
    return Decimal(text)
