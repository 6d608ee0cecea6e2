"""Weights from the data: against COINr's answers and closed forms."""

import numpy as np
import pytest

from tests.methods.composite import published
from zhiliang.methods.composite import aggregate, correlations, optimised_weights, pca_weights

pytestmark = pytest.mark.once

PARENT = {row["iCode"]: row["Parent"] for row in published.rows("asem_structure")}
PCA = dict(
    zip(published.texts("weights", "iCode"), published.column("weights", "Pca"), strict=True)
)


def shares(x, weights):
    found = correlations(x, aggregate(x, weights)[:, None]).ravel()
    return found / found.sum()


@pytest.mark.parametrize("pillar", ["Physical", "ConEcFin", "Environ", "Social"])
def test_loadings_are_those_of_coinr_but_for_their_sign(pillar):
    codes = [code for code, parent in PARENT.items() if parent == pillar]
    theirs = np.array([PCA[code] for code in codes])
    ours = pca_weights(published.matrix("asem_normalised", codes))
    np.testing.assert_allclose(ours, theirs * np.sign(theirs.sum()), atol=1e-4)


def test_loadings_leave_units_with_gaps_out():
    x = np.array([[1.0, 2], [2, 4.1], [3, 5.9], [np.nan, 50]])
    assert pca_weights(x).tolist() == pca_weights(x[:3]).tolist()


@pytest.mark.parametrize(
    ("x", "message"), [([[1, 2], [np.nan, 3]], "1 units"), ([[1, 5], [2, 5]], "column 1")]
)
def test_loadings_of_nothing_are_refused(x, message):
    with pytest.raises(ValueError, match=message):
        pca_weights(x)


def test_correlations_are_those_of_numpy():
    x = published.matrix("asem_imputed", ["LPI", "CO2", "Forest", "Embs"])
    np.testing.assert_allclose(correlations(x), np.corrcoef(x.T), rtol=1e-12)


def test_correlations_use_the_units_that_both_have():
    x = published.matrix("asem_raw", ["LPI", "ConSpeed", "Flights"])
    both = ~np.isnan(x[:, :2]).any(axis=1)
    assert not both.all()
    assert correlations(x)[0, 1] == pytest.approx(np.corrcoef(x[both, :2].T)[0, 1], rel=1e-12)


def test_nothing_correlates_with_a_constant():
    assert np.isnan(correlations([[0.1, 1], [0.1, 2], [0.1, 4]])[0]).all()


def test_two_components_of_the_asem_index_are_made_equally_important():
    x = published.matrix("asem_aggregated", ["Conn", "Sust"])
    found = optimised_weights(x)
    assert shares(x, found) == pytest.approx([0.5, 0.5], abs=1e-9)
    # For two components equal importance means equal shares of the spread.
    assert found == pytest.approx(1 / x.std(axis=0) / (1 / x.std(axis=0)).sum())


@pytest.mark.parametrize("wished", [[1, 1, 1, 1], [1.2, 1, 1, 1.1]])
def test_importance_is_as_wished_and_as_linear_algebra_says(wished):
    x = np.random.default_rng(3).normal(size=(60, 4)) + np.random.default_rng(4).normal(
        size=(60, 1)
    )
    exact = np.linalg.solve(np.corrcoef(x.T), wished) / x.std(axis=0)
    assert optimised_weights(x, wished) == pytest.approx(exact / exact.sum(), abs=1e-7)


def test_importance_holds_for_another_way_to_aggregate():
    x = published.matrix("asem_aggregated", ["Conn", "Sust"])
    found = optimised_weights(x, index=lambda weights: aggregate(x, weights, "geometric"))
    together = aggregate(x, found, "geometric")[:, None]
    assert np.ptp(correlations(x, together)) < 1e-8


def test_what_only_a_negative_weight_could_give_is_refused():
    x = published.matrix("asem_aggregated", ["Conn", "Sust"])
    with pytest.raises(ValueError, match="no weights > 0"):
        optimised_weights(x, [1, 2])


@pytest.mark.parametrize("wished", [[1], [1, 0], [1, np.nan]])
def test_importances_that_do_not_fit_are_refused(wished):
    with pytest.raises(ValueError, match="importance"):
        optimised_weights([[1, 2], [2, 1], [3, 3]], wished)
