"""What holds of the detectors whatever the counts are."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from zhiliang.methods.aberration import bayes, cusum, ears, farrington, farrington_flexible, glr_nb

pytestmark = pytest.mark.once

ROWS, JUDGED = 230, [221, 229]
CHART = range(40, 60)
FIELDS = ("expected", "upper_bound", "alarm", "p_value", "trend", "phi", "score")
METHODS = ["nb_plugin", "delta", "muan"]
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=15, deadline=None)


def counts(seed, units=4, rows=ROWS):
    draw = np.random.default_rng(seed)
    mean = draw.uniform(0.3, 30, units) * np.exp(0.4 * np.cos(np.arange(rows) * 0.12))[:, None]
    return draw.negative_binomial(mean, 0.5).astype(float)


def assert_same(one, other, rtol=1e-9):
    for name in FIELDS:
        ours, theirs = (np.asarray(getattr(found, name), float) for found in (one, other))
        np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=1e-9, err_msg=name)


def unit(found, number):
    return type(found)(*(getattr(found, name)[:, [number]] for name in FIELDS))


@few
@given(seeds, st.sampled_from(METHODS))
def test_all_units_together_answer_as_each_alone(seed, method):
    x = counts(seed)
    together = farrington_flexible(x, weeks=JUDGED, threshold_method=method)
    for number in range(x.shape[1]):
        alone = farrington_flexible(x[:, number], weeks=JUDGED, threshold_method=method)
        assert_same(unit(together, number), alone)


@few
@given(seeds, st.permutations(range(4)))
def test_the_order_of_units_does_not_matter(seed, order):
    x = counts(seed)
    found, moved = (farrington_flexible(y, weeks=JUDGED) for y in (x, x[:, order]))
    for place, number in enumerate(order):
        assert_same(unit(moved, place), unit(found, number))


@few
@given(seeds, st.floats(1e-3, 1e6), st.sampled_from(METHODS))
def test_the_unit_in_which_people_are_counted_does_not_matter(seed, factor, method):
    people = np.random.default_rng(seed).uniform(100, 200, (ROWS, 4))
    found, scaled = (
        farrington_flexible(counts(seed), weeks=JUDGED, threshold_method=method, population=size)
        for size in (people, people * factor)
    )
    assert_same(found, scaled, rtol=1e-6)


@few
@given(seeds, st.integers(0, 26), st.integers(0, 1000))
def test_weeks_left_out_have_no_part_in_the_model(seed, back, value):
    x = counts(seed)
    changed = x.copy()
    changed[229 - back] = value
    found, other = (farrington_flexible(y, weeks=[229], limit54=(0, 1)) for y in (x, changed))
    np.testing.assert_array_equal(found.expected, other.expected)
    np.testing.assert_array_equal(found.upper_bound, other.upper_bound)


@few
@given(seeds, st.integers(1, 20))
def test_earlier_history_than_b_years_has_no_part(seed, more):
    x = counts(seed)
    longer = np.vstack([np.full((more, 4), 77.0), x])
    found = farrington_flexible(x, weeks=JUDGED, first_week=None)
    later = farrington_flexible(longer, weeks=np.array(JUDGED) + more, first_week=None)
    assert_same(found, later)


@few
@given(seeds, st.sampled_from(METHODS), st.floats(0.001, 0.4))
def test_an_alarm_is_a_count_above_the_bound(seed, method, alpha):
    x = counts(seed)
    x[221] += np.random.default_rng(seed).integers(0, 40, 4)
    found = farrington_flexible(x, weeks=JUDGED, threshold_method=method, alpha=alpha)
    np.testing.assert_array_equal(found.alarm, x[JUDGED] > found.upper_bound)


@few
@given(seeds, st.floats(0.001, 0.2))
def test_the_bound_is_the_least_count_exceeded_with_no_more_than_alpha(seed, alpha):
    x, setting = counts(seed), {"weeks": [229], "alpha": alpha, "limit54": (0, 1)}
    bound = farrington_flexible(x, **setting).upper_bound[0]
    x[229] = bound
    assert (farrington_flexible(x, **setting).p_value > alpha).all()
    x[229] = bound + 1
    assert (farrington_flexible(x, **setting).p_value <= alpha).all()


@few
@given(seeds, st.sampled_from(["standard", "rossi", "anscombe", "anscombe2nd", "pearsonNegBin"]))
def test_the_bound_of_a_sum_is_the_count_from_which_on_it_is_an_alarm(seed, trans):
    x = counts(seed, rows=60)
    bound = cusum(x, weeks=CHART, trans=trans).upper_bound[-1]
    for count, alarm in ((np.ceil(bound + 1e-9), True), (np.ceil(bound - 1e-9) - 1, False)):
        x[59] = np.maximum(count, 0)
        found = cusum(x, weeks=CHART, trans=trans, mean=x[:40].mean(axis=0)).alarm[-1]
        np.testing.assert_array_equal(found[bound > 0], alarm)


@few
@given(seeds, st.sampled_from([0, 0.3]))
def test_the_bound_of_a_likelihood_ratio_is_the_least_count_that_is_an_alarm(seed, dispersion):
    x = counts(seed, rows=60)
    setting = {"weeks": CHART, "mean": x.mean(axis=0) + 0.1, "dispersion": dispersion}
    bound = glr_nb(x, **setting).upper_bound[-1]
    for count, alarm in ((bound, True), (bound - 1, False)):
        x[59] = np.maximum(count, 0)
        np.testing.assert_array_equal(glr_nb(x, **setting).alarm[-1][bound > 0], alarm)


@few
@given(seeds, st.integers(2, 9))
def test_ears_moves_with_the_unit_in_which_cases_are_counted(seed, factor):
    x = counts(seed, rows=60)
    found, scaled = (ears(y, weeks=CHART, method="C2") for y in (x, x * factor))
    np.testing.assert_allclose(scaled.upper_bound, found.upper_bound * factor)


ODD = {
    "zeros": np.zeros(ROWS),
    "constant": np.full(ROWS, 7.0),
    "outlier": np.where(np.arange(ROWS) == 120, 1e9, 3.0),
    "outlier now": np.where(np.arange(ROWS) == 229, 1e9, 3.0),
    "one case": np.where(np.arange(ROWS) == 120, 1.0, 0.0),
    "nothing known": np.full(ROWS, np.nan),
    "known of late": np.where(np.arange(ROWS) < 215, np.nan, 5.0),
    "begun": np.where(np.arange(ROWS) < 215, 0.0, 5.0),
    "vast": np.arange(ROWS) * 1e11,
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_series_are_answered_without_a_fuss(name, method):
    found = farrington_flexible(ODD[name], weeks=JUDGED, threshold_method=method)
    assert not (np.isnan(found.upper_bound) & found.alarm).any()


@few
@given(arrays(float, (ROWS, 2), elements=st.sampled_from([0, 0, 1, 5, 1e6, np.nan])))
def test_no_counts_are_too_odd(x):
    for found in (
        farrington_flexible(x, weeks=JUDGED, threshold_method="muan"),
        farrington(x, weeks=JUDGED),
        ears(x, weeks=JUDGED, method="C3"),
        cusum(x, weeks=range(200, 230)),
        bayes(x, weeks=JUDGED),
    ):
        assert not (np.isnan(found.upper_bound) & found.alarm).any()


def test_cases_where_there_never_were_any_are_an_alarm():
    assert farrington_flexible(ODD["begun"], weeks=[216]).alarm.all()


def test_a_constant_series_has_no_trend_and_no_alarm():
    found = farrington_flexible(ODD["constant"], weeks=JUDGED)
    assert not found.trend.any()
    assert not found.alarm.any()
    np.testing.assert_allclose(found.expected, 7)


def test_weeks_without_people_are_neither_compared_with_nor_judged():
    x, people = counts(1, units=2), np.full((ROWS, 2), 1000.0)
    people[120, 0] = people[229, 1] = 0
    gone = x.copy()
    gone[120, 0] = np.nan
    found = farrington_flexible(x, weeks=JUDGED, population=people)
    without = farrington_flexible(gone, weeks=JUDGED)
    assert_same(unit(found, 0), unit(without, 0), rtol=1e-8)
    assert np.isnan(found.upper_bound[1, 1])


def test_a_unit_without_cases_leaves_the_others_as_they_are():
    x = counts(2)
    with_none = np.column_stack([x, np.zeros(ROWS)])
    found = farrington_flexible(with_none, weeks=JUDGED)
    assert_same(unit(found, 3), farrington_flexible(x[:, 3], weeks=JUDGED))
    assert not found.alarm[:, 4].any()


@pytest.mark.parametrize(
    ("first", "expected"),
    [(date(2014, 10, 13), (5 + 5 + 500) / 3), (date(2008, 1, 7), (5 + 5 + 8) / 3), (None, 170)],
)
def test_earlier_years_are_found_by_date(first, expected):
    """2019-03-04 less three years is 156 weeks, 2012-05-28, behind a 29 February, 157."""
    x = np.full(ROWS, 5.0)
    x[229 - 156], x[229 - 157] = 500, 8
    setting = {"b": 3, "w": 0, "periods": 1, "weights_threshold": 1e9, "p_threshold_trend": 0}
    found = farrington_flexible(x, weeks=[229], first_week=first, **setting)
    assert found.expected[0, 0] == pytest.approx(expected)


@few
@given(arrays(float, (70, 2), elements=st.sampled_from([0, 0, 0, 1, 6, 1e4, np.nan])))
def test_no_season_is_too_odd_for_a_chart(x):
    found = glr_nb(x, weeks=range(60, 70), window=5)
    assert not (np.isnan(found.upper_bound) & found.alarm).any()
