"""Progress by compound annual growth: vectors, the published thresholds and laws."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhiliang.methods.progress import category_text, reason_text, score
from zhiliang.methods.tables.progress import CATEGORIES, REASONS

pytestmark = pytest.mark.once

VECTORS = json.loads((Path(__file__).parent / "data/progress.json").read_text())
OUTPUTS = ("cagr_observed", "cagr_required", "ratio", "C", "growth", "category")

values = st.floats(0.01, 1e6)
directions = st.sampled_from([1, -1])


def trend(base, current, *, years=1, **rest):
    return score(base=base, base_year=2010, current=current, current_year=2010 + years, **rest)


def towards(base, current, target, *, years=1, due=1, **rest):
    rest |= {"target": target, "target_year": 2010 + due}
    return trend(base, current, years=years, **rest)


@pytest.mark.parametrize("vector", VECTORS["with_target"] + VECTORS["without_target"])
def test_the_vectors_come_out(vector):
    given = {key: value for key, value in vector.items() if key not in OUTPUTS}
    expected = {key: value for key, value in vector.items() if key in OUTPUTS}
    result = score(**given)
    assert result.pop("reason") is None
    assert result.pop("category") == expected.pop("category")
    assert result == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("current", "category"),
    [
        *((194, "moderate_progress"), (195, "substantial_progress"), (200, "target_achieved")),
        *((160, "moderate_progress"), (159.9, "limited_progress"), (100, "limited_progress")),
        *((99.9, "deterioration"), (0, "deterioration"), (201, "target_achieved")),
    ],
)
def test_a_ratio_on_a_threshold_has_reached_it(current, category):
    assert towards(100, current, 200)["category"] == category


@pytest.mark.parametrize(
    ("current", "category"),
    [
        *((101.5, "substantial_progress"), (101.49, "moderate_progress")),
        *((100.5, "moderate_progress"), (100.49, "limited_progress")),
        *((100, "limited_progress"), (99.99, "deterioration")),
    ],
)
def test_a_growth_on_a_threshold_has_reached_it(current, category):
    assert trend(100, current)["category"] == category


@given(values, values, st.integers(1, 20))
def test_the_observed_rate_carries_the_base_to_the_current_value(base, current, years):
    rate = trend(base, current, years=years)["growth"]
    assert base * (1 + rate) ** years == pytest.approx(current, rel=1e-6)


@given(values, values, values, directions, st.integers(1, 9), st.integers(1, 9))
def test_the_unit_does_not_matter(base, current, target, direction, years, due):
    assume(abs(target / base - 1) > 1e-6)
    rest = {"years": years, "due": due, "direction": direction}
    one = towards(base, current, target, **rest)
    other = towards(base * 1024, current * 1024, target * 1024, **rest)
    assert one == other


@given(values, values, directions)
def test_values_below_zero_are_the_mirror_of_those_above(base, current, way):
    assert trend(base, current, direction=way) == trend(-base, -current, direction=-way)


@given(values, values, st.integers(1, 9))
def test_arriving_on_time_has_ratio_one(base, target, years):
    assume(target > base * 1.0001)
    just_short = target * (1 - 1e-9)
    result = towards(base, just_short, target, years=years, due=years)
    assert result["ratio"] == pytest.approx(1, rel=1e-3)


def test_what_should_fall_and_starts_below_its_target_is_still_judged_by_direction():
    assert towards(80, 95, 90, years=2, due=5, direction=-1)["category"] == "deterioration"
    assert towards(80, 85, 90, years=2, due=5, direction=-1)["category"] == "target_achieved"


@pytest.mark.parametrize(
    ("base", "limit", "direction", "scale"),
    [
        *((96, 100, 1, 1 - 0.96**4.44), (0.5, 1, 1, 1 - 0.5**4.44), (100, 100, 1, 0)),
        *((104, 100, -1, 1 - 0.96**4.44), (200, 100, -1, 1), (50, 0, -1, 1), (100, 100, -1, 0)),
        *((-104, -100, 1, 1 - 0.96**4.44), (-96, -100, -1, 1 - 0.96**4.44)),
        *((96, 100, -1, 1), (104, 100, 1, 1), (5, -5, -1, 1), (96, None, 1, 1)),
    ],
)
def test_thresholds_shrink_near_a_limit_in_the_wanted_direction(base, limit, direction, scale):
    assert trend(base, base, limit=limit, direction=direction)["C"] == pytest.approx(scale)


def test_what_stays_at_its_limit_is_on_track():
    assert trend(100, 100, limit=100)["category"] == "substantial_progress"
    assert trend(100, 99, limit=100)["category"] == "deterioration"


def test_a_limit_is_not_used_where_there_is_a_target():
    assert towards(96, 97, 98, limit=100) == towards(96, 97, 98)


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        ({"base": 0, "current": 5}, "base_is_zero"),
        ({"base": 0, "current": 5, "target": 9, "due": 5}, "base_is_zero"),
        ({"base": -2, "current": 5}, "sign_changes"),
        ({"base": 2, "current": -5, "target": 9, "due": 5}, "sign_changes"),
        ({"base": 1e-200, "current": -1e-200}, "sign_changes"),
        ({"base": 9, "current": 5, "target": 0, "due": 5, "direction": -1}, "target_is_zero"),
        ({"base": 9, "current": 5, "target": -1, "due": 5, "direction": -1}, "target_changes_sign"),
        ({"base": 9, "current": 8, "target": 9, "due": 5}, "target_equals_base"),
        ({"base": 9, "current": 8, "target": 10, "due": 0}, "target_year_not_after_base"),
        ({"base": 9, "current": 8, "target": 10, "due": -1}, "target_year_not_after_base"),
        ({"base": 9, "current": 8, "years": 0}, "no_time_has_passed"),
        ({"base": 9, "current": 8, "target": 10, "due": 5, "years": -1}, "no_time_has_passed"),
        ({"base": NAN, "current": 8}, "not_a_finite_number"),
        ({"base": 9, "current": INF}, "not_a_finite_number"),
        ({"base": 9, "current": 10**400}, "not_a_finite_number"),
        ({"base": 1e-300, "current": 1e300}, "not_a_finite_number"),
        ({"base": 9, "current": 8, "target": NAN, "due": 5}, "not_a_finite_number"),
        ({"base": 9, "current": 8, "limit": INF}, "not_a_finite_number"),
    ],
)
def test_where_growth_cannot_be_computed_there_is_a_reason_and_no_number(inputs, reason):
    result = towards(**inputs) if "target" in inputs else trend(**inputs)
    assert result["reason"] == reason
    assert {value for key, value in result.items() if key != "reason"} == {None}


def test_a_target_without_its_year_is_no_path():
    assert trend(9, 8, target=10)["reason"] == "target_year_missing"


def test_a_target_equal_to_the_base_is_achieved_by_holding_it():
    result = towards(9, 9, 9, due=5)
    assert (result["category"], result["ratio"], result["reason"]) == (
        "target_achieved",
        None,
        None,
    )


def test_falling_to_zero_is_a_loss_of_everything_not_an_error():
    assert trend(5, 0)["growth"] == -1
    assert trend(5, 0, direction=-1)["growth"] == 1


def test_exact_numbers_are_taken():
    assert trend(Decimal("80"), Fraction(85), years=3) == trend(80, 85, years=3)


def test_growth_of_nothing_is_plain_zero():
    assert str(trend(5, 5, direction=-1)["growth"]) == "0.0"


@given(values, values, directions, st.none() | values)
def test_every_category_has_words(base, current, direction, limit):
    category = trend(base, current, direction=direction, limit=limit)["category"]
    assert all(category_text(category))


def test_every_reason_and_category_is_said_in_both_languages():
    for zh, en in [*REASONS.values(), *CATEGORIES.values()]:
        assert not zh.isascii()
        assert en.isascii()
    assert reason_text("base_is_zero") == REASONS["base_is_zero"]


@pytest.mark.parametrize("direction", [0, 2, None])
def test_a_direction_is_up_or_down(direction):
    with pytest.raises(ValueError, match="direction"):
        trend(1, 2, direction=direction)
