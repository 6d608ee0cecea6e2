"""Audits of a declared quality level against exact risks computed apart, and a published point."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import Plan, audit_plan, oc, preferred_size
from zhiliang.methods.tables.sampling.audit import OUTCOMES

pytestmark = pytest.mark.once


def test_samples_risks_and_ratios_are_the_exact_ones():
    for row in rows("audits.csv"):
        dql, limit = float(row["dql"]), int(row["c"])
        largest = audit_plan(dql, limit)
        assert largest.n == int(row["n_exact_max_with_alpha_le_5pct"])
        assert largest.alpha == pytest.approx(float(row["alpha_at_n"]), rel=1e-9)
        assert largest.lqr == pytest.approx(float(row["LQR_at_n(10%)"]), rel=1e-9)
        usual = audit_plan(dql, limit, n=preferred_size(largest.n))
        assert usual.n == int(row["n_preferred_le"])
        assert usual.lqr == pytest.approx(float(row["LQR_pref"]), rel=1e-9)


def test_the_published_example_is_not_contradicted_by_two():
    # ISO 2859-4:2002, 7.2: DQL 0.65 %, n 125, L 2.
    plan = audit_plan(0.0065, 2, n=125)
    outcomes = [plan.outcome(found).key for found in (0, 2, 3)]
    assert outcomes == ["nothing_found", "not_contradicted", "contradicted"]


def test_no_outcome_calls_anything_qualified():
    assert OUTCOMES["nothing_found"].zh == "所检项目未发现不合格"
    for outcome in OUTCOMES.values():
        assert "合格" not in outcome.zh.replace("不合格", "")
        assert "qualified" not in outcome.en


@given(st.integers(200, 5000), st.sampled_from(["0.01", "0.025", "0.065"]), st.integers(0, 2))
def test_one_unit_more_of_a_lot_would_exceed_the_risk(lot, dql, limit):
    declared = int(Decimal(dql) * lot)
    assume(declared > limit and declared / lot < 0.05 + limit)
    plan = audit_plan(Decimal(dql), limit, lot_size=lot)
    risks = [
        1 - oc(Plan("", n, limit, limit + 1), declared / lot, lot_size=lot)
        for n in (plan.n, plan.n + 1)
    ]
    assert risks[0] <= 0.05 < risks[1]


def test_a_ratio_is_where_a_worse_lot_still_passes_in_one_of_ten():
    plan = audit_plan(0.01, 2, lot_size=1000)
    bad = round(plan.lqr * 0.01 * 1000)
    passes = oc(Plan("", plan.n, 2, 3), np.array([bad - 1, bad]) / 1000, lot_size=1000)
    assert passes[1] <= 0.1 < passes[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"dql": 0.0065, "limit": 2, "n": 127}, "take at most 126 units"),
        ({"dql": 0.65, "limit": -1}, "lie between 0 and 1, -1 from 0"),
        ({"dql": 1.5, "limit": 2}, "lie between 0 and 1"),
        ({"dql": 0.01, "limit": 5, "n": 5}, "must exceed the limit 5"),
        ({"dql": 0.1, "limit": 0}, "already 1 units contradict .* take a limit above 0"),
        ({"dql": 0.01, "limit": 2, "lot_size": 100}, "allows 1 nonconforming in the lot"),
        ({"dql": 0.01, "limit": 2, "lot_size": 100, "n": 101}, "and not the lot"),
    ],
)
def test_a_plan_that_breaks_its_risk_or_its_lot_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        audit_plan(**arguments)


def test_more_found_than_sampled_is_refused():
    with pytest.raises(ValueError, match="14 nonconforming in a sample of 13"):
        audit_plan(0.025, 1, n=13).outcome(14)
    with pytest.raises(ValueError, match="begins at 2"):
        preferred_size(1)
