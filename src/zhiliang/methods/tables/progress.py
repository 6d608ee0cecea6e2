"""Thresholds of the progress measure of Statistics Canada, as Open SDG publishes them."""

from dataclasses import dataclass

SOURCE = "Open SDG docs/progress-methodology.md (Statistics Canada); sdg-build ProgressMeasure.py"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A category begins where the measure is at least `at_least`, the highest row first."""

    category: str
    at_least: float


@dataclass(frozen=True, slots=True)
class ProgressRule:
    """Thresholds of one of the two measures; dates are ISO, empty where not established."""

    measure: str
    thresholds: tuple[Threshold, ...]
    in_force_from: str
    in_force_to: str
    certainty: str
    source: str = SOURCE


# Below the last row: deterioration.
WITH_TARGET = ProgressRule(
    measure="ratio of observed to required compound annual growth",
    thresholds=(
        Threshold("substantial_progress", 0.95),
        Threshold("moderate_progress", 0.60),
        Threshold("limited_progress", 0.0),
    ),
    in_force_from="",
    in_force_to="",
    certainty="verified",
)
# Thresholds above zero are multiplied by C near a natural limit.
WITHOUT_TARGET = ProgressRule(
    measure="observed compound annual growth [1/a]",
    thresholds=(
        Threshold("substantial_progress", 0.015),
        Threshold("moderate_progress", 0.005),
        Threshold("limited_progress", 0.0),
    ),
    in_force_from="",
    in_force_to="",
    certainty="verified",
)
DETERIORATION = "deterioration"
TARGET_ACHIEVED = "target_achieved"

# The power in C = 1 - (y0/ylim)^4.44: in the code; the document shows the formula as a picture.
LIMIT_POWER = 4.44

# Category → what it is called. English is the document's; Chinese is ours.
CATEGORIES = {
    TARGET_ACHIEVED: ("目标已达到", "Target achieved"),
    "substantial_progress": ("进度正常", "On track"),
    "moderate_progress": ("有进展，但须加快", "Progress made but acceleration needed"),
    "limited_progress": ("进展有限", "Limited progress"),
    DETERIORATION: ("倒退", "Deterioration"),
}

# Code → why there is no number.
REASONS = {
    "not_a_finite_number": (
        "有数值缺失，或不是有限的数，算不出增长率",
        "a value is missing or is not a finite number, so there is no growth rate",
    ),
    "no_time_has_passed": (
        "现值年份不晚于基期年份，算不出年均增长率",
        "the current year is not after the base year, so there is no annual growth",
    ),
    "base_is_zero": (
        "基期值为零，复合增长率没有定义",
        "the base is zero, and compound growth from zero is not defined",
    ),
    "sign_changes": (
        "基期值与现值一正一负，复合增长率没有定义",
        "base and current value lie on two sides of zero, where compound growth is not defined",
    ),
    "target_year_missing": (
        "有目标值而没有目标年份，算不出所需的年均增长率",
        "the target has no year, so the growth it requires is not known",
    ),
    "target_year_not_after_base": (
        "目标年份不晚于基期年份，算不出所需的年均增长率",
        "the target year is not after the base year, so there is no required growth",
    ),
    "target_is_zero": (
        "目标值为零，到零的复合增长率没有定义；不以0.001代替",
        "the target is zero, and compound growth to zero is not defined; no 0.001 takes its place",
    ),
    "target_changes_sign": (
        "基期值与目标值一正一负，所需的复合增长率没有定义",
        "base and target lie on two sides of zero, where compound growth is not defined",
    ),
    "target_equals_base": (
        "目标值等于基期值，所需增长率为零，不能作比",
        "the target equals the base: the required growth is zero and nothing can be divided by it",
    ),
}
