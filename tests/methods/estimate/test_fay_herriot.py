"""Small areas against R sae 1.3, and the areas where the regression is all that is left."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.estimate import answers
from zhiliang.methods.estimate import fay_herriot

pytestmark = pytest.mark.once

FITS = sorted({(row["method"], row["y"], row["model"]) for row in answers.rows("fay_herriot")})
VARIANCE = answers.numbers("milk", "SD") ** 2
DIRECT = answers.numbers("milk", "yi")
AREAS = answers.texts("milk", "MajorArea")
ONES = np.ones((len(AREAS), 1))
MODELS = {"mean": ONES, "areas": np.column_stack([ONES, *(area == AREAS for area in "234")])}
Y = {"yi": DIRECT, "flat": 0.9 + (DIRECT - DIRECT.mean()) / 10}


@pytest.mark.parametrize(("method", "y", "model"), FITS)
def test_small_areas_are_those_of_sae(method, y, model):
    theirs = [
        row
        for row in answers.rows("fay_herriot")
        if (row["method"], row["y"], row["model"]) == (method, y, model)
    ]
    found = fay_herriot(Y[y], VARIANCE, MODELS[model], method=method)
    for ours, name in ((found.value, "eblup"), (found.mse, "mse")):
        np.testing.assert_allclose(ours, [float(row[name]) for row in theirs], rtol=1e-9)
    # Where the variance is 0, sae's scoring wanders below the variances it divides by.
    assert found.at_zero or found.iterations == int(theirs[0]["iterations"])
    ours = (found.sigma2_u, found.beta[0], found.beta_se[0])
    names = ("sigma2_u", "beta", "beta_se")
    np.testing.assert_allclose(ours, [float(theirs[0][name]) for name in names], rtol=1e-9)


@pytest.mark.parametrize("method", ["REML", "ML", "FH"])
def test_where_errors_explain_all_differences_the_regression_is_left(method):
    """Scoring by FH never settles on these in sae, which then answers nothing."""
    found = fay_herriot(Y["flat"], VARIANCE, ONES, method=method)
    assert found.converged
    assert found.at_zero
    assert found.sigma2_u == 0
    np.testing.assert_allclose(found.value, np.average(Y["flat"], weights=1 / VARIANCE))


def test_scoring_that_steps_too_far_comes_back_to_the_best_variance():
    """The first step leads below where the likelihood ends, though its top lies above 0."""
    y, psi = np.array([-0.8, -2.9, 1.3, -1.3, -2.1, 0.1]), np.array([0.7, 6.7, 9.4, 1.5, 2.7, 0.04])
    tried = np.linspace(0, 1, 20_001)
    v = psi + tried[:, None]
    beta = (y / v).sum(axis=1) / (1 / v).sum(axis=1)
    likelihood = -np.log(v).sum(axis=1) - np.log((1 / v).sum(axis=1))
    likelihood -= ((y - beta[:, None]) ** 2 / v).sum(axis=1)
    found = fay_herriot(y, psi, np.ones((6, 1)), tolerance=1e-8, most=1000)
    assert found.converged
    assert found.sigma2_u == pytest.approx(tried[likelihood.argmax()], abs=1e-4)


def test_a_sure_direct_estimate_is_kept_and_a_weak_one_is_drawn_in():
    direct, variance = [0.9, 0.5, 0.7, 0.95, 0.6], [1e-6, 0.5, 0.01, 0.01, 0.01]
    found = fay_herriot(direct, variance, np.ones((5, 1)))
    assert found.value[0] == pytest.approx(0.9, abs=1e-4)
    assert found.pull[1] < 0.1 < found.pull[2]
    assert found.mse[2] < 0.02


@given(st.floats(0.1, 10), st.floats(-5, 5))
def test_scale_and_place_of_the_figures_do_not_matter(scale, shift):
    one = fay_herriot(DIRECT, VARIANCE, ONES)
    other = fay_herriot(scale * DIRECT + shift, scale**2 * VARIANCE, ONES)
    np.testing.assert_allclose(other.value, scale * one.value + shift, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(other.mse, scale**2 * one.mse, rtol=1e-6)


def test_a_fit_that_does_not_settle_says_so_and_gives_no_number():
    found = fay_herriot(DIRECT, VARIANCE, ONES, most=1)
    assert not found.converged
    assert np.isnan([*found.value, *found.mse, found.sigma2_u]).all()


@pytest.mark.parametrize(
    ("direct", "variance", "x", "said"),
    [
        ([0.9, 0.8], [0.01], [[1], [1]], r"got \(2,\), \(1,\)"),
        ([0.9, np.nan, 0.7], [0.1] * 3, [[1]] * 3, "missing in 1 areas, first at position 1"),
        ([0.9, 1.0, 0.7], [0.1, 0.0, 0.1], [[1]] * 3, "variance 0.0 at position 1.*smooth"),
        ([0.9, 0.8], [0.1] * 2, [[1, 0], [1, 1]], "2 areas cannot carry 2 columns"),
        ([0.9, 0.8, 0.7], [0.1] * 3, [[1, 2]] * 3, "depend on each other"),
    ],
)
def test_areas_that_cannot_be_fitted_are_refused(direct, variance, x, said):
    with pytest.raises(ValueError, match=said):
        fay_herriot(direct, variance, x)


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="unknown method 'reml': one of REML, ML, FH"):
        fay_herriot(DIRECT, VARIANCE, ONES, method="reml")
