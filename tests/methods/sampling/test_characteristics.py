"""What plans do, against R's AcceptanceSampling and against laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.sampling.published import numbers, rows
from zhiliang.methods.sampling import Plan, Stage, StagedPlan, aoq, asn, ati, decisions, oc

pytestmark = pytest.mark.once

K = Plan("K", 125, 3, 4)
DOUBLE = StagedPlan("K", (Stage(80, 1, 4), Stage(80, 4, 5)))


def plan_of(row):
    stages = zip(numbers(row["n"]), numbers(row["ac"]), numbers(row["re"]), strict=True)
    return StagedPlan("", tuple(Stage(*stage) for stage in stages))


@pytest.mark.parametrize("distribution", ["binomial", "hypergeom", "poisson"])
def test_probabilities_of_acceptance_are_those_of_r(distribution):
    compared = [row for row in rows("curves.csv.gz") if row["distribution"] == distribution]
    assert len(compared) >= 80
    for row in compared:
        lot = int(row["lot"]) if row["lot"] else None
        found = oc(plan_of(row), float(row["p"]), lot_size=lot, distribution=distribution)
        assert found == pytest.approx(float(row["pa"]), rel=1e-10, abs=1e-13), row


def test_a_curve_has_the_shape_of_its_qualities_and_a_number_gives_a_number():
    assert oc(K, np.zeros((2, 3))).tolist() == [[1.0] * 3] * 2
    assert isinstance(oc(K, 0.01), float)


@given(st.integers(1, 400), st.integers(0, 12), st.floats(0, 0.9))
def test_a_curve_falls_from_one_as_quality_worsens(n, ac, p):
    plan = Plan("", n, ac, ac + 1)
    better, worse = oc(plan, [p, p + 0.1])
    assert oc(plan, 0) == 1
    assert better >= worse - 1e-12


@given(st.integers(2, 300), st.data())
def test_inspecting_the_whole_lot_decides_without_chance(lot, data):
    bad = data.draw(st.integers(0, lot))
    plan = Plan("", lot + 5, 2, 3)
    assert oc(plan, bad / lot, lot_size=lot) == (1.0 if bad <= 2 else 0.0)


def test_a_large_lot_is_nearly_binomial():
    p = np.array([0.005, 0.01, 0.05])
    assert oc(K, p, lot_size=10_000_000) == pytest.approx(oc(K, p), rel=1e-4)


def test_a_lot_in_the_gap_of_a_reduced_plan_is_accepted():
    gap, closed = Plan("K", 50, 1, 4), Plan("K", 50, 3, 4)
    assert oc(gap, 0.03) == pytest.approx(oc(closed, 0.03))


def test_a_single_plan_always_takes_its_sample():
    assert asn(K, [0, 0.01, 0.5]).tolist() == [125.0] * 3


def test_a_double_plan_takes_its_second_sample_only_when_undecided():
    # 80 + 80 · P(2 or 3 found in 80), SciPy 1.17.
    assert asn(DOUBLE, 0.01) == pytest.approx(94.57461417041183, rel=1e-12)
    assert asn(DOUBLE, [0, 1]).tolist() == [80.0, 80.0]


@given(st.floats(0, 1))
def test_every_lot_is_decided_at_some_stage(p):
    found = decisions(DOUBLE, p, lot_size=1000)
    assert (found.accepted + found.refused).sum() == pytest.approx(1)


def test_inspection_and_outgoing_quality_of_a_single_plan_are_the_textbooks():
    accepted = 0.9625509378366359
    assert ati(K, 0.01, lot_size=2000) == pytest.approx(125 + (1 - accepted) * 1875)
    assert aoq(K, 0.01, lot_size=2000) == pytest.approx(accepted * 0.01 * 1875 / 2000)
    assert aoq(K, 0.01) == pytest.approx(accepted * 0.01)


def test_sorting_what_is_refused_leaves_an_outgoing_quality_limit():
    p = np.linspace(0, 0.2, 401)
    left = aoq(K, p, lot_size=2000)
    assert left.max() == pytest.approx(left[(p > 0.015) & (p < 0.025)].max())
    assert (left <= p).all()


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_a_quality_that_is_no_proportion_is_refused_with_what_to_do(p):
    with pytest.raises(ValueError, match="divide per cent and per 100 units by 100"):
        oc(K, p)


def test_nonconformities_per_unit_may_pass_one_but_not_infinity():
    assert oc(K, 2.0, distribution="poisson") == pytest.approx(0, abs=1e-12)
    with pytest.raises(ValueError, match="nonconformities per unit"):
        oc(K, float("inf"), distribution="poisson")


def test_an_unknown_distribution_or_a_missing_lot_is_refused():
    with pytest.raises(ValueError, match="no distribution 'normal': take one of binomial"):
        oc(K, 0.01, distribution="normal")
    with pytest.raises(ValueError, match="needs the size of the lot"):
        oc(K, 0.01, distribution="hypergeom")


def test_stages_whose_numbers_fall_are_no_plan():
    with pytest.raises(ValueError, match="do not fall"):
        StagedPlan("", (Stage(5, 2, 4), Stage(5, 1, 4)))
