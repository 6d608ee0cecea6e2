"""Uncertainty over choices and Sobol indices, against analytic values and a plain loop."""

import numpy as np
import pytest

from zhiliang.methods.composite import (
    Index,
    alternative_ranks,
    noisy_ranks,
    noisy_weights,
    saltelli_sample,
    sensitivity,
    sobol_indices,
)

pytestmark = pytest.mark.once

TREE = {"top": {"a": {"x": 1, "y": 3}, "z": 2}}
DATA = np.random.default_rng(5).random((12, 3))
NORMALISED = [{"normalise": "min_max"}, {"normalise": "z_score"}, {"normalise": "rank"}]


def rng(seed=84):
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def built():
    return Index(TREE).build(DATA, codes=list("xyz"), units=list("ABCDEFGHIJKL"), treat=True)


def ishigami(points):
    one, two, three = (2 * points - 1).T * np.pi
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def test_indices_of_the_ishigami_function_are_the_analytic_ones():
    found = sobol_indices(ishigami(saltelli_sample(200_000, 3, rng())), 3)
    assert found.first == pytest.approx([0.3139, 0.4424, 0], abs=0.02)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def test_indices_of_a_sum_are_the_shares_of_its_variance():
    points = saltelli_sample(50_000, 4, rng()) - 0.5
    found = sobol_indices(points @ [1, 2, 3, 0], 4)
    assert found.first == pytest.approx([1 / 14, 4 / 14, 9 / 14, 0], abs=0.01)
    assert found.total == pytest.approx([1 / 14, 4 / 14, 9 / 14, 0], abs=0.01)
    assert found.first[3] == found.total[3] == 0


def test_indices_are_the_formulas_of_saltelli_and_jansen():
    y = rng().normal(size=5 * 40)
    first, second, *mixed = y.reshape(5, 40)
    variance = np.var(y[:80], ddof=1)
    found = sobol_indices(y, 3)
    for place, one in enumerate(mixed):
        assert found.first[place] == pytest.approx(np.mean(second * (one - first)) / variance)
        assert found.total[place] == pytest.approx(np.sum((first - one) ** 2) / (80 * variance))


def test_the_sample_swaps_one_column_at_a_time():
    first, second, *mixed = saltelli_sample(7, 3, rng()).reshape(5, 7, 3)
    for place, points in enumerate(mixed):
        others = [column for column in range(3) if column != place]
        assert points[:, place].tolist() == second[:, place].tolist()
        assert points[:, others].tolist() == first[:, others].tolist()


def test_the_smallest_sample_has_three_points_and_there_is_none_below():
    assert saltelli_sample(1, 1, rng()).shape == (3, 1)
    with pytest.raises(ValueError, match="one input"):
        saltelli_sample(1, 0, rng())


def test_bootstrap_bounds_enclose_the_estimate_and_narrow_with_the_root_of_the_draws():
    def bounds(draws):
        y = ishigami(saltelli_sample(draws, 3, rng(1)))
        return sobol_indices(y, 3, bootstraps=400, rng=rng(2))

    wide, narrow = bounds(500), bounds(8_000)
    for name in ("first", "total"):
        low, high = getattr(wide, f"{name}_low"), getattr(wide, f"{name}_high")
        assert ((low < getattr(wide, name)) & (getattr(wide, name) < high)).all()
        width = getattr(narrow, f"{name}_high") - getattr(narrow, f"{name}_low")
        assert (high - low) / width == pytest.approx(4, rel=0.3)


@pytest.mark.parametrize(
    ("y", "more", "message"),
    [
        (np.ones(11), {}, "multiple of 5"),
        (np.ones(10), {}, "never changes"),
        ([np.nan] * 10, {}, "finite"),
        (np.arange(10), {"bootstraps": 5}, "pass rng"),
    ],
)
def test_outputs_that_cannot_be_attributed_are_refused(y, more, message):
    with pytest.raises(ValueError, match=message):
        sobol_indices(y, 3, **more)


