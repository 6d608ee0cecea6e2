"""Progress of an indicator as Open SDG and Statistics Canada measure it: compound annual growth.

With a target: R = d·CAGR_observed / |CAGR_required|. Without one: d·CAGR_observed against fixed
rates, which shrink by C near a natural limit. d is +1 where more is better and -1 where less is;
where the base is negative, growth of its size is movement down, so the sign turns.

Left out: the score from -5 to 5 that averages several series. Upstream puts 0.001 for a base or
target of zero; that decides the result, so here it is refused with a reason.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from zhiliang.methods.tables.progress import (
    CATEGORIES,
    DETERIORATION,
    LIMIT_POWER,
    REASONS,
    TARGET_ACHIEVED,
    WITH_TARGET,
    WITHOUT_TARGET,
    ProgressRule,
)

Real = float | Fraction | Decimal

# Relative: what a float's last bits may make of a value that lies on a threshold.
TOLERANCE = 1e-12


class TargetProgress(TypedDict):
    """Growth rates [1/a], their ratio [1] and category; all None where there is a reason.

    Only `ratio` is None where the target equals the base and is achieved: nothing was required.
    """

    cagr_observed: float | None
    cagr_required: float | None
    ratio: float | None
    category: str | None
    reason: str | None


class TrendProgress(TypedDict):
    """Scaling factor C [1], growth in the wanted direction [1/a], category; None with a reason."""

    C: float | None
    growth: float | None
    category: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Growth:
    """Base and current value [unit of the indicator], years between them [a], direction."""

    base: float
    current: float
    years: int
    direction: int

    @property
    def rate(self) -> float:
        """Observed compound annual growth [1/a]."""
        return _cagr(self.base, self.current, self.years)

    def wanted(self, rate: float) -> float:
        """Rate counted positive in the wanted direction; 0.0 is never negative."""
        return math.copysign(1.0, self.base) * self.direction * rate + 0.0

    def reason(self) -> str | None:
        """Code of why there is no rate, or None."""
        if not _finite(self.base, self.current):
            return "not_a_finite_number"
        if self.years < 1:
            return "no_time_has_passed"
        return _pair_reason(self.base, self.current, "base_is_zero", "sign_changes")


def score(
    *,
    base: Real,
    base_year: int,
    current: Real,
    current_year: int,
    target: Real | None = None,
    target_year: int | None = None,
    direction: int = 1,
    limit: Real | None = None,
) -> TargetProgress | TrendProgress:
    """Progress from base to current value, towards `target` if there is one.

    `limit` is a natural limit (100 for a share in per cent); it is used without a target only, and
    only if it lies in the wanted direction. A boundary belongs to the better category; a value
    within a relative 1e-12 of it counts as on it, so the last bits of a float decide nothing.

    Where growth cannot be computed the numbers and the category are None and `reason` says why, a
    code that `reason_text` puts into words.

    Raises
    ------
    ValueError
        `direction` is neither 1 nor -1.

    Examples
    --------
    >>> score(base=80, base_year=2010, current=85, current_year=2013, target=90, target_year=2015)
    ... # doctest: +ELLIPSIS
    {'cagr_observed': 0.0204..., ... 'category': 'moderate_progress', 'reason': None}
    >>> score(base=96, base_year=2010, current=96.6, current_year=2013, limit=100)
    ... # doctest: +ELLIPSIS
    {'C': 0.1657..., 'growth': 0.0020..., 'category': 'moderate_progress', 'reason': None}
    >>> score(base=0, base_year=2010, current=5, current_year=2013)["reason"]
    'base_is_zero'
    """
    if direction not in (1, -1):
        raise ValueError(f"direction is 1 (more is better) or -1 (less is better): {direction}")
    growth = Growth(_float(base), _float(current), current_year - base_year, direction)
    if target is None:
        return _trend(growth, None if limit is None else _float(limit))
    return _towards(
        growth, _float(target), None if target_year is None else target_year - base_year
    )


def reason_text(reason: str) -> tuple[str, str]:
    """Words for a reason, Chinese and English.

    Raises
    ------
    KeyError
        No such reason.

    Examples
    --------
    >>> reason_text("base_is_zero")[1]
    'the base is zero, and compound growth from zero is not defined'
    """
    return REASONS[reason]


def category_text(category: str) -> tuple[str, str]:
    """Words for a category, Chinese and English.

    Raises
    ------
    KeyError
        No such category.

    Examples
    --------
    >>> category_text("moderate_progress")[1]
    'Progress made but acceleration needed'
    """
    return CATEGORIES[category]


def _towards(growth: Growth, target: float, years: int | None) -> TargetProgress:
    reason = growth.reason() or _target_reason(growth, target, years)
    if reason or years is None:
        return _no_target_progress(reason)
    observed, required = growth.rate, _cagr(growth.base, target, years)
    achieved = growth.direction * growth.current >= growth.direction * target
    if required == 0 and not achieved:
        return _no_target_progress("target_equals_base")
    ratio = growth.wanted(observed) / abs(required) if required else None
    category = TARGET_ACHIEVED if achieved or ratio is None else _category(ratio, WITH_TARGET)
    return {
        "cagr_observed": observed,
        "cagr_required": required,
        "ratio": ratio,
        "category": category,
        "reason": None,
    }


def _trend(growth: Growth, limit: float | None) -> TrendProgress:
    reason = growth.reason()
    if reason is None and limit is not None and not math.isfinite(limit):
        reason = "not_a_finite_number"
    if reason:
        return {"C": None, "growth": None, "category": None, "reason": reason}
    scale, rate = _scale(growth, limit), growth.wanted(growth.rate)
    category = _category(rate, WITHOUT_TARGET, scale)
    return {"C": scale, "growth": rate, "category": category, "reason": None}


def _no_target_progress(reason: str | None) -> TargetProgress:
    return {
        "cagr_observed": None,
        "cagr_required": None,
        "ratio": None,
        "category": None,
        "reason": reason,
    }


def _target_reason(growth: Growth, target: float, years: int | None) -> str | None:
    if not _finite(growth.base, target):
        return "not_a_finite_number"
    if years is None:
        return "target_year_missing"
    if years < 1:
        return "target_year_not_after_base"
    if target == 0:
        return "target_is_zero"
    return _pair_reason(growth.base, target, "base_is_zero", "target_changes_sign")


def _pair_reason(base: float, other: float, zero: str, signs: str) -> str | None:
    if base == 0:
        return zero
    return signs if _opposite(base, other) else None


def _opposite(one: float, other: float) -> bool:
    # Not by their product, which can be too small for a float.
    return min(one, other) < 0 < max(one, other)


def _scale(growth: Growth, limit: float | None) -> float:
    base = growth.base
    # A maximum does not hold back what should fall, nor a minimum what should rise.
    aside = limit is None or growth.direction * base > growth.direction * limit
    if limit is None or aside or _opposite(base, limit) or abs(base) >= 2 * abs(limit):
        return 1.0
    # The same at equal relative distance above a minimum as below a maximum.
    near = min(abs(base), 2 * abs(limit) - abs(base))
    return float(1 - (near / abs(limit)) ** LIMIT_POWER)


def _category(value: float, rule: ProgressRule, scale: float = 1.0) -> str:
    for row in rule.thresholds:
        bar = row.at_least * scale
        if value >= bar or math.isclose(value, bar, rel_tol=TOLERANCE):
            return row.category
    return DETERIORATION


def _cagr(first: float, last: float, years: int) -> float:
    return float((last / first) ** (1 / years) - 1)


def _finite(first: float, last: float) -> bool:
    both = math.isfinite(first) and math.isfinite(last)
    return both and (first == 0 or math.isfinite(last / first))


def _float(value: Real) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf
