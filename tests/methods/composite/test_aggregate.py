"""Aggregation against COINr's answers, the numbers of its tests, and laws of means."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.methods.composite import published
from zhiliang.methods.composite import aggregate, outranking

pytestmark = pytest.mark.once

GAPPY = published.matrix("aggregated", published.codes("aggregated")[:7])
WHOLE = np.where(np.isnan(GAPPY), 7, GAPPY)
WEIGHTS = [2, 1, 3, 0.5, 1, 1, 4]
# COINr's outranking test: four units, three indicators.
FOUR = [[1, 3, 2], [2, 2, 3], [3, 1, 1], [4, 5, 4]]

MEANS = ["arithmetic", "geometric", "harmonic"]
positive = arrays.arrays(float, (4, 3), elements=st.integers(1, 99).map(float) | st.just(np.nan))
weights = st.lists(st.integers(1, 9), min_size=3, max_size=3)


@pytest.mark.parametrize("method", MEANS)
def test_means_of_what_is_there_are_those_of_coinr(method):
    theirs = published.column("aggregated", method)
    np.testing.assert_allclose(aggregate(GAPPY, WEIGHTS, method), theirs, rtol=1e-13)


def test_a_power_of_minus_two_and_copeland_are_those_of_coinr():
    theirs = published.column("aggregated", "generalised_mean")
    np.testing.assert_allclose(
        aggregate(WHOLE, WEIGHTS, "generalised_mean", power=-2), theirs, rtol=1e-13
    )
    ours = aggregate(WHOLE, WEIGHTS, "copeland")
    assert ours.tolist() == published.column("aggregated", "copeland").tolist()


def test_too_few_values_give_no_score():
    theirs = published.column("aggregated", "thresholded")
    assert np.isnan(theirs).any()
    np.testing.assert_allclose(aggregate(GAPPY, WEIGHTS, dat_thresh=0.9), theirs, rtol=1e-13)


@pytest.mark.parametrize(
    ("method", "given_weights", "score"),
    [
        ("geometric", None, 6 ** (1 / 3)),
        ("geometric", [1, 1, 2], 18 ** (1 / 4)),
        ("harmonic", [2, 1, 1], 4 / (2 / 1 + 1 / 2 + 1 / 3)),
        ("arithmetic", "equal", 2),
    ],
)
def test_the_numbers_of_coinrs_tests(method, given_weights, score):
    assert aggregate([[1, 2, 3]], given_weights, method) == pytest.approx(score)


def test_the_generalised_mean_contains_the_others():
    assert aggregate([[1, 2, 3]], [2, 1, 1], "generalised_mean", power=1) == 1.75
    harmonic = aggregate([[1, 2, 3]], [2, 1, 1], "harmonic")
    assert aggregate([[1, 2, 3]], [2, 1, 1], "generalised_mean", power=-1) == pytest.approx(
        harmonic
    )


def test_a_power_that_is_not_whole_takes_values_from_0_on():
    assert aggregate([[0, 0.25]], None, "generalised_mean", power=0.5).tolist() == [0.0625]


def test_outranking_counts_the_weight_on_which_a_unit_is_above():
    shares = outranking(FOUR)
    assert shares[[1, 2, 3], 0] == pytest.approx([2 / 3, 1 / 3, 1])
    assert (shares == 1).sum() == 3


def test_units_that_balance_score_nothing_in_copeland():
    assert aggregate([[1, 2], [2, 1]], None, "copeland").tolist() == [0, 0]
    assert aggregate([[1, 1], [1, 1]], None, "copeland").tolist() == [0, 0]


def test_copeland_with_gaps_does_not_depend_on_the_order_of_the_units():
    ours = aggregate(GAPPY, WEIGHTS, "copeland")
    assert aggregate(GAPPY[::-1], WEIGHTS, "copeland")[::-1].tolist() == ours.tolist()


def test_a_unit_without_any_value_has_no_score():
    for method in [*MEANS, "copeland"]:
        found = aggregate([[np.nan, np.nan], [1, 2]], None, method)
        assert np.isnan(found[0]) and not np.isnan(found[1])


def test_where_only_values_without_weight_are_there_is_no_score():
    assert np.isnan(aggregate([[5, np.nan]], [0, 1])).all()


@pytest.mark.parametrize("method", ["arithmetic", "copeland"])
def test_each_year_of_a_panel_is_aggregated_by_itself(method):
    first, second = np.array(FOUR, dtype=float), np.array(FOUR[::-1], dtype=float)
    both = aggregate(np.stack([first, second], axis=2), None, method)
    assert both[:, 0].tolist() == aggregate(first, None, method).tolist()
    assert both[:, 1].tolist() == aggregate(second, None, method).tolist()


@pytest.mark.parametrize(
    ("x", "arguments", "message"),
    [
        ([[1, 2]], (None, "median"), "unknown aggregation"),
        ([[1, 2]], ([1, 2, 3],), "2 weights"),
        ([[1, 2]], ([1, -2],), "negative"),
        ([[1, 2]], ([0, 0],), "sum to 0"),
        ([[1, 0]], (None, "geometric"), r"0.0 at \[0, 1\]"),
        ([[1, -1]], (None, "geometric"), "above 0"),
        ([[1, 0]], (None, "harmonic"), "cannot take 0"),
    ],
)
def test_nonsense_is_refused(x, arguments, message):
    with pytest.raises(ValueError, match=message):
        aggregate(x, *arguments)


@pytest.mark.parametrize(("x", "power"), [([[1, 2]], 0), ([[0, 2]], -1), ([[-1, 2]], 0.5)])
def test_a_power_that_cannot_be_taken_is_refused(x, power):
    with pytest.raises(ValueError, match="power"):
        aggregate(x, None, "generalised_mean", power=power)


def test_a_threshold_that_is_no_share_is_refused():
    with pytest.raises(ValueError, match="dat_thresh"):
        aggregate([[1, 2]], dat_thresh=90)


@given(positive, weights, st.sampled_from(MEANS))
def test_a_mean_lies_between_the_least_and_the_most(x, chosen, method):
    found = aggregate(x, chosen, method)
    some = ~np.isnan(x).all(axis=1)
    assert (found[some] >= np.nanmin(x[some], axis=1) * (1 - 1e-12)).all()
    assert (found[some] <= np.nanmax(x[some], axis=1) * (1 + 1e-12)).all()


@given(positive, weights)
def test_harmonic_is_at_most_geometric_and_that_at_most_arithmetic(x, chosen):
    high, middle, low = (np.nan_to_num(aggregate(x, chosen, method)) for method in MEANS)
    assert (low <= middle * (1 + 1e-12)).all()
    assert (middle <= high * (1 + 1e-12)).all()


@given(positive, weights, st.sampled_from([*MEANS, "copeland"]), st.integers(2, 9))
def test_only_the_ratios_of_the_weights_matter(x, chosen, method, factor):
    scaled = aggregate(x, [weight * factor for weight in chosen], method)
    np.testing.assert_allclose(aggregate(x, chosen, method), scaled, rtol=1e-12)


@given(positive, weights, st.permutations(range(4)), st.sampled_from([*MEANS, "copeland"]))
def test_the_order_of_the_units_does_not_matter(x, chosen, order, method):
    ours = aggregate(x, chosen, method)[list(order)]
    np.testing.assert_allclose(aggregate(x[list(order)], chosen, method), ours, rtol=1e-12)
