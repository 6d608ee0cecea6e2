"""Smallest plans for two risk points against R's find.plan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import Plan, find_plan, oc

pytestmark = pytest.mark.once


@pytest.mark.parametrize("distribution", ["binomial", "hypergeom", "poisson"])
def test_plans_are_those_of_r(distribution):
    compared = [row for row in rows("find_plan.csv.gz") if row["distribution"] == distribution]
    assert len(compared) == 36
    for row in compared:
        producer = float(row["p1"]), float(row["pa1"])
        consumer = float(row["p2"]), float(row["pa2"])
        lot = int(row["lot"]) if row["lot"] else None
        found = find_plan(producer, consumer, distribution=distribution, lot_size=lot)
        assert (found.n, found.ac) == (int(row["n"]), int(row["c"])), row


@given(st.floats(0.001, 0.05), st.floats(2.5, 10), st.floats(0.85, 0.99), st.floats(0.02, 0.2))
def test_a_plan_meets_both_points_and_one_unit_less_does_not(p, ratio, accepted, tolerated):
    plan = find_plan((p, accepted), (p * ratio, tolerated))
    assert oc(plan, p) >= accepted
    assert oc(plan, p * ratio) <= tolerated
    fewer = Plan("", max(plan.n - 1, 1), plan.ac, plan.re)
    assert plan.n == 1 or oc(fewer, p * ratio) > tolerated


def test_a_lot_too_small_for_the_risks_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="takes 20 units or fewer: allow more risk, or inspect"):
        find_plan((0.01, 0.95), (0.011, 0.1), lot_size=20)


@pytest.mark.parametrize(
    ("producer", "consumer"),
    [((0.1, 0.95), (0.05, 0.1)), ((0.01, 0.1), (0.05, 0.95)), ((0.01, np.nan), (0.05, 0.1))],
)
def test_points_that_contradict_each_other_are_refused(producer, consumer):
    with pytest.raises(ValueError, match="of worse quality|between 0 and 1"):
        find_plan(producer, consumer)


def test_measured_items_are_sent_to_their_own_function():
    with pytest.raises(ValueError, match="find_variables_plan"):
        find_plan((0.01, 0.95), (0.05, 0.1), distribution="normal")
