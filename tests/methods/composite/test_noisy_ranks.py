"""Rank intervals under noisy weights, beside a plain loop over the same draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from zhiliang.methods.composite import descending_ranks, noisy_ranks
from zhiliang.methods.ranking import competition_ranks

pytestmark = pytest.mark.once

scores = arrays.arrays(
    float, st.integers(1, 8), elements=st.integers(0, 4).map(lambda n: n / 4) | st.just(np.nan)
)


def rng(seed=84):
    return np.random.default_rng(seed)


def shares(units=9, items=6, missing=0.1):
    x = rng(7).random((units, items))
    x[rng(8).random(x.shape) < missing] = np.nan
    return x


def plain_loop(x, weights, noise, draws, random):
    """Draw by draw and unit by unit, ranks by the rule of the bulletins."""
    found = []
    for factors in 1 + random.uniform(-noise, noise, size=(draws, len(weights))):
        keys = []
        for unit in x:
            kept = [(w * f, v) for w, f, v in zip(weights, factors, unit, strict=True) if v == v]
            mean = sum(w * v for w, v in kept) / sum(w for w, _ in kept)
            keys.append((-round(mean, 12),))
        found.append(competition_ranks(keys))
    return np.array(found, dtype=float)


@given(scores)
def test_ranks_are_the_competition_ranks_of_the_bulletins(units):
    keys = [None if np.isnan(score) else (-score,) for score in units]
    ours = [None if np.isnan(rank) else int(rank) for rank in descending_ranks(units)]
    assert ours == competition_ranks(keys)


def test_every_draw_is_that_of_a_plain_loop():
    x, weights = shares(), [5, 1, 2, 3, 4, 2]
    ranks = plain_loop(x, weights, 0.4, 200, rng())
    found = noisy_ranks(x, weights, noise=0.4, draws=200, rng=rng())
    assert found.mean == pytest.approx(ranks.mean(axis=0), abs=1e-12)
    assert found.low.tolist() == np.quantile(ranks, 0.05, axis=0).tolist()
    assert found.median.tolist() == np.median(ranks, axis=0).tolist()
    assert found.high.tolist() == np.quantile(ranks, 0.95, axis=0).tolist()


def test_without_noise_every_draw_is_the_nominal_one():
    found = noisy_ranks(shares(), np.ones(6), noise=0, draws=20, rng=rng())
    assert found.low.tolist() == found.high.tolist() == found.nominal.tolist()


def test_the_scale_of_the_weights_does_not_matter():
    weights = np.array([5, 1, 2, 3, 4, 2])
    once = noisy_ranks(shares(), weights, draws=100, rng=rng())
    assert (
        once.mean.tolist() == noisy_ranks(shares(), weights * 7, draws=100, rng=rng()).mean.tolist()
    )


def test_an_item_that_does_not_count_leaves_both_sides_of_the_quotient():
    found = noisy_ranks([[0.6, np.nan], [0.6, 0.4], [0.6, 0.8]], [1, 1], draws=50, rng=rng())
    assert found.nominal.tolist() == found.mean.tolist() == [2, 3, 1]


def test_equal_units_share_their_rank_in_every_draw():
    x = np.vstack([shares(missing=0), shares(missing=0)])
    found = noisy_ranks(x, np.ones(6), draws=500, rng=rng())
    assert found.mean[:9].tolist() == found.mean[9:].tolist()


def test_a_unit_for_which_nothing_counts_is_unranked_and_takes_no_place():
    found = noisy_ranks([[np.nan, np.nan], [0.1, 0.2]], [1, 1], draws=10, rng=rng())
    assert np.isnan([found.nominal[0], found.median[0], found.low[0], found.high[0]]).all()
    assert found.mean[1] == 1


def test_a_bonus_lifts_a_unit_and_the_cap_holds_it_down():
    x, bonus = [[0.9, 0.9], [0.95, 0.95]], [0.2, 0]
    assert noisy_ranks(x, [1, 1], draws=9, rng=rng(), offsets=bonus).mean.tolist() == [1, 2]
    capped = noisy_ranks(x, [1, 1], draws=9, rng=rng(), offsets=bonus, cap=0.95)
    assert capped.mean.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("weights", "more", "message"),
    [
        ([1, 1, 1], {}, "2 weights"),
        ([1, -1], {}, "negative"),
        ([1, np.nan], {}, "not a finite"),
        ([0, 0], {}, "sum to 0"),
        ([1, 1], {"noise": 1}, "noise"),
        ([1, 1], {"draws": 0}, "draw"),
        ([1, 1], {"offsets": [1]}, "offsets"),
    ],
)
def test_nonsense_is_refused(weights, more, message):
    with pytest.raises(ValueError, match=message):
        noisy_ranks([[0.5, 0.5], [0.1, 0.2]], weights, rng=rng(), **more)


def test_an_infinite_share_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        noisy_ranks([[np.inf]], [1], rng=rng())
