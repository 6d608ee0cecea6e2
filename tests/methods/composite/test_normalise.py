"""Normalisation against COINr's answers and the numbers of its tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.methods.composite import published
from zhiliang.methods.composite import NORMALISATIONS, normalise

pytestmark = pytest.mark.once

FOUR = ["LPI", "Flights", "CO2", "Tariff"]
SIGNS = [1, 1, -1, -1]
RAW = published.matrix("asem_raw", FOUR)
POSTS = np.nanquantile(RAW, [0.1, 0.9], axis=0).T
TARGETS = [
    float(row["Target"])
    for code in FOUR
    for row in published.rows("asem_structure")
    if row["iCode"] == code
]
PARAMETERS = {
    "min_max": {"low": 5, "high": 50},
    "z_score": {"mean": 10, "sd": 2},
    "distance_to_target": {"targets": TARGETS, "cap": True},
    "distance_to_reference": {"reference": 2, "cap": True},
    "scaled": {"bounds": POSTS, "scale": 10},
    "goalposts": {"goalposts": np.column_stack([POSTS, [10] * 4])},
}
COINR = sorted({row["method"] for row in published.rows("normalised")})
values = arrays.arrays(float, (6, 2), elements=st.integers(-50, 50).map(float))


@pytest.mark.parametrize("method", COINR)
def test_every_method_gives_what_coinr_gives(method):
    theirs = [
        [float(row[code] or "nan") for code in FOUR]
        for row in published.rows("normalised")
        if row["method"] == method
    ]
    # A highest value of 0 gives them an infinity and us a gap.
    theirs = np.where(np.isinf(theirs), np.nan, theirs)
    ours = normalise(RAW, method, direction=SIGNS, **PARAMETERS.get(method, {}))
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_all_methods_but_ours_were_compared():
    assert set(NORMALISATIONS) - set(COINR) == {"distance_to_worst", "none"}


def one(column, method, **parameters):
    return normalise([[value] for value in column], method, **parameters).ravel().tolist()


def test_distance_to_target_in_both_directions_and_capped():
    assert one([0, 5, 11], "distance_to_target", targets=10) == pytest.approx([0, 0.5, 1.1])
    assert one([0, 5, 11], "distance_to_target", targets=10, cap=True) == [0, 0.5, 1]
    falling = {"targets": 0, "direction": [-1]}
    assert one([-1, 1, 10], "distance_to_target", **falling) == pytest.approx([1.1, 0.9, 0])
    assert one([-1, 1, 10], "distance_to_target", cap=True, **falling) == pytest.approx([1, 0.9, 0])


@pytest.mark.parametrize(
    ("value", "sign", "score"),
    [(1, 1, 0.1), (11, 1, 1), (-1, 1, 0), (1, -1, 0.9), (-1, -1, 1), (11, -1, 0)],
)
def test_goalposts_are_in_the_indicators_own_unit_and_cut_what_is_outside(value, sign, score):
    posts = {"goalposts": (0, 10, 1), "direction": [sign]}
    assert one([value], "goalposts", **posts) == [pytest.approx(score)]


def test_goalposts_may_leave_what_is_outside():
    assert one([11.0], "goalposts", goalposts=(0, 10), truncate=False) == [1.1]


def test_the_distance_to_the_worst_counts_from_the_worst():
    assert one([4, 2, 3], "distance_to_worst") == [1, 0, 0.5]
    assert one([4, 2, 3], "distance_to_worst", direction=[-1]) == [0, 1, 0.5]


def test_a_missing_value_stays_missing_and_takes_no_rank():
    assert one([3, np.nan, 1, 3], "rank") == pytest.approx([2, np.nan, 1, 2], nan_ok=True)


@pytest.mark.parametrize("method", ["min_max", "z_score", "distance_to_best", "distance_to_worst"])
def test_without_a_range_there_is_no_number(method):
    assert np.isnan(one([0.1, 0.1, 0.1], method)).all()


def test_a_panel_is_normalised_over_all_its_years():
    panel = np.array([[[0.0, 10.0]], [[5.0, 20.0]]])
    assert normalise(panel, "min_max").tolist() == [[[0.0, 50.0]], [[25.0, 100.0]]]


@pytest.mark.parametrize(
    ("method", "parameters", "error"),
    [
        ("best", {}, "unknown normalisation"),
        ("min_max", {"direction": [2]}, "1 or -1"),
        ("min_max", {"low": [1, 2]}, "low"),
        ("z_score", {"sd": 0}, "positive"),
        ("goalposts", {"goalposts": (5, 5)}, "below"),
        ("scaled", {"bounds": (1, 2, 3)}, "lower"),
        ("distance_to_reference", {"reference": 9}, "position"),
    ],
)
def test_nonsense_is_refused(method, parameters, error):
    with pytest.raises(ValueError, match=error):
        one([1, 2], method, **parameters)


def test_a_parameter_of_another_method_is_refused():
    with pytest.raises(TypeError, match="targets"):
        one([1, 2], "min_max", targets=3)


@pytest.mark.parametrize("x", [[[]], [1, 2], np.ones((2, 2, 2, 2))])
def test_what_is_no_table_is_refused(x):
    with pytest.raises(ValueError, match="units × indicators"):
        normalise(x)


def test_an_infinite_value_is_refused_with_its_place():
    with pytest.raises(ValueError, match=r"\[1, 0\]"):
        one([1, np.inf], "min_max")


@given(values, st.integers(1, 9), st.integers(-99, 99))
def test_min_max_does_not_see_a_change_of_unit(x, factor, shift):
    ours = normalise(x * factor + shift)
    np.testing.assert_allclose(ours, normalise(x), atol=1e-9)


@given(values, st.sampled_from(["min_max", "rank", "percentile_rank", "borda"]))
def test_a_turned_direction_is_a_turned_sign(x, method):
    turned = normalise(x, method, direction=[-1, 1])
    np.testing.assert_array_equal(turned, normalise(x * [-1, 1], method))


@given(values, st.permutations(range(6)), st.sampled_from(["min_max", "z_score", "rank"]))
def test_the_order_of_the_units_does_not_matter(x, order, method):
    np.testing.assert_allclose(
        normalise(x[list(order)], method), normalise(x, method)[list(order)], atol=1e-9
    )
