"""Building and replaying an index, and what it refuses."""

import numpy as np
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zhiliang.methods.composite import Index, aggregate, normalise

pytestmark = pytest.mark.once

TREE = {"top": {"a": {"x": 1, "y": {"weight": 3, "direction": -1}}, "z": None}}
DATA = {"x": [1, 5, 3, 4], "y": [9, 2, 4, 4], "z": [10, 20, 40, 30]}
columns = arrays.arrays(float, (6, 3), elements=st.integers(0, 30).map(float))


def build(data=None, **steps):
    return Index(TREE).build(DATA | (data or {}), **steps)


def by_hand(x, pillar="arithmetic", top="arithmetic"):
    scores = normalise(x, "min_max", direction=[1, -1, 1], low=1)
    pillars = np.column_stack([aggregate(scores[:, :2], [1, 3], pillar), scores[:, 2]])
    return aggregate(pillars, None, top)


def test_each_level_can_be_aggregated_in_its_own_way():
    built = build(normalise={"low": 1}, aggregate={"method": ["geometric", "harmonic"]})
    x = np.array([DATA[code] for code in "xyz"]).T
    assert built.scores == pytest.approx(by_hand(x, "geometric", "harmonic"))


def test_each_group_can_be_aggregated_in_its_own_way():
    levels = build(normalise={"low": 1}, aggregate={"method": ["geometric", "arithmetic"]})
    groups = {"a": "geometric", "top": "arithmetic"}
    assert build(normalise={"low": 1}, aggregate={"method": groups}).scores.tolist() == (
        levels.scores.tolist()
    )


def test_an_array_a_mapping_and_a_data_frame_build_the_same():
    x = np.array([DATA[code] for code in "xyz"]).T
    scores = build().scores.tolist()
    assert Index(TREE).build(x, codes=list("xyz")).scores.tolist() == scores
    assert Index(TREE).build(pandas.DataFrame(DATA)).scores.tolist() == scores


def test_parameters_can_be_given_by_code():
    posts = {"x": (0, 10), "y": (0, 10), "z": (0, 100)}
    built = build(normalise={"method": "goalposts", "goalposts": posts})
    assert built.stages["normalise"].column("y") == pytest.approx([0.1, 0.8, 0.6, 0.6])


def test_denominators_come_from_the_structure_and_groups_from_a_column():
    tree = {"top": {"x": {"denominator": "people"}, "z": None}}
    data = {"x": [10, None, 30], "z": [1, 2, 3], "people": [10, 10, 10], "side": ["w", "w", "e"]}
    built = Index(tree).build(
        data, denominate=True, impute={"method": "group_mean", "groups": "side"}
    )
    assert built.stages["impute"].column("x").tolist() == [1, 1, 3]


def test_units_that_are_screened_out_take_no_rank():
    gap = {"x": [None, 5, 3, 4], "y": [None, 2, 4, 4]}
    built = build(gap, units=list("ABCD"), screen={"dat_thresh": 0.5})
    assert built.units == ("B", "C", "D")
    assert built.ranks.tolist() == [1, 1, 3]
    assert build(gap, units=list("ABCD"), screen={"force": {"A": True}}).units == tuple("ABCD")


def test_steps_are_taken_in_the_order_in_which_they_are_named():
    built = build(treat=True, aggregate="arithmetic", impute="mean")
    assert list(built.stages) == ["raw", "treat", "impute", "normalise", "aggregate"]


def test_a_replay_can_leave_a_step_out_and_change_several():
    replayed = build(treat=True, normalise={"low": 1}).replay(treat=None, aggregate="geometric")
    assert (
        replayed.scores.tolist()
        == build(normalise={"low": 1}, aggregate="geometric").scores.tolist()
    )


