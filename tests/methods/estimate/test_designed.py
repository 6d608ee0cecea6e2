"""Estimates of designed samples against R survey 4.5."""

import numpy as np
import pytest

from tests.methods.estimate import answers
from zhiliang.methods.estimate import (
    Design,
    estimate_mean,
    estimate_means,
    estimate_rate,
    estimate_rates,
    estimate_total,
)

pytestmark = pytest.mark.once

OURS = {
    "t": "mean",
    "logit": "xlogit",
    "arcsine": "asin",
    "korn_graubard": "beta",
    "wilson": "wilson",
}
ROWS = answers.rows("designed")
MEANS = [row for row in ROWS if row["measure"] == "api00"]
RATES = [row for row in ROWS if row["measure"] == "passed"]
TOTALS = [row for row in ROWS if row["measure"] == "total"]


def named(row):
    return f"{row['design']}-{row['domain']}"


def within(row):
    improved = answers.texts(answers.sample(row["design"]), "comp.imp")
    return None if row["domain"] == "all" else improved == row["domain"]


def equal(ours, row, names=("value", "se", "df", "deff")):
    theirs = [float(row[name] or "nan") for name in names]
    mine = [getattr(ours, name) for name, their in zip(names, theirs, strict=True)]
    known = ~np.isnan(theirs)
    np.testing.assert_allclose(np.array(mine)[known], np.array(theirs)[known], rtol=1e-9)


def test_all_designs_were_compared():
    assert {row["design"] for row in ROWS} == set(answers.DESIGNS)


@pytest.mark.parametrize("row", MEANS, ids=named)
def test_means_of_all_and_of_domains_are_those_of_r(row):
    y = answers.numbers(answers.sample(row["design"]), "api00")
    found = estimate_mean(answers.design(row["design"]), y, within=within(row))
    equal(found, row)
    np.testing.assert_allclose(
        [found.low, found.high], [float(row["t_low"]), float(row["t_high"])], rtol=1e-9
    )


@pytest.mark.parametrize("row", TOTALS, ids=named)
def test_totals_are_those_of_r(row):
    y = answers.numbers(answers.sample(row["design"]), "api00")
    equal(estimate_total(answers.design(row["design"]), y), row)


@pytest.mark.parametrize("method", OURS)
@pytest.mark.parametrize("row", RATES, ids=named)
def test_rates_and_their_intervals_are_those_of_r(row, method):
    passed = answers.numbers(answers.sample(row["design"]), "api00") >= 650
    found = estimate_rate(answers.design(row["design"]), passed, within=within(row), method=method)
    equal(found, row)
    fitted = answers.design(row["design"]).calibrations and row["domain"] != "all"
    if not (fitted and method == "korn_graubard"):
        theirs = [float(row[f"{OURS[method]}_{end}"]) for end in ("low", "high")]
        np.testing.assert_allclose([found.low, found.high], theirs, rtol=1e-9)


@pytest.mark.parametrize("row", answers.rows("lonely"), ids=lambda row: row["rule"])
def test_a_stratum_with_one_unit_counts_as_in_r(row):
    strata, y = answers.texts("strat", "lonely"), answers.numbers("strat", "api00")
    design = Design(answers.numbers("strat", "pw"), strata=strata, lonely=row["rule"])
    errors = [
        estimate_mean(design, y).se,
        estimate_total(design, y).se,
        estimate_mean(design, y, within=strata != "H").se,
    ]
    theirs = [float(row[name]) for name in ("mean_se", "total_se", "domain_se")]
    np.testing.assert_allclose(errors, theirs, rtol=1e-9)


@pytest.mark.parametrize("name", answers.DESIGNS)
def test_all_domains_at_once_are_each_by_itself(name):
    kinds = answers.texts(answers.sample(name), "comp.imp")
    y, design = answers.numbers(answers.sample(name), "api00"), answers.design(name)
    for label, found in estimate_means(design, y, kinds).items():
        alone = estimate_mean(design, y, within=kinds == label)
        assert (found.value, found.df, found.n) == (alone.value, alone.df, alone.n)
        assert found.se == pytest.approx(alone.se, rel=1e-12)


def test_a_domain_is_no_sample_of_its_own():
    """Leaving the others out of the design would pretend that the domain's size was known."""
    y, kinds = answers.numbers("srs", "api00"), answers.texts("srs", "comp.imp") == "Yes"
    cut = Design(np.ones(kinds.sum()))
    whole = estimate_mean(Design(np.ones(200)), y, within=kinds)
    assert whole.value == estimate_mean(cut, y[kinds]).value
    assert whole.se != pytest.approx(estimate_mean(cut, y[kinds]).se, rel=1e-4)


def test_where_everything_passed_the_number_of_units_makes_the_interval():
    rates = estimate_rates(Design(np.ones(40)), [True] * 40, ["a"] * 10 + ["b"] * 30)
    assert rates["a"].low == pytest.approx(0.025 ** (1 / 10), rel=1e-12)
    assert rates["b"].low == pytest.approx(0.025 ** (1 / 30), rel=1e-12)
    assert rates["b"].high == 1
