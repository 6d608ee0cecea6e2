"""Outliers against COINr's answers and the numbers of its tests."""

import numpy as np
import pytest

from tests.methods.composite import published
from zhiliang.methods.composite import free_of_outliers, kurtosis, skewness, treat

pytestmark = pytest.mark.once

CODES = [name for name in published.codes("treated", skip=2) if not name.endswith("_done")]
RAW = published.matrix("asem_raw", CODES)
PLANS = {
    "default": {},
    "tight": {"winmax": 2},
    "plus": {"winmax": 1, "transform": "log_CT_plus"},
    "orig": {"winmax": 1, "transform": "log_CT_orig"},
    "forced": {"winmax": 3, "force": True},
}


def theirs(plan, suffix=""):
    return [
        [row[code + suffix] for code in CODES]
        for row in published.rows("treated")
        if row["treatment"] == plan
    ]


def column(*values, **plan):
    return treat([[float(value)] for value in values], **plan)


def test_skewness_and_kurtosis_are_those_of_coinr():
    x = published.matrix("asem_raw", published.texts("moments", "iCode"))
    np.testing.assert_allclose(skewness(x.T), published.column("moments", "skew"), rtol=1e-12)
    np.testing.assert_allclose(kurtosis(x.T), published.column("moments", "kurtosis"), rtol=1e-12)


@pytest.mark.parametrize("plan", PLANS)
def test_every_value_is_that_of_coinr(plan):
    want = [[float(value or "nan") for value in row] for row in theirs(plan)]
    np.testing.assert_allclose(treat(RAW, **PLANS[plan]).x, want, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("plan", PLANS)
def test_the_winsorised_cells_are_those_of_coinr(plan):
    record = treat(RAW, **PLANS[plan]).record
    winsorised = [place for place in record.columns if place.treatment == "winsorise"]
    assert winsorised
    for done in winsorised:
        cells = [row[done.indicator] for row in theirs(plan, "_done")]
        assert record.cells[:, done.indicator].tolist() == cells
        assert done.winsorised == sum(cell != "" for cell in cells)


def test_one_outlier_is_set_to_the_next_value_and_the_column_passes():
    treated, record = column(*range(1, 11), 100)
    assert treated.ravel().tolist() == [*range(1, 11), 10]
    assert free_of_outliers([*range(1, 11), 100]) is False
    assert (record.columns[0].winsorised, record.columns[0].passes) == (1, True)


def test_a_limit_that_is_just_reached_is_not_passed():
    x = [1, 1, 1, 1, 9]
    skew, kurt = float(skewness(x)), float(kurtosis(x))
    assert free_of_outliers(x, skew=skew, kurt=kurt) is False
    assert free_of_outliers(x, skew=skew * 1.001, kurt=kurt) is True
    assert free_of_outliers(x, skew=skew, kurt=kurt * 1.001) is True


def test_a_low_outlier_is_set_to_the_next_one_above():
    treated, record = column(*range(1, 11), -100)
    assert treated[-1].tolist() == [1]
    assert record.cells[-1].tolist() == ["winlo"]


def test_where_one_cell_is_not_enough_and_no_transform_is_wanted_it_still_fails():
    _, record = column(*range(1, 21), 100, 200, winmax=1, transform=None)
    assert record.columns[0].treatment == "winsorise"
    assert not record.columns[0].passes


def test_the_transform_takes_the_original_unless_both_are_combined():
    x = np.array([*range(1, 21), 100, 200], dtype=float)
    logged, record = column(*x, winmax=1)
    assert logged.ravel() == pytest.approx(np.log(x - 1 + 1.99))
    assert set(record.cells.ravel()) == {"log_CT"}
    combined, record = column(*x, winmax=1, combine=True)
    x[-1] = 100
    assert combined.ravel() == pytest.approx(np.log(x - 1 + 0.99))
    assert record.cells.ravel().tolist()[-2:] == ["log_CT", "winhi+log_CT"]


def test_the_logarithm_of_the_global_innovation_index_is_taken():
    x = np.array([*range(1, 21), 100, 200], dtype=float)
    logged, _ = column(*x, winmax=0, transform="log_GII")
    assert logged.ravel() == pytest.approx(np.log((200 - 1) * (x - 1) / 199 + 1))


def test_the_logarithm_of_the_global_innovation_index_takes_small_data_too():
    x = np.array([*range(1, 21), 100, 200]) / 400
    logged, _ = column(*x, winmax=0, transform="log_GII")
    assert logged[-1, 0] == pytest.approx(np.log(0.5))


@pytest.mark.parametrize("power", [0, 0.5, -1])
def test_box_cox_takes_its_exponent(power):
    x = np.array([*range(1, 21), 100, 200], dtype=float)
    found, _ = column(*x, winmax=0, transform="boxcox", power=power)
    assert found.ravel() == pytest.approx((x**power - 1) / power if power else np.log(x))


def test_a_negative_skewness_is_logged_from_above():
    x = -np.array([*range(1, 21), 100, 200], dtype=float)
    found, _ = column(*x, winmax=0, transform="log_CT_plus")
    assert found.ravel() == pytest.approx(-np.log(-1 + 1.99 - x))


def test_a_column_without_enough_different_values_is_left_alone_and_says_so():
    treated, record = column(*[0] * 9, 1)
    assert treated.ravel().tolist() == [0] * 9 + [1]
    assert record.columns[0].treatment == "untreatable"


@pytest.mark.parametrize("values", [(1, 1, 1, 1, 1), (1, 2), (1, 2, np.nan, np.nan)])
def test_what_cannot_be_tested_is_left_alone(values):
    treated, record = column(*values)
    np.testing.assert_array_equal(treated.ravel(), values)
    assert record.columns[0].treatment == "none"


def test_the_years_of_a_panel_are_treated_one_by_one():
    calm, wild = np.arange(11.0), np.array([*range(1, 11), 100.0])
    treated, record = treat(np.stack([calm, wild], axis=1)[:, None, :])
    assert treated[-1, 0].tolist() == [10, 10]
    assert [place.treatment for place in record.columns] == ["none", "winsorise"]
    assert record.cells[:, 0, 0].tolist() == [""] * 11


def test_the_data_that_were_given_do_not_change():
    x = np.array([[float(value)] for value in (*range(1, 11), 100)])
    treat(x)
    assert x[-1, 0] == 100


def test_an_unknown_transform_is_refused():
    with pytest.raises(ValueError, match="unknown transform"):
        column(1, 2, transform="sqrt")


def test_log_gii_of_negative_data_is_refused():
    with pytest.raises(ValueError, match="log_GII"):
        column(*-np.array([*range(1, 21), 100, 200]), winmax=0, transform="log_GII")
