"""Designs that make no sense are refused with what, where and what to do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.estimate import answers
from zhiliang.methods.estimate import (
    Design,
    calibrate,
    estimate_mean,
    estimate_means,
    estimate_rate,
    estimate_total,
    post_stratify,
    rake,
)

pytestmark = pytest.mark.once

FOUR = [1.0, 1.0, 1.0, 1.0]
NORTH = ["n", "n", "s", "s"]


@pytest.mark.parametrize(
    ("weights", "given_too", "said"),
    [
        ([1, -1, 1], {}, "-1.0 at position 1 is negative or missing"),
        ([1, np.nan], {}, "nan at position 1"),
        ([0, 0], {}, "all are 0"),
        ([], {}, "a design needs sampled units"),
        ([[1, 1]], {}, r"got the shape \(1, 2\)"),
        (FOUR, {"strata": ["a", "b"]}, "strata: one label for each of 4 units"),
        (FOUR, {"strata": ["a", None, "b", "b"]}, "strata: 1 missing, first at position 1"),
        (FOUR, {"strata": np.array(["a", 1, 1, "a"], dtype=object)}, "numbers and texts are mixed"),
        (FOUR, {"clusters": [1, 1, 2, np.nan]}, "clusters: 1 missing, first at position 3"),
        (FOUR, {"strata": NORTH, "clusters": [1, 2, 2, 3]}, "cluster 2 lies in two strata"),
        (FOUR, {"clusters": [5, 5, 5, 5]}, "one PSU in all"),
        (FOUR, {"strata": NORTH, "population": {"n": 9}}, r"no number for the strata \['s'\]"),
        (FOUR, {"strata": NORTH, "population": {"n": 1, "s": 9}}, "2 were drawn in n of 1.0"),
        (FOUR, {"strata": NORTH, "population": [9, 8, 5, 5]}, "two numbers for n"),
        (FOUR, {"population": np.ones((4, 2)) * 9}, "population has 2 stages, clusters 1"),
        (FOUR, {"lonely": "guess"}, "lonely='guess': one of refuse, certainty"),
    ],
)
def test_a_design_that_cannot_be_is_refused(weights, given_too, said):
    with pytest.raises(ValueError, match=said):
        Design(weights, **given_too)


def test_a_stratum_with_one_unit_is_named_and_the_ways_out_are_told():
    with pytest.raises(ValueError, match=r"at stage 1 in: west; .*join the stratum.*'adjust'"):
        Design(FOUR, strata=["east", "east", "east", "west"])


def test_where_all_strata_are_lonely_there_is_no_average_to_take():
    design = Design([1, 1, 1], strata=["n", "s", "w"], lonely="average")
    assert np.isnan(estimate_mean(design, [1.0, 2.0, 3.0]).se)


def test_a_stratum_that_was_taken_whole_is_not_lonely():
    design = Design(None, strata=["n", "n", "s"], population={"n": 6, "s": 1})
    assert design.weights.tolist() == [3, 3, 1]
    assert estimate_mean(design, [1.0, 2.0, 9.0]).se > 0


def test_a_lonely_unit_within_a_cluster_is_named_by_its_cluster():
    clusters = [[1, 1], [1, 2], [2, 1], [3, 1], [3, 2]]
    population = [[9, 4], [9, 4], [9, 5], [9, 2], [9, 2]]
    with pytest.raises(ValueError, match="at stage 2 in: 2;"):
        Design(None, clusters=clusters, population=population)
    with pytest.raises(ValueError, match="at stage 2"):
        Design(None, clusters=clusters, population=population, lonely="average")
    assert Design(None, clusters=clusters, population=population, lonely="certainty").size == 5


def test_a_census_has_no_sampling_error():
    design = Design([1, 1, 1, 1], population=4)
    assert estimate_mean(design, [1.0, 2.0, 3.0, 9.0]).se == 0
    rate = estimate_rate(design, [1, 1, 0, 1])
    assert (rate.low, rate.high) == (0.75, 0.75)


@pytest.mark.parametrize("weight", [0.1, 1 / 3, 7.77])
@pytest.mark.parametrize("method", ["korn_graubard", "wilson", "logit", "arcsine", "t"])
def test_strata_that_are_each_of_one_kind_leave_no_error_and_no_rounding_of_one(weight, method):
    strata = np.array(["a"] * 137 + ["b"] * 163)
    rate = estimate_rate(Design(np.full(300, weight), strata=strata), strata == "a", method=method)
    assert rate.se == 0
    assert (rate.low, rate.high) == pytest.approx((rate.value, rate.value), rel=1e-12)


def test_units_of_weight_0_are_in_no_count():
    strata = ["n", "n", "n", "s", "s"]
    rate = estimate_rate(Design([2, 2, 0, 1, 1], strata=strata), [1, 0, 1, 1, 1])
    assert (rate.n, rate.passed, rate.df, rate.value) == (4, 3, 2, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    ("y", "within", "said"),
    [
        ([1, 2, 3], None, "one value for each of 4 units"),
        ([1, np.nan, 3, np.inf], None, "2 of 4 values are missing .*first at position 1.*`within`"),
        ([1, 2, 3, 4], [False] * 4, "no unit with a weight"),
        ([1, 2, 3, 4], [1, 0, 1, 0], "within: one boolean for each of 4 units, got int64"),
        ([np.nan] * 4, None, "4 of 4 values are missing"),
    ],
)
def test_values_that_cannot_be_used_are_refused(y, within, said):
    with pytest.raises(ValueError, match=said):
        estimate_mean(Design(FOUR), y, within=within)


def test_a_missing_value_outside_the_domain_does_no_harm():
    found = estimate_mean(Design(FOUR), [1, 3, np.nan, 5], within=[True, True, False, False])
    assert found.value == 2


@pytest.mark.parametrize(
    "passed", [[1, 0, 2, 1], ["yes"] * 4, [1, 0, np.nan, 1], [True, None, 1, 0]]
)
def test_something_between_pass_and_fail_is_refused(passed):
    with pytest.raises(ValueError, match="true or false"):
        estimate_rate(Design(FOUR), passed)


def test_an_unknown_label_of_a_domain_is_refused():
    with pytest.raises(ValueError, match="by: 1 missing, first at position 2"):
        estimate_means(Design(FOUR), FOUR, ["a", "a", None, "b"])


def test_relative_weights_leave_the_design_effect_open():
    assert np.isnan(estimate_mean(Design([0.5, 0.5, 0.5]), [1, 2, 3]).deff)


numbers = st.lists(st.floats(-100, 100), min_size=8, max_size=8).map(np.array)


@given(numbers, st.floats(0.5, 20), st.permutations(range(8)))
def test_scale_of_weights_and_order_of_units_change_no_mean(y, scale, order):
    weights, strata = np.arange(1.0, 9), np.array(list("aabbbccc"))
    one = estimate_mean(Design(weights, strata=strata), y)
    other = estimate_mean(Design(scale * weights[order], strata=strata[order]), y[order])
    np.testing.assert_allclose([one.value, one.se], [other.value, other.se], rtol=1e-7, atol=1e-7)


@given(numbers)
def test_rates_of_domains_make_the_whole(y):
    by, design = np.array(list("abababab")), Design(np.arange(1.0, 9))
    total = estimate_total(design, y).value
    parts = [estimate_total(design, np.where(by == label, y, 0)).value for label in "ab"]
    assert total == pytest.approx(sum(parts), abs=1e-6)
    means = estimate_means(design, y, by)
    assert means["a"].value * 16 + means["b"].value * 20 == pytest.approx(total, abs=1e-6)


@pytest.mark.parametrize("row", answers.rows("weights"), ids=lambda row: row["design"])
def test_fitted_weights_are_those_of_r(row):
    weights = answers.design(row["design"]).weights
    theirs = [float(row["first"]), float(row["last"])]
    np.testing.assert_allclose(weights[[0, -1]], theirs, rtol=1e-9)


def test_known_totals_have_no_error_any_more():
    groups = answers.texts("clus1", "stype")
    found = estimate_mean(answers.design("clus1_post"), (groups == "H").astype(float))
    assert found.value == pytest.approx(755 / 6194, rel=1e-12)
    assert found.se == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ({"n": 5}, r"differ in \['s'\]"),
        ({"n": 5, "s": 5, "w": 1}, r"differ in \['w'\].*a sampled unit"),
        ({"n": 5, "s": 0}, "above 0"),
    ],
)
def test_totals_that_fit_no_groups_are_refused(totals, said):
    with pytest.raises(ValueError, match=said):
        post_stratify(Design(FOUR), NORTH, totals)


@pytest.mark.parametrize(
    ("x", "totals", "said"),
    [
        ([[1]] * 3, [9], r"got \(3, 1\) and \(1,\)"),
        ([[1]] * 4, [9, 9], r"got \(4, 1\) and \(2,\)"),
        ([[1], [1], [np.nan], [1]], [9], "a number is missing"),
        ([[1, 2]] * 4, [9, 18], "depend on each other"),
        ([[1, 1], [1, 2], [1, 3], [1, 4]], [4, 40], "2 weights would be negative"),
    ],
)
def test_totals_that_no_weights_can_meet_are_refused(x, totals, said):
    with pytest.raises(ValueError, match=said):
        calibrate(Design(FOUR), x, totals)


def test_tables_that_contradict_each_other_are_refused():
    margins = [(NORTH, {"n": 5, "s": 5}), (["a", "b", "a", "b"], {"a": 6, "b": 5})]
    with pytest.raises(ValueError, match="different populations"):
        rake(Design(FOUR), margins)
    crossed = [(NORTH, {"n": 5, "s": 5}), (["a", "a", "b", "b"], {"a": 6, "b": 4})]
    with pytest.raises(ValueError, match="a combination of groups that was not sampled"):
        rake(Design(FOUR), crossed)
    with pytest.raises(ValueError, match="at least one table"):
        rake(Design(FOUR), [])
    with pytest.raises(ValueError, match="only units of weight 0"):
        post_stratify(Design([1, 1, 0, 0]), NORTH, {"n": 1, "s": 1})
