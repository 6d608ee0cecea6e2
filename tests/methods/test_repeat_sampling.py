"""Article 8 of order 18: which earlier sampling forbids the next, to the day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.draw import draw
from zhiliang.methods.repeat_sampling import (
    Sampled,
    cap_reason,
    exclusions,
    forbidding,
    last_day,
    over_cap,
    product_key,
)

pytestmark = pytest.mark.once

PROVINCE = Sampled(
    "440000", "provincial", "P1", "GB 811-2022", "示例", "ABC-1", date(2026, 8, 31), "GD-2026-17"
)
CITY = replace(PROVINCE, authority="440100", level="city", reference="GZ-2026-3")
days = st.dates(date(2020, 1, 1), date(2099, 1, 1))


def again(sampled, on, **changes):
    return replace(sampled, on=on, reference="", **changes)


@given(days)
def test_six_months_are_counted_by_the_calendar(day):
    assert last_day(replace(PROVINCE, on=day)) == day + relativedelta(months=6)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 8, 28), date(2027, 2, 28)),
        (date(2026, 2, 28), date(2026, 8, 28)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_the_last_day_is_forbidden_and_the_day_after_is_not(first, last):
    history = [replace(PROVINCE, on=first)]
    assert forbidding(again(PROVINCE, last), history) == history[0]
    assert forbidding(again(PROVINCE, last + timedelta(1)), history) is None


@pytest.mark.parametrize("change", ["producer", "standard", "trademark", "model"])
def test_another_product_may_be_sampled(change):
    candidate = again(PROVINCE, date(2026, 9, 1), **{change: "另一"})
    assert forbidding(candidate, [PROVINCE]) is None


def test_a_lower_department_does_not_repeat_a_higher_one():
    assert forbidding(again(CITY, date(2026, 9, 1)), [PROVINCE]) == PROVINCE


def test_a_higher_department_may_repeat_a_lower_one():
    assert forbidding(again(PROVINCE, date(2026, 9, 1)), [CITY]) is None


def test_departments_of_one_level_may_repeat_each_other():
    assert forbidding(again(CITY, date(2026, 9, 1), authority="440300"), [CITY]) is None


def test_a_higher_sampling_still_to_come_forbids_nothing_but_an_own_one_does():
    day = date(2026, 8, 1)
    assert forbidding(again(CITY, day), [PROVINCE]) is None
    assert forbidding(again(PROVINCE, day), [PROVINCE]) == PROVINCE


def test_only_departments_above_ones_own_count_when_they_are_named():
    candidate = again(CITY, date(2026, 9, 1))
    assert forbidding(candidate, [PROVINCE], superiors={"100000", "440000"}) == PROVINCE
    assert forbidding(candidate, [PROVINCE], superiors={"100000", "430000"}) is None


@pytest.mark.parametrize("purpose", ["follow_up", "emergency"])
def test_follow_up_and_emergency_sampling_are_exempt(purpose):
    candidate = again(PROVINCE, date(2026, 9, 1))
    assert forbidding(candidate, [PROVINCE], purpose=purpose) is None


def test_nothing_is_forbidden_before_the_order_was_in_force():
    history = [replace(PROVINCE, on=date(2019, 12, 1))]
    assert forbidding(again(PROVINCE, date(2019, 12, 31)), history) is None
    assert forbidding(again(PROVINCE, date(2020, 1, 1)), history) == history[0]


def test_the_latest_of_several_is_given():
    later = replace(PROVINCE, on=date(2026, 9, 9), reference="GD-2026-18")
    assert forbidding(again(PROVINCE, date(2026, 10, 1)), [later, PROVINCE]) == later


@pytest.mark.parametrize("model", ["ＡＢＣ－１", "abc-1", " A B C - 1 ", "abc\u3000-1"])
def test_width_spaces_and_case_of_a_model_do_not_make_another_product(model):
    assert product_key(replace(PROVINCE, model=model)) == product_key(PROVINCE)


@pytest.mark.parametrize("model", ["ABC1", "ABC–1", "ABC-1型", "ABC-①", "ABC-l"])
def test_any_other_difference_of_a_model_does(model):
    assert product_key(replace(PROVINCE, model=model)) != product_key(PROVINCE)


def test_producer_and_standard_are_compared_as_they_stand():
    assert product_key(replace(PROVINCE, producer="p1")) != product_key(PROVINCE)
    assert product_key(replace(PROVINCE, standard="GB811-2022")) != product_key(PROVINCE)


def test_what_is_forbidden_is_excluded_from_a_draw_with_the_record_that_forbids_it():
    candidates = {
        "甲厂": again(CITY, date(2026, 9, 1)),
        "乙厂": again(CITY, date(2026, 9, 1), producer="P2"),
    }
    excluded = exclusions(candidates, [PROVINCE])
    assert set(excluded) == {"甲厂"}
    assert "第八条第二款" in excluded["甲厂"] and "编号GD-2026-17" in excluded["甲厂"]
    assert draw(list(candidates), 1, seed="s", excluded=excluded).order == ("乙厂",)


def test_there_is_no_yearly_cap_unless_one_is_set():
    history = [replace(PROVINCE, model=str(number)) for number in range(9)]
    candidate = again(PROVINCE, date(2026, 12, 1))
    assert over_cap(candidate, history) == ()
    assert over_cap(candidate, history, most=10) == ()
    assert len(over_cap(candidate, history, most=9)) == 9
    assert over_cap(again(PROVINCE, date(2027, 1, 1)), history, most=1) == ()
    assert over_cap(again(PROVINCE, date(2026, 12, 1), producer="P2"), history, most=1) == ()


def test_the_reason_of_a_cap_says_that_it_is_configured_and_what_counted():
    told = cap_reason([PROVINCE, CITY], 2)
    assert "配置" in told and "GD-2026-17、GZ-2026-3" in told


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: replace(PROVINCE, level="street"),
        lambda: forbidding(PROVINCE, [], purpose="holiday"),
        lambda: over_cap(PROVINCE, [], most=0),
    ],
)
def test_unknown_levels_purposes_and_caps_are_refused(attempt):
    with pytest.raises(ValueError):
        attempt()
