"""Imputation: the numbers of COINr's tests, and what must not change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zhiliang.methods.composite import impute

pytestmark = pytest.mark.once

NAN = np.nan
# Unit A of COINr's panel test: i1 to i4 over 2020 to 2022.
PANEL = np.array([[[1, 2, 3], [3, NAN, 5], [NAN, 5, 6], [7, 8, NAN]]])
gappy = arrays.arrays(float, (5, 3), elements=st.integers(-9, 9).map(float) | st.just(NAN))


def test_mean_and_median_are_of_the_indicator():
    x = [[1.0, 1.0], [2.0, NAN], [NAN, 5.0], [9.0, 6.0]]
    assert impute(x, "mean").x[[2, 1], [0, 1]].tolist() == [4, 4]
    assert impute(x, "median").x[[2, 1], [0, 1]].tolist() == [2, 5]
    assert impute([[1.0], [2.0], [3.0], [9.0], [NAN]], "median").x[4].tolist() == [2.5]


@pytest.mark.parametrize(
    ("method", "middle"), [("group_mean", np.mean), ("group_median", np.median)]
)
def test_groups_fill_from_their_own_members(method, middle):
    x = np.array([[NAN], [2.0], [3.0], [7.0], [NAN], [20.0], [40.0]])
    filled, cells = impute(x, method, groups=["a", "a", "a", "a", "b", "b", "b"])
    assert filled[[0, 4]].ravel().tolist() == [middle([2, 3, 7]), middle([20, 40])]
    assert np.flatnonzero(cells).tolist() == [0, 4]


def test_a_unit_without_a_group_is_left_alone_and_counts_in_none():
    groups = [None, "", "b", "b", NAN]
    for method in ("group_mean", "group_median"):
        filled, cells = impute([[NAN], [2.0], [4.0], [NAN], [NAN]], method, groups=groups)
        np.testing.assert_array_equal(filled.ravel(), [NAN, 2, 4, 4, NAN])
        assert np.flatnonzero(cells).tolist() == [3]


def test_linear_lies_between_the_neighbours_and_nearest_outside():
    assert impute(PANEL, "linear").x[0].tolist() == [[1, 2, 3], [3, 4, 5], [5, 5, 6], [7, 8, 8]]


def test_constant_carries_forward_and_the_first_value_back():
    assert impute(PANEL, "constant").x[0].tolist() == [[1, 2, 3], [3, 3, 5], [5, 5, 6], [7, 8, 8]]


def test_last_takes_the_latest_earlier_year_and_never_a_later_one():
    filled, cells = impute(PANEL, "last")
    np.testing.assert_array_equal(filled[0], [[1, 2, 3], [3, 3, 5], [NAN, 5, 6], [7, 8, 8]])
    assert cells[0].tolist()[3] == [False, False, True]


def test_last_looks_back_no_further_than_told():
    x = np.array([[[1.0, NAN, NAN, NAN]]])
    np.testing.assert_array_equal(impute(x, "last", max_time=2).x[0, 0], [1, 1, 1, NAN])


def test_linear_knows_how_far_the_years_are_apart():
    x = np.array([[[0.0, NAN, 10.0]]])
    assert impute(x, "linear", years=[2010, 2011, 2020]).x[0, 0, 1] == pytest.approx(1)


def test_mean_of_a_panel_is_of_the_same_year():
    x = np.array([[[1.0, NAN]], [[3.0, 10.0]], [[NAN, 30.0]]])
    assert impute(x, "mean").x[:, 0].tolist() == [[1, 20], [3, 10], [2, 30]]


def test_where_there_is_nothing_to_take_it_from_it_stays_missing():
    filled, cells = impute([[NAN], [NAN]], "mean")
    assert np.isnan(filled).all() and not cells.any()
    assert np.isnan(impute([[[NAN, NAN]]], "linear").x).all()


@given(gappy, st.sampled_from(["mean", "median"]))
def test_what_is_there_never_changes_and_the_record_tells_the_rest(x, method):
    filled, cells = impute(x, method)
    np.testing.assert_array_equal(filled[~cells], x[~cells])
    assert np.isnan(x[cells]).all() and not np.isnan(filled[cells]).any()


@pytest.mark.parametrize(
    ("method", "parameters", "error"),
    [
        ("guess", {}, "unknown imputation"),
        ("linear", {}, "panel"),
        ("group_mean", {"groups": ["a"]}, "one label"),
    ],
)
def test_nonsense_is_refused(method, parameters, error):
    with pytest.raises(ValueError, match=error):
        impute([[1.0], [NAN]], method, **parameters)


@pytest.mark.parametrize("years", [[2020, 2022, 2021], [2020, 2020, 2021], [2020, 2021]])
def test_years_that_do_not_ascend_one_by_one_are_refused(years):
    with pytest.raises(ValueError, match="ascending"):
        impute(PANEL, "linear", years=years)
