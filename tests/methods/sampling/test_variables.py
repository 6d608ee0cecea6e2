"""Variables plans against R's OCvar and find.plan, and an integral where R approximates."""

import math
from statistics import NormalDist

import pytest

from tests.methods.sampling.published import rows
from zhiliang.methods.sampling import VariablesPlan, accepts, find_variables_plan, oc_variables

pytestmark = pytest.mark.once

# Beyond this shift R 4 takes a normal approximation of the noncentral t distribution.
R_APPROXIMATES_FROM = 37.62


def shift(p, n):
    return -NormalDist().inv_cdf(p) * math.sqrt(n)


@pytest.mark.parametrize("sigma", ["known", "unknown"])
def test_probabilities_of_acceptance_are_those_of_r(sigma):
    compared = [
        row
        for row in rows("variables.csv.gz")
        if row["sigma"] == sigma
        and (sigma == "known" or shift(float(row["p"]), int(row["n"])) < R_APPROXIMATES_FROM)
    ]
    assert len(compared) >= 60
    for row in compared:
        plan = VariablesPlan(int(row["n"]), float(row["k"]), sigma)
        assert oc_variables(plan, float(row["p"])) == pytest.approx(float(row["pa"]), abs=1e-11)


def test_where_r_approximates_the_probability_is_that_of_the_deviations_density():
    # Integrated over the density of the sample's deviation, 256 Gauss-Legendre nodes.
    for n, k, p, integrated in (
        (150, 2.51, 0.001, 0.9997091531494622),
        (160, 2.80504798539, 0.005, 0.0999206850646512),
    ):
        assert oc_variables(VariablesPlan(n, k), p) == pytest.approx(integrated, rel=1e-10)


@pytest.mark.parametrize("sigma", ["known", "unknown"])
def test_plans_are_those_of_r(sigma):
    compared = [row for row in rows("find_plan.csv.gz") if row["sigma"] == sigma]
    assert len(compared) >= 24
    for row in compared:
        producer = float(row["p1"]), float(row["pa1"])
        found = find_variables_plan(producer, (float(row["p2"]), float(row["pa2"])), sigma=sigma)
        approximated = sigma == "unknown" and shift(producer[0], found.n) > R_APPROXIMATES_FROM
        assert abs(found.n - int(row["n"])) <= approximated, row
        assert found.k == pytest.approx(float(row["k"]), abs=1e-3 if approximated else 1e-4)


def test_nothing_beyond_the_limit_is_always_accepted_and_everything_never():
    assert oc_variables(VariablesPlan(5, 1.5), [0, 1]).tolist() == [1.0, 0.0]


def test_each_limit_is_judged_by_itself():
    plan = VariablesPlan(10, 2.0)
    assert accepts(plan, 10.0, 1.0, lower=8.0, upper=12.0)
    assert not accepts(plan, 10.5, 1.0, lower=8.0, upper=12.0)
    assert accepts(plan, -3.0, 1.0, upper=0.0)


def test_what_is_no_plan_or_no_decision_is_refused():
    with pytest.raises(ValueError, match="too small where sigma is unknown"):
        VariablesPlan(1, 1.5)
    with pytest.raises(ValueError, match="sigma is known or unknown"):
        VariablesPlan(5, 1.5, "guessed")
    with pytest.raises(ValueError, match="needs a limit"):
        accepts(VariablesPlan(5, 1.5), 1.0, 0.1)
    with pytest.raises(ValueError, match="sigma is known or unknown"):
        find_variables_plan((0.01, 0.95), (0.1, 0.1), sigma="s")
    with pytest.raises(ValueError, match="divide per cent"):
        oc_variables(VariablesPlan(5, 1.5), 5)