def test_the_same_choice_twice_moves_nothing(built):
    same = {"twice": [{"normalise": "min_max"}] * 2, "weights": weights(built)}
    found = sensitivity(built, same, draws=30, rng=rng(), bootstraps=20)
    assert found.names == ("twice", "weights")
    assert found.indices.first[0] == found.indices.total[0] == found.indices.total_high[0] == 0
    assert found.indices.total[1] > 0


def weights(built, noise=0.9, draws=50):
    return noisy_weights(built.structure, noise, draws=draws, rng=rng(3))


def test_ranks_over_choices_are_those_of_a_plain_loop(built):
    assumptions = {"weights": weights(built), "scale": NORMALISED}
    found = alternative_ranks(built, assumptions, draws=60, rng=rng())
    ranks = []
    for first, second in rng().uniform(size=(60, 2)):
        option = assumptions["weights"][int(first * 50)]["aggregate"] | {"method": "arithmetic"}
        anew = built.replay(**NORMALISED[int(second * 3)], aggregate=option)
        ranks.append(anew.ranks)
    assert found.mean == pytest.approx(np.mean(ranks, axis=0))
    assert found.low.tolist() == np.quantile(ranks, 0.05, axis=0).tolist()
    assert found.nominal.tolist() == built.ranks.tolist()


def test_noise_on_all_weights_agrees_with_the_fast_form():
    flat = Index({"top": {"x": 1, "y": 3, "z": 2}}).build(DATA, codes=list("xyz"))
    options = noisy_weights(flat.structure, 0.5, draws=4_000, rng=rng())
    slow = alternative_ranks(flat, {"weights": options}, draws=4_000, rng=rng(1))
    scores = flat.stages["normalise"].x / 100
    fast = noisy_ranks(scores, [1, 3, 2], noise=0.5, draws=4_000, rng=rng(2))
    assert slow.mean == pytest.approx(fast.mean, abs=0.1)


def test_noise_can_be_kept_to_one_level(built):
    drawn = [option["aggregate"]["weights"] for option in weights(built, {2: 0.2})]
    assert all(set(weight) == {"a"} for weight in drawn)
    assert all(0.8 <= weight["a"] <= 1.2 for weight in drawn)


def test_a_unit_that_a_choice_screens_out_leaves_those_draws(built):
    gappy = np.where(np.arange(36).reshape(12, 3) == 0, np.nan, DATA)
    lenient = Index(TREE).build(gappy, codes=list("xyz"), screen={"dat_thresh": 0.5})
    strict = {"screen": [{"screen": {"dat_thresh": 1}}, {"screen": {"dat_thresh": 0.5}}]}
    found = alternative_ranks(lenient, strict, draws=40, rng=rng())
    assert found.low[0] == found.high[0] == lenient.ranks[0]


def test_what_cannot_be_drawn_is_refused(built):
    with pytest.raises(ValueError, match="needs options: none"):
        alternative_ranks(built, {"none": []}, draws=5, rng=rng())
    with pytest.raises(ValueError, match="one draw"):
        alternative_ranks(built, {"scale": NORMALISED}, draws=0, rng=rng())
    with pytest.raises(ValueError, match="explains everything"):
        sensitivity(built, {"scale": NORMALISED}, draws=5, rng=rng())
    with pytest.raises(ValueError, match="noise"):
        noisy_weights(built.structure, 1, draws=5, rng=rng())


def test_as_it_is_can_be_an_option_and_a_step_that_was_not_taken_cannot(built):
    with_nothing = {"as it is": [{}, {"treat": None}]}
    assert alternative_ranks(built, with_nothing, draws=5, rng=rng()).nominal.size == 12
    with pytest.raises(ValueError, match="not among the steps: impute"):
        alternative_ranks(built, {"gaps": [{"impute": "mean"}]}, draws=5, rng=rng())


def test_a_panel_has_no_single_ranking_to_vary():
    panel = Index(TREE).build(np.stack([DATA, DATA + 1], axis=2), codes=list("xyz"))
    with pytest.raises(ValueError, match="panel"):
        alternative_ranks(panel, {"scale": NORMALISED}, draws=5, rng=rng())
