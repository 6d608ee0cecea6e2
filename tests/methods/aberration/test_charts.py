"""EARS, CUSUM, likelihood-ratio charts, Bayes and the rule of the RKI against R surveillance."""

import numpy as np
import pytest

from tests.methods.aberration import answers
from zhiliang.methods.aberration import bayes, cusum, ears, glr_nb, rki, seasonal_mean

pytestmark = pytest.mark.once

UNITS = sorted(set(answers.series()) - {"gaps"})
WITH_CASES = sorted(set(UNITS) - {"none"})
BOUNDED = {
    "C1": lambda x, weeks: ears(x, weeks=weeks),
    "C2": lambda x, weeks: ears(x, weeks=weeks, method="C2"),
    "C3": lambda x, weeks: ears(x, weeks=weeks, method="C3"),
    "C2 wide": lambda x, weeks: ears(
        x, weeks=weeks, method="C2", baseline=10, min_sigma=1, alpha=0.01
    ),
    "bayes1": lambda x, weeks: bayes(x, weeks=weeks),
    "bayes2": lambda x, weeks: bayes(x, weeks=weeks, b=1),
    "bayes3": lambda x, weeks: bayes(x, weeks=weeks, b=2, w=4, recent=0),
    "rki1": lambda x, weeks: rki(x, weeks=weeks, b=0, recent=6),
    "rki2": lambda x, weeks: rki(x, weeks=weeks, b=1, w=6, recent=6),
    "rki3": lambda x, weeks: rki(x, weeks=weeks),
}
SUMMED = ("standard", "rossi", "anscombe", "pearsonNegBin", "anscombe2nd")
RATIOS = {
    "poisson": {"dispersion": 0},
    "poisson known": {"dispersion": 0, "kappa": 0.5},
    "negative binomial": {"dispersion": 0.2, "window": 10, "least": 2},
    "negative binomial known": {"dispersion": 0.2, "kappa": 0.5},
}


def assert_bound(ours, rows):
    """The bound is R's wherever R has one."""
    known = answers.column(rows, "upper_bound")
    stated = ~np.isnan(known)
    np.testing.assert_allclose(ours.upper_bound[stated, 0], known[stated], rtol=1e-9, atol=1e-9)


def theirs(method, unit):
    return answers.chosen("simple.csv.gz", method=method, unit=unit)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("method", sorted(BOUNDED))
def test_bounds_of_the_recent_past_are_those_of_r(method, unit):
    rows = theirs(method, unit)
    ours = BOUNDED[method](answers.series()[unit], answers.weeks(rows))
    assert_bound(ours, rows)
    np.testing.assert_array_equal(ours.alarm[:, 0], answers.column(rows, "alarm") == 1)


@pytest.mark.parametrize("unit", WITH_CASES)
@pytest.mark.parametrize("trans", SUMMED)
def test_cumulated_sums_are_those_of_r(trans, unit):
    rows = theirs(trans, unit)
    ours = cusum(answers.series()[unit], weeks=answers.weeks(rows), trans=trans)
    np.testing.assert_allclose(ours.score[:, 0], answers.column(rows, "score"), atol=1e-9)
    np.testing.assert_array_equal(ours.alarm[:, 0], answers.column(rows, "alarm") == 1)
    assert_bound(ours, rows)


@pytest.mark.parametrize("unit", WITH_CASES)
@pytest.mark.parametrize("chart", sorted(RATIOS))
def test_likelihood_ratios_are_those_of_r(chart, unit):
    rows, x = theirs(chart, unit), answers.series()[unit]
    ours = glr_nb(x, weeks=answers.weeks(rows), mean=x[:279].mean(), **RATIOS[chart])
    np.testing.assert_allclose(
        ours.score[:, 0], answers.column(rows, "score"), rtol=1e-7, atol=1e-8
    )
    np.testing.assert_array_equal(ours.alarm[:, 0], answers.column(rows, "alarm") == 1)
    assert_bound(ours, rows)


@pytest.mark.parametrize("row", answers.rows("season.csv"), ids=lambda row: "-".join(row.values()))
def test_seasonal_means_and_dispersions_are_those_of_r(row):
    x, last = answers.series()[row["unit"]][:279], int(row["week"])
    padded = np.concatenate([x, np.zeros(last - 278)])
    setting = {"weeks": range(279, last + 1), "harmonics": int(row["harmonics"])}
    ours = seasonal_mean(padded, **setting)
    assert ours.mean[-1, 0] == pytest.approx(float(row["mean"]), rel=1e-6)
    assert ours.dispersion[0] == pytest.approx(float(row["dispersion"]), rel=1e-6)
    poisson = seasonal_mean(padded, **setting, dispersion=0)
    assert poisson.mean[-1, 0] == pytest.approx(float(row["poisson"]), rel=1e-8)
