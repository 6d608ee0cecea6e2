"""PRR, ROR and chi-square beside openEBGM and SciPy, and where a cell is empty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats.contingency import odds_ratio, relative_risk

from tests.methods.signals.reports import at_oracle, counted, oracle
from zhiliang.methods.signals import chi_squared, evans, pairs, prr, ror
from zhiliang.methods.tables.signals import EVANS_2001, Criterion

pytestmark = pytest.mark.once


def reports(a, b, c, d):
    """Counts of one report a mention, with the fourfold table of kettle and burn."""
    products = ["kettle"] * (a + b) + ["toy"] * (c + d)
    hazards = ["burn"] * a + ["cut"] * b + ["burn"] * c + ["cut"] * d
    return pairs(range(a + b + c + d), products, hazards)


def of_pair(values, counts):
    return values[(counts.products == "kettle") & (counts.hazards == "burn")].item()


TABLES = st.tuples(*[st.integers(1, 60)] * 4)


def test_prr_of_17189_pairs_is_openebgm_s_and_infinite_where_it_says_so():
    found, wanted = at_oracle(counted(), prr(counted()).value), oracle()["prr"]
    assert (np.isinf(found) == np.isinf(wanted)).all() and np.isinf(wanted).any()
    finite = np.isfinite(wanted)
    assert np.abs(found[finite] - wanted[finite]).max() <= 0.005 + 1e-9


@given(TABLES)
def test_prr_and_its_interval_are_scipy_s_relative_risk(table):
    a, b, c, d = table
    counts = reports(*table)
    theirs = relative_risk(a, a + b, c, c + d)
    interval = theirs.confidence_interval(0.95)
    ours = prr(counts)
    found = [of_pair(values, counts) for values in (ours.value, ours.lower, ours.upper)]
    assert found == pytest.approx([theirs.relative_risk, interval.low, interval.high])


@given(TABLES)
def test_ror_and_its_interval_are_scipy_s_odds_ratio(table):
    a, b, c, d = table
    counts = reports(*table)
    theirs = odds_ratio([[a, b], [c, d]], kind="sample")
    interval = theirs.confidence_interval(0.95)
    ours = ror(counts)
    found = [of_pair(values, counts) for values in (ours.value, ours.lower, ours.upper)]
    assert found == pytest.approx([theirs.statistic, interval.low, interval.high])


@given(TABLES)
def test_chi_square_is_scipy_s_with_yates_correction(table):
    a, b, c, d = table
    wanted = chi2_contingency([[a, b], [c, d]], correction=True).statistic
    counts = reports(*table)
    assert of_pair(chi_squared(counts), counts) == pytest.approx(wanted, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from("ab"), st.sampled_from("xy"))))
def test_other_names_change_no_ratio(mentions):
    rows = [*mentions, (0, "a", "x"), (21, "b", "y")]
    report, product, hazard = zip(*rows, strict=True)
    counts = pairs(report, product, hazard)
    swapped = str.maketrans("abxy", "baqp")
    renamed = pairs(
        [f"no. {number}" for number in report],
        [one.translate(swapped) for one in product],
        [other.translate(swapped) for other in hazard],
    )
    for ratio in (prr, ror):
        found, wanted = np.sort(ratio(renamed).value), np.sort(ratio(counts).value)
        assert found == pytest.approx(wanted, nan_ok=True)


def test_a_hazard_of_one_product_alone_is_infinitely_more_often():
    counts = reports(3, 4, 0, 5)
    for found in (prr(counts), ror(counts)):
        assert of_pair(found.value, counts) == np.inf
        assert np.isnan(of_pair(found.lower, counts)) and np.isnan(of_pair(found.upper, counts))


def test_where_every_report_names_the_product_nothing_is_compared():
    counts = reports(3, 4, 0, 0)
    assert np.isnan(of_pair(prr(counts).value, counts))
    assert np.isnan(of_pair(chi_squared(counts), counts)) and not evans(counts).any()


@pytest.mark.parametrize(
    ("table", "signal"),
    [
        ((3, 1, 2, 60), True),
        ((2, 0, 2, 60), False),
        ((30, 30, 30, 30), False),
        ((3, 0, 0, 90), True),
    ],
    ids=["signal", "two reports", "ratio of one", "infinite ratio"],
)
def test_evans_wants_ratio_chi_square_and_three_reports(table, signal):
    counts = reports(*table)
    assert of_pair(evans(counts), counts) == signal


def test_the_criterion_is_a_row_that_an_office_may_replace():
    counts = reports(2, 0, 2, 60)
    weaker = Criterion(ratio=2, chi_squared=4, reports=2, source="示例", certainty="configuration")
    assert of_pair(evans(counts, criterion=weaker), counts)
    assert (EVANS_2001.ratio, EVANS_2001.chi_squared, EVANS_2001.reports) == (2, 4, 3)