def test_another_normalisation_starts_afresh_but_another_mean_keeps_its_weights():
    built = build(normalise={"low": 1}, aggregate={"weights": {"z": 5}})
    replayed = built.replay(normalise="percentile_rank")
    anew = build(normalise="percentile_rank", aggregate={"weights": {"z": 5}})
    assert replayed.scores.tolist() == anew.scores.tolist()
    geometric = build(normalise={"low": 1}, aggregate={"method": "geometric", "weights": {"z": 5}})
    assert built.replay(aggregate="geometric").scores.tolist() == geometric.scores.tolist()


def test_a_stage_that_replays_share_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        build().scores[0] = 9


def test_a_panel_is_ranked_within_each_year():
    panel = {code: [[v, v + 1] for v in values] for code, values in DATA.items()}
    built = build(panel, years=[2011, 2012])
    assert built.scores.shape == built.ranks.shape == (4, 2)
    assert sorted(built.ranks[:, 1].tolist()) == [1, 2, 3, 4]


def test_equal_weights_ignore_the_structure():
    built = build(aggregate={"weights": "equal"})
    assert built.scores.tolist() == build(aggregate={"weights": {"y": 1}}).scores.tolist()


@given(columns, st.sampled_from(["rank", "z_score", "min_max"]))
def test_a_replay_equals_the_build_for_any_data(x, method):
    x[0], x[1] = 0, 31  # no constant column
    built = Index(TREE).build(x, codes=list("xyz"), treat=True, normalise=method)
    again = built.replay(treat={}, normalise=method)
    assert again.scores.tolist() == built.scores.tolist()


@given(columns, st.permutations(range(6)))
def test_the_order_of_the_units_does_not_matter(x, order):
    x[0], x[1] = 0, 31
    ranks = Index(TREE).build(x, codes=list("xyz"), treat=True).ranks
    turned = Index(TREE).build(x[list(order)], codes=list("xyz"), treat=True).ranks
    assert turned.tolist() == ranks[list(order)].tolist()


@pytest.mark.parametrize(
    ("data", "steps", "message"),
    [
        ({"x": [None] * 4}, {}, "x has no value at all"),
        ({"x": [3, 3, 3, 3]}, {}, "x: min_max has nothing to tell its units apart"),
        ({"x": [1, 2]}, {}, "differ in shape"),
        ({"x": ["a", "b", "c", "d"]}, {}, "'x' holds more than numbers"),
        ({"x": [1, 2, 3, float("inf")]}, {}, "'x' holds an infinite"),
        ({}, {"units": [1, 1, 2, 3]}, "4 different units"),
        ({}, {"years": [2011]}, "ascending years"),
        ({}, {"weigh": True}, "unknown step 'weigh'"),
        (
            {},
            {"screen": {"dat_thresh": 1, "force": dict.fromkeys(range(4), False)}},
            "leaves no unit",
        ),
        ({}, {"denominate": {"by": {"x": "gdp"}}}, "denominator of x: there is no column 'gdp'"),
        (
            {},
            {"normalise": {"method": "goalposts", "goalposts": {"x": (0, 1)}}},
            "no parameter for y, z",
        ),
        ({}, {"aggregate": "geometric"}, "a of x, y: the geometric mean needs values above 0"),
        ({}, {"aggregate": {"method": ["geometric"]}}, "2 levels need a choice"),
    ],
)
def test_data_and_choices_that_cannot_work_are_refused_with_the_place(data, steps, message):
    with pytest.raises(ValueError, match=message):
        build(data, **steps)


def test_a_missing_column_and_an_array_without_codes_are_refused():
    with pytest.raises(ValueError, match="indicator: there is no column 'y'"):
        Index(TREE).build({"x": [1, 2]})
    with pytest.raises(ValueError, match="one code for each"):
        Index(TREE).build([[1, 2]])


def test_what_was_not_built_has_no_scores_and_no_replay():
    with pytest.raises(ValueError, match="call build"):
        _ = Index(TREE).scores
    with pytest.raises(ValueError, match="call build"):
        Index(TREE).replay()
    with pytest.raises(ValueError, match="not among the steps: treat"):
        build().replay(treat=True)
