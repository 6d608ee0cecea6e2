"""A target's pace by compound annual growth, from its entry in the results."""

import pytest

from zhiliang.evaluation.pace import pace

pytestmark = pytest.mark.once


def entry(**changes):
    baseline = {"year": 2010, "value": "80", "source": "returns"}
    stated = {"op": "ge", "horizon": "by_2015", "target": "90", "value": "85"}
    return {**stated, "baseline": baseline, **changes}


def test_a_target_on_the_way_has_a_pace():
    found = pace(entry(), 2013)
    assert found["category"] == "moderate_progress"
    assert found["ratio"] == pytest.approx(0.8564170427445952, rel=1e-12)


def test_a_baseline_of_zero_has_a_reason_and_no_number():
    found = pace(entry(baseline={"year": 2010, "value": "0"}), 2013)
    assert (found["ratio"], found["reason"]) == (None, "base_is_zero")


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline": None},
        {"value": None},
        {"op": "approx"},
        {"horizon": "each_year"},
        {"baseline": {"year": 2013, "value": "80"}},
    ],
)
def test_where_nothing_can_be_measured_nothing_is_said(changes):
    assert pace(entry(**changes), 2013) is None
