"""Scoring rules: worked examples, and what holds for any figure."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED, RULES, RuleError

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
POSITIVE = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=1000)
PARAMETERS = {
    "ratio_to_target": {"target": "95"},
    "threshold": {"target": "95"},
    "binary": {},
    "tiered": {"tiers": [{"at_least": "1", "share": "1"}, {"at_least": "0.5", "share": "0.5"}]},
    "deduct": {"step": "0.1"},
    "base_plus": {"base": "1", "from": "0", "per_unit": "0.1"},
    "bonus": {"per_unit": "0.5"},
    "veto": {"limit": "0"},
}


def earned(rule: str, points, figure, **parameters) -> Fraction:
    outcome = RULES[rule](Fraction(points), Fraction(figure), {**PARAMETERS[rule], **parameters})
    return outcome.earned


@pytest.mark.parametrize(
    ("rule", "points", "figure", "parameters", "expected"),
    [
        ("ratio_to_target", 5, "91.1", {}, Fraction(911 * 5, 950)),
        ("ratio_to_target", 5, 20, {"target": "10", "better": "lower"}, Fraction(5, 2)),
        ("threshold", 5, "94.99", {}, 0),
        ("threshold", 5, 95, {"op": "gt"}, 0),
        ("threshold", 5, 95, {}, 5),
        ("binary", 2, 1, {}, 2),
        ("tiered", 2, "0.5", {}, 1),
        ("tiered", 2, "0.4", {}, 0),
        ("deduct", 1, 3, {}, Fraction(7, 10)),
        ("deduct", 1, 30, {}, 0),
        ("base_plus", 3, 5, {}, Fraction(3, 2)),
        ("bonus", 2, 9, {}, 2),
    ],
)
def test_worked_examples(rule, points, figure, parameters, expected):
    assert earned(rule, points, figure, **parameters) == expected


def test_an_incident_above_the_limit_is_a_veto():
    assert RULES["veto"](Fraction(0), Fraction(1), {"limit": "0"}).veto
    assert not RULES["veto"](Fraction(0), Fraction(0), {"limit": "0"}).veto


def test_a_target_of_nought_cannot_be_a_quotient():
    with pytest.raises(RuleError, match="target of 0"):
        RULES["ratio_to_target"](Fraction(5), Fraction(1), {"target": "0"})


def test_a_parameter_that_is_no_number_is_named():
    with pytest.raises(RuleError, match="step"):
        RULES["deduct"](Fraction(5), Fraction(1), {"step": "much"})


@given(st.sampled_from(sorted(RULES)), POSITIVE, NUMBERS)
def test_points_stay_between_nought_and_the_items_points(rule, points, figure):
    parameters = {**PARAMETERS[rule], "base": str(min(points, Fraction(1)))}
    assert 0 <= RULES[rule](points, figure, parameters).earned <= points


@given(st.sampled_from(["ratio_to_target", "threshold", "tiered", "base_plus"]), NUMBERS, NUMBERS)
def test_a_better_figure_never_earns_less(rule, one, other):
    low, high = sorted((one, other))
    assert earned(rule, 5, low) <= earned(rule, 5, high)


@given(POSITIVE)
def test_reaching_the_stated_target_regains_all_points(points):
    for rule in sorted(set(RULES) - {*OUTSIDE_THE_HUNDRED, "base_plus"}):
        target = RULES[rule](points, Fraction(0), PARAMETERS[rule]).target
        assert RULES[rule](points, target, PARAMETERS[rule]).earned == points
