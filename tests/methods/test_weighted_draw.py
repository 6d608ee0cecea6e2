"""Draws by weight: exact probabilities of successive sampling, and what is refused."""

import hashlib
from collections import Counter
from fractions import Fraction
from itertools import accumulate, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.draw import draw, list_digest, stratified_draw, stratum_seed, verify_draw
from zhiliang.methods.draw.shares import Shares

pytestmark = pytest.mark.once

weighings = st.dictionaries(
    st.text(min_size=1, max_size=3),
    st.integers(1, 10**20) | st.integers(1, 2**252),
    min_size=1,
    max_size=12,
)
seeds = st.text(min_size=1)


def by_hand(weights, count, seed):
    """The rule said again with nothing but a hash and running sums."""
    left, drawn, block = dict(sorted(weights.items())), [], 0
    while len(drawn) < count:
        text = seed.encode() + block.to_bytes(8, "big")
        number, block = int(hashlib.sha256(text).hexdigest(), 16), block + 1
        total = sum(left.values())
        if number < 2**256 // total * total:
            ends = zip(left, accumulate(left.values()), strict=True)
            item = next(item for item, end in ends if number % total < end)
            drawn.append(item)
            del left[item]
    return tuple(drawn)


def probability(order, weights):
    left, chance = sum(weights.values()), Fraction(1)
    for item in order:
        chance *= Fraction(weights[item], left)
        left -= weights[item]
    return chance


@given(weighings, seeds, st.data())
def test_a_draw_by_weight_is_what_the_written_rule_gives(weights, seed, data):
    count = data.draw(st.integers(0, len(weights)))
    assert draw(list(weights), count, seed=seed, weights=weights).order == by_hand(
        weights, count, seed
    )


@pytest.mark.parametrize(
    "weights", [dict.fromkeys("abc", 7), {"a": 1, "b": 2, "c": 5}, {"a": 90, "b": 9, "c": 1}]
)
def test_every_order_has_the_probability_of_successive_sampling(weights):
    """5 degrees of freedom: 30 is passed by chance once in 65 000 times."""
    total = 4000
    orders = Counter(
        draw(list(weights), 3, seed=f"seed {i}", weights=weights).order for i in range(total)
    )
    expected = {order: total * probability(order, weights) for order in permutations(weights)}
    assert sum((orders[order] - due) ** 2 / due for order, due in expected.items()) < 30


def test_the_first_drawn_is_drawn_in_proportion_to_its_weight():
    """9 degrees of freedom: 40 is passed by chance less than once in 100 000 times."""
    weights = {str(weight): weight for weight in range(1, 11)}
    first = Counter(
        int(draw(list(weights), 1, seed=str(i), weights=weights).order[0]) for i in range(5500)
    )
    assert sum((first[weight] - 100 * weight) ** 2 / (100 * weight) for weight in first) < 40


@given(weighings, seeds, st.randoms())
def test_the_order_of_list_and_weights_does_not_matter(weights, seed, random):
    items = random.sample(list(weights), len(weights))
    drawn = draw(items, len(items), seed=seed, weights={item: weights[item] for item in items})
    assert drawn == draw(list(weights), len(weights), seed=seed, weights=weights)
    assert sorted(drawn.order) == sorted(weights)
    assert verify_draw(drawn)


@given(weighings, seeds, st.booleans(), st.data())
def test_a_longer_draw_goes_on_where_a_shorter_one_ended(weights, seed, weighed, data):
    given_weights = weights if weighed else None
    count = data.draw(st.integers(0, len(weights)))
    every = draw(list(weights), len(weights), seed=seed, weights=given_weights).order
    assert draw(list(weights), count, seed=seed, weights=given_weights).order == every[:count]


@given(weighings, seeds)
def test_the_excluded_take_their_weight_along(weights, seed):
    out = min(weights)
    drawn = draw(
        list(weights), len(weights) - 1, seed=seed, weights=weights, excluded={out: "回避"}
    )
    left = {item: weight for item, weight in weights.items() if item != out}
    assert drawn.order == draw(list(left), len(left), seed=seed, weights=left).order


@given(st.lists(st.integers(1, 99), min_size=1, max_size=40), st.data())
def test_shares_are_found_as_by_walking_along_them(weights, data):
    shares, left = Shares(weights), list(enumerate(weights))
    while left:
        number = data.draw(st.integers(0, shares.total - 1))
        ends = accumulate(weight for _, weight in left)
        at = next(at for at, end in enumerate(ends) if number < end)
        assert shares.take(number) == left.pop(at)[0]
    assert shares.total == 0


def test_weights_are_part_of_the_digest_and_of_the_record():
    weights = {"a": 1, "b": 2}
    drawn = draw(["a", "b"], 1, seed="s", weights=weights)
    assert drawn.list_digest == list_digest(["b", "a"], weights=weights)
    assert drawn.list_digest != list_digest(["a", "b"], weights={"a": 2, "b": 1})
    assert drawn.list_digest != list_digest(["a", "b"])


def test_strata_may_be_weighed():
    strata, weights = {"x": ["a", "b"], "y": ["c"]}, {"a": 1, "b": 99, "c": 3}
    drawn = stratified_draw(strata, {"x": 2, "y": 1}, seed="s", weights=weights)
    alone = draw(["a", "b"], 2, seed=stratum_seed("s", "x"), weights={"a": 1, "b": 99})
    assert drawn["x"] == alone


@pytest.mark.parametrize(
    "weights", [{"a": 0, "b": 1}, {"a": -1, "b": 1}, {"a": 1}, {}, {"a": 1, "b": 1, "c": 1}]
)
def test_a_weight_below_one_missing_or_of_a_stranger_is_refused(weights):
    with pytest.raises(ValueError):
        draw(["a", "b"], 1, seed="s", weights=weights)


def test_weights_beyond_the_stream_are_refused():
    with pytest.raises(ValueError, match=r"2\^256"):
        draw(["a", "b"], 1, seed="s", weights={"a": 2**256, "b": 1})


@pytest.mark.parametrize("weight", [1.0, True, "1", None])
def test_a_weight_is_a_whole_number(weight):
    with pytest.raises(TypeError):
        draw(["a", "b"], 1, seed="s", weights={"a": weight, "b": 1})
