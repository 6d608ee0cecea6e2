"""EBGM and its bounds beside openEBGM, and laws of shrinking."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma, nbinom

from tests.methods.signals.reports import at_oracle, counted, oracle
from zhiliang.methods.signals import Theta, ebgm, pairs
from zhiliang.methods.signals.counts import Counts
from zhiliang.methods.signals.prior import DUMOUCHEL, STARTS

pytestmark = pytest.mark.once

KEPT = Theta(*DUMOUCHEL)
POSITIVE = st.floats(0.05, 20)
THETAS = st.builds(Theta, POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.floats(0.01, 0.99))


def cell(n, expected):
    size = len(np.atleast_1d(n))
    empty = np.full(size, None)
    whole = np.full(size, 100)
    numbers = np.atleast_1d(np.array(n)), np.atleast_1d(np.array(expected, dtype=float))
    return Counts(empty, empty, *numbers, whole, whole, 1000)


@pytest.mark.parametrize(("by_stratum", "suffix"), [(False, ""), (True, "_by_stratum")])
def test_ebgm_and_its_bounds_are_openebgm_s(by_stratum, suffix):
    counts = counted(by_stratum)
    found = ebgm(counts)
    assert at_oracle(counts, found.ebgm) == pytest.approx(oracle()[f"ebgm{suffix}"], rel=1e-5)
    assert at_oracle(counts, found.eb05) == pytest.approx(oracle()[f"eb05{suffix}"], rel=2e-4)
    assert at_oracle(counts, found.eb95) == pytest.approx(oracle()[f"eb95{suffix}"], rel=2e-4)


def test_the_prior_is_openebgm_s():
    assert ebgm(counted()).theta == pytest.approx(
        (3.25596, 0.39999, 2.02375, 1.90613, 0.065308), rel=1e-4
    )


def test_more_starts_never_find_a_lower_likelihood():
    one, three = ebgm(counted()), ebgm(counted(), starts=STARTS)
    assert three.log_likelihood > one.log_likelihood + 0.2  # CAERS has a second, higher maximum


@given(THETAS, st.integers(1, 60), st.floats(0.01, 60))
def test_the_bounds_cut_off_a_twentieth_of_the_posterior(theta, n, expected):
    found = ebgm(cell(n, expected), theta=theta)
    assert below(found.eb05[0], theta, n, expected) == pytest.approx(0.05, abs=1e-7)
    assert below(found.eb95[0], theta, n, expected) == pytest.approx(0.95, abs=1e-7)


def below(value, theta, n, expected):
    """Share of the posterior at or below a value: Bayes' rule by SciPy's laws."""
    laws = ((theta.alpha1, theta.beta1, theta.share), (theta.alpha2, theta.beta2, 1 - theta.share))
    weights = [
        share * nbinom.pmf(n, alpha, beta / (beta + expected)) for alpha, beta, share in laws
    ]
    shares = [gamma.cdf(value, alpha + n, scale=1 / (beta + expected)) for alpha, beta, _ in laws]
    return np.dot(weights, shares) / sum(weights)


@given(THETAS, st.integers(1, 60), st.floats(0.01, 60))
def test_with_one_law_twice_the_mean_is_that_of_a_gamma(theta, n, expected):
    twice = Theta(theta.alpha1, theta.beta1, theta.alpha1, theta.beta1, theta.share)
    law = gamma(theta.alpha1 + n, scale=1 / (theta.beta1 + expected))
    logs = np.log(law.rvs(200, random_state=1))
    assert (
        abs(np.log(ebgm(cell(n, expected), theta=twice).ebgm[0]) - logs.mean())
        < 5 * logs.std() / 14
    )


@given(THETAS, st.integers(1, 60), st.floats(0.01, 60))
def test_the_bounds_hold_the_mean_between_them(theta, n, expected):
    found = ebgm(cell(n, expected), theta=theta)
    assert 0 < found.eb05[0] < found.eb95[0]


@given(THETAS, st.integers(1, 60), st.floats(0.01, 60))
def test_one_more_report_raises_mean_and_bounds(theta, n, expected):
    found = ebgm(cell([n, n + 1], [expected] * 2), theta=theta)
    assert found.ebgm[0] < found.ebgm[1] and found.eb95[0] < found.eb95[1] * (1 + 1e-9)


def test_many_reports_are_left_as_they_are_and_few_are_drawn_in():
    found = ebgm(cell([1, 1000], [0.01, 10.0]), theta=KEPT)
    assert found.ebgm[0] < 10 and found.ebgm[1] == pytest.approx(100, rel=0.02)


def test_a_kept_prior_gives_the_same_figures_without_fitting():
    fitted = ebgm(counted())
    again = ebgm(counted(), theta=fitted.theta)
    assert (again.ebgm == fitted.ebgm).all() and np.isnan(again.log_likelihood)


def test_too_few_pairs_have_no_prior_of_their_own():
    few = pairs([1, 2, 3], ["a", "a", "b"], ["x", "x", "y"])
    with pytest.raises(ValueError, match="too few"):
        ebgm(few)
    assert len(ebgm(few, theta=KEPT).ebgm) == 2


@pytest.mark.parametrize("theta", [(0, 1, 1, 1, 0.5), (1, 1, 1, 1, 1), (1, 1, np.inf, 1, 0.5)])
def test_a_prior_out_of_range_is_refused(theta):
    with pytest.raises(ValueError, match="above 0"):
        ebgm(cell(1, 1.0), theta=Theta(*theta))
