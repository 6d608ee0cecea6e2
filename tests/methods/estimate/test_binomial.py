"""Intervals of simple random samples against R and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from tests.methods.estimate import answers
from zhiliang.methods.estimate import Design, estimate_rate, proportion_interval, rate_interval

pytestmark = pytest.mark.once

SCIPY = {"clopper_pearson": "exact", "wilson": "wilson", "wilson_corrected": "wilsoncc"}
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("level", [90, 95])
@pytest.mark.parametrize(("method", "r"), [("clopper_pearson", "cp"), ("wilson", "wilson")])
def test_intervals_of_whole_columns_are_those_of_r(method, r, level):
    passed, tested = answers.numbers("binomial", "passed", "tested").T
    ours = proportion_interval(passed, tested, method=method, level=level / 100)
    theirs = answers.numbers("binomial", f"{r}_low_{level}", f"{r}_high_{level}").T
    np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)


@given(counts, st.sampled_from(sorted(SCIPY)), st.floats(0.5, 0.999))
def test_intervals_are_those_of_scipy(count, method, level):
    passed, tested = count
    theirs = binomtest(passed, tested).proportion_ci(level, SCIPY[method])
    ours = proportion_interval(passed, tested, method=method, level=level)
    np.testing.assert_allclose(ours, [theirs.low, theirs.high], rtol=1e-8, atol=1e-11)


@given(counts, st.sampled_from(sorted(SCIPY)))
def test_what_fails_has_the_mirrored_interval(count, method):
    passed, tested = count
    low, high = proportion_interval(passed, tested, method=method)
    down, up = proportion_interval(tested - passed, tested, method=method)
    np.testing.assert_allclose([low, high], [1 - up, 1 - down], atol=1e-9)


@given(counts.filter(lambda count: count[1] > 1))
def test_without_design_korn_graubard_counts_one_less_than_clopper_pearson(count):
    """The error of a design has n − 1 below, so the effective sample is n − 1."""
    passed, tested = count
    rate = estimate_rate(Design(np.ones(tested)), np.arange(tested) < passed)
    size = tested if passed in (0, tested) else tested - 1
    assert rate.n_eff == pytest.approx(size, rel=1e-9)
    se = 0 if passed in (0, tested) else np.sqrt(rate.value * (1 - rate.value) / size)
    theirs = rate_interval(rate.value, se, n=tested, df=tested - 1)
    np.testing.assert_allclose([rate.low, rate.high], theirs, rtol=1e-9)


@given(counts, st.sampled_from(["korn_graubard", "wilson", "logit", "arcsine"]), st.integers(1, 50))
def test_designed_intervals_hold_their_rate_and_stay_within_0_and_1(count, method, df):
    rate = count[0] / count[1]
    low, high = rate_interval(
        rate, 0.2 * np.sqrt(rate * (1 - rate)), n=count[1], df=df, method=method
    )
    if 0 < rate < 1 or method in ("korn_graubard", "wilson"):
        assert 0 <= low <= rate <= high <= 1
    else:
        assert np.isnan(low)
        assert np.isnan(high)


def test_without_degrees_of_freedom_nothing_is_excluded():
    assert rate_interval(0.9, 0.1, n=5, df=0) == (0, 1)


@pytest.mark.parametrize(
    ("passed", "tested", "said"),
    [
        (3, 2, "3 passed of 2"),
        (0, 0, "at least 1 tested"),
        (-1, 5, "-1 passed"),
        (1.5, 3, "whole numbers"),
        ([1, np.nan], 2, "nan passed of 2 tested .at 1"),
    ],
)
def test_impossible_counts_are_refused_with_their_place(passed, tested, said):
    with pytest.raises(ValueError, match=said):
        proportion_interval(passed, tested)


def test_unknown_methods_and_levels_are_refused():
    with pytest.raises(ValueError, match=r"unknown method 'wald': one of wilson"):
        proportion_interval(1, 2, method="wald")
    with pytest.raises(ValueError, match="unknown method 'beta': one of korn_graubard"):
        rate_interval(0.5, 0.1, n=9, df=8, method="beta")
    with pytest.raises(ValueError, match="between 0 and 1: 95"):
        proportion_interval(1, 2, level=95)
    with pytest.raises(ValueError, match="between 0 and 1"):
        rate_interval(1.5, 0.1, n=9, df=8)
