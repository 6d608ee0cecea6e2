"""Screening and denomination: the numbers of COINr's tests."""

import numpy as np
import pytest

from tests.methods.composite import published
from zhiliang.methods.composite import denominate, screen

pytestmark = pytest.mark.once


def units():
    """Ten units of ten indicators: 50 % and 90 % there, 50 % and 90 % not zero, six whole."""
    x = np.arange(1.0, 101).reshape(10, 10)
    x[0, 1:6] = x[1, 1] = np.nan
    x[2, 1:6] = x[3, 1] = 0
    return x


def left_out(**rule):
    return np.flatnonzero(~screen(units(), **rule).kept).tolist()


def test_by_data_by_zeros_and_by_both():
    assert left_out(by="NA", dat_thresh=0.75) == [0]
    assert left_out(by="NA", dat_thresh=1) == [0, 1]
    assert left_out(by="zeros", nonzero_thresh=0.75) == [2]
    assert left_out(by="both", dat_thresh=0.75, nonzero_thresh=0.75) == [0, 2]


def test_a_unit_can_be_forced_out_or_in():
    assert left_out(by="NA", dat_thresh=1, force={5: False, 1: True}) == [0, 5]


def test_the_shares_behind_the_decision_are_told():
    found = screen(units())
    assert found.available[:3].tolist() == [0.5, 0.9, 1]
    assert found.nonzero[2:4].tolist() == [0.5, 0.9]
    assert found.x.shape == (9, 10)


def test_a_unit_without_any_value_fails_by_zeros():
    assert screen([[np.nan, np.nan], [1.0, 2.0]], "zeros").kept.tolist() == [False, True]


def test_a_year_that_fails_becomes_missing_and_the_others_stay():
    panel = np.array([[[1.0, 2.0], [np.nan, 3.0]]])
    np.testing.assert_array_equal(screen(panel, dat_thresh=1).x, [[[np.nan, 2], [np.nan, 3]]])


@pytest.mark.parametrize("rule", [{"by": "byNA"}, {"dat_thresh": 2}])
def test_nonsense_is_refused(rule):
    with pytest.raises(ValueError):
        screen(units(), **rule)


def test_amounts_are_divided_and_scaled():
    goods, flights, lpi = published.matrix("asem_raw", ["Goods", "Flights", "LPI"]).T
    gdp, people = published.matrix("asem_units", ["GDP", "Population"]).T
    by = np.stack([gdp, people, np.ones(51)], axis=1)
    found = denominate(np.stack([goods, flights, lpi], axis=1), by, scale=[1, 1000, 1])
    np.testing.assert_allclose(found[:, 0], goods / gdp, rtol=1e-15)
    np.testing.assert_allclose(found[:, 1], flights / people * 1000, rtol=1e-15)
    np.testing.assert_array_equal(found[:, 2], lpi)


def test_one_denominator_serves_every_indicator_and_year():
    assert denominate([[[2.0, 4.0], [6.0, 8.0]]], [2]).tolist() == [[[1, 2], [3, 4]]]


def test_a_missing_denominator_leaves_the_value_missing():
    assert np.isnan(denominate([[1.0]], [[np.nan]])).all()


def test_a_denominator_of_0_is_refused_with_its_place():
    with pytest.raises(ValueError, match=r"\[1, 0\]"):
        denominate([[1.0], [2.0]], [[1.0], [0.0]])
