"""Draws by lot: published draws, a draw written out by hand, and laws of drawing."""

import hashlib
import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.draw import (
    commitment,
    draw,
    list_digest,
    rfc3797_draw,
    seed_of,
    stratified_draw,
    stratum_seed,
    verify_draw,
    verify_seed,
)
from zhiliang.methods.draw.stream import below
from zhiliang.methods.rfc3797 import rfc3797_key

pytestmark = pytest.mark.once

PUBLISHED = json.loads((Path(__file__).parent / "data/rfc3797.json").read_text())

lists = st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=12)
seeds = st.text(min_size=1)
numbers = st.integers(0, 10**9)
sources = st.lists(numbers | st.lists(numbers, min_size=1), min_size=1, max_size=5)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_draw_comes_out(name):
    published = PUBLISHED[name]
    selected = published["selected"]
    assert rfc3797_key(published["seeds"]) == published["key"]
    assert rfc3797_draw(published["seeds"], published["pool"], len(selected)) == selected


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_key_text_of_a_source_is_read_as_the_source(name):
    parts = PUBLISHED[name]["key"].removesuffix("/").split("/")
    selected = PUBLISHED[name]["selected"]
    assert rfc3797_draw(parts, PUBLISHED[name]["pool"], len(selected)) == selected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        *((9319, "9319./"), (0, "0./"), ("007", "7./"), ("9319", "9319./"), ("9319./", "9319./")),
        *(("9.18.26.34.41.45 .", "9.18.26.34.41.45./"), ("9.18.26.34.41.45", "9.18.26.34.41.45./")),
        *(("12 8 10", "8.10.12./"), ("12. 08. 10.", "8.10.12./"), (["12", 8], "8.12./")),
        *(("1.25", "1.25/"), ("1.250", "1.25/"), ("2.00", "2./"), ("00.5", "0.5/"), ("2.", "2./")),
        *((1.25, "1.25/"), (0.1, "0.1/"), (1e-7, "0.0000001/"), (1e16, "10000000000000000./")),
        *((Decimal("3.10"), "3.1/"), (Decimal("1E+3"), "1000./"), (10**40, f"{10**40}./")),
        *(([5, 3], "3.5./"), ((2.5, 1), "1.2.5/"), ("float 2.50 1.75", "1.752.5/")),
        *(
            ("float glass 2", "FLOATGLASS2./"),
            ("Mažňák", "MAZNAK./"),
            ("so-and so 42", "SOANDSO42./"),
        ),
    ],
)
def test_a_source_has_one_canonical_text(source, text):
    assert rfc3797_key([source]) == text


@given(sources, st.integers(1, 400), st.data())
def test_rfc3797_draws_distinct_places_and_a_longer_draw_goes_on(seeds, pool, data):
    count = data.draw(st.integers(0, pool))
    drawn = rfc3797_draw(seeds, pool, pool)
    assert sorted(drawn) == list(range(1, pool + 1))
    assert rfc3797_draw(seeds, pool, count) == drawn[:count]


@given(st.lists(numbers, min_size=1), st.randoms())
def test_the_order_within_a_source_does_not_matter(source, random):
    shuffled = random.sample(source, len(source))
    assert rfc3797_draw([source], 99, 9) == rfc3797_draw([shuffled], 99, 9)


def test_the_order_of_the_sources_matters():
    assert rfc3797_draw([1, 2], 99, 9) != rfc3797_draw([2, 1], 99, 9)


def test_the_largest_pool_is_drawn_from():
    assert sorted(rfc3797_draw([1], 65_535, 65_535)) == list(range(1, 65_536))


@pytest.mark.parametrize(
    ("seeds", "pool", "count"),
    [
        *(([1], 65_536, 1), ([1], 0, 0), ([1], -1, 0), ([1], 5, 6), ([1], 5, -1)),
        *(([], 5, 1), ([[]], 5, 1), ([""], 5, 1), ([" . "], 5, 1), (["float"], 5, 1)),
        *(([-1], 5, 1), (["-1"], 5, 1), ([float("nan")], 5, 1), ([float("inf")], 5, 1)),
        *((["12,345"], 5, 1), (["彩票"], 5, 1), (["１２"], 5, 1)),
    ],
)
def test_what_rfc3797_cannot_draw_from_is_refused(seeds, pool, count):
    with pytest.raises(ValueError):
        rfc3797_draw(seeds, pool, count)


@pytest.mark.parametrize(
    ("seeds", "pool", "count"),
    [("9319", 5, 1), ([None], 5, 1), ([True], 5, 1), ([b"1"], 5, 1), ([1], 5.0, 1), ([1], 5, True)],
)
def test_what_is_no_seed_or_number_is_refused(seeds, pool, count):
    with pytest.raises(TypeError):
        rfc3797_draw(seeds, pool, count)


def by_hand(items, count, seed):
    """The module's own method said again with nothing but a hash and a list."""
    left, drawn, block = sorted(items), [], 0
    while len(drawn) < count:
        text = seed.encode() + block.to_bytes(8, "big")
        number, block = int(hashlib.sha256(text).hexdigest(), 16), block + 1
        if number < 2**256 // len(left) * len(left):
            place = number % len(left)
            left[0], left[place] = left[place], left[0]
            drawn.append(left.pop(0))
    return tuple(drawn)


@given(lists, seeds, st.data())
def test_a_draw_is_what_the_written_method_gives(items, seed, data):
    count = data.draw(st.integers(0, len(items)))
    assert draw(items, count, seed=seed).order == by_hand(items, count, seed)


@given(lists, seeds, st.randoms())
def test_drawing_all_gives_each_item_once_however_the_list_was_typed(items, seed, random):
    drawn = draw(items, len(items), seed=seed)
    assert sorted(drawn.order) == sorted(items)
    assert draw(random.sample(items, len(items)), len(items), seed=seed) == drawn


@given(lists, seeds, st.data())
def test_the_excluded_are_never_drawn_and_stay_on_record(items, seed, data):
    out = data.draw(st.sets(st.sampled_from(items))) if items else set()
    drawn = draw(items, len(items) - len(out), seed=seed, excluded=dict.fromkeys(out, "回避"))
    assert set(drawn.order) == set(items) - out
    assert drawn.excluded == tuple((item, "回避") for item in sorted(out))
    assert verify_draw(drawn)


def chi_square(counts, cells, total):
    return sum((counts[cell] - total / cells) ** 2 * cells / total for cell in range(cells))


def test_every_order_of_three_is_about_equally_likely():
    """5 degrees of freedom: 30 is passed by chance once in 65 000 times."""
    orders = Counter(draw(list("abc"), 3, seed=str(i)).order for i in range(3000))
    assert len(orders) == 6
    assert chi_square(dict(enumerate(orders.values())), 6, 3000) < 30


@pytest.mark.parametrize("size", [2, 7, 10])
def test_every_item_is_about_equally_likely_to_be_first(size):
    """Up to 9 degrees of freedom: 40 is passed by chance less than once in 100 000 times."""
    items = [str(place) for place in range(size)]
    first = Counter(int(draw(items, 1, seed=f"seed {i}").order[0]) for i in range(3000))
    assert chi_square(first, size, 3000) < 40


def test_a_number_that_would_favour_the_first_places_is_thrown_away():
    assert below(3, iter([2**256 - 1, 2])) == 2
    assert below(3, iter([2**256 - 2, 2])) == (2**256 - 2) % 3


@given(lists.filter(bool), seeds)
def test_a_changed_record_is_not_verified(items, seed):
    drawn = draw(items, 1, seed=seed)
    for forged in (
        replace(drawn, order=(*drawn.order, "x")),
        replace(drawn, count=2 + len(items)),
        replace(drawn, excluded=((drawn.order[0], "回避"),)),
        replace(drawn, items=()),
        replace(drawn, seed=""),
    ):
        assert not verify_draw(forged)


def test_the_seed_is_bound_to_list_nonce_and_entropy():
    digest = list_digest(["a", "b"], {"b": "回避"})
    seed = seed_of(digest, "n", {"彩票": "7"})
    drawn = draw(["a", "b"], 1, seed=seed, excluded={"b": "回避"})
    assert verify_seed(drawn, committed=commitment("n"), nonce="n", entropy={"彩票": "7"})
    assert not verify_seed(drawn, committed=commitment("m"), nonce="n", entropy={"彩票": "7"})
    assert not verify_seed(drawn, committed=commitment("m"), nonce="m", entropy={"彩票": "7"})
    assert not verify_seed(drawn, committed=commitment("n"), nonce="n", entropy={"彩票": "8"})
    unlogged = replace(drawn, excluded=())
    assert not verify_seed(unlogged, committed=commitment("n"), nonce="n", entropy={"彩票": "7"})


def test_parts_of_a_seed_do_not_run_into_each_other():
    assert seed_of("d", "ab", "c") != seed_of("d", "a", "bc")
    assert seed_of("d", "a", ["b", "c"]) != seed_of("d", "a", ["bc"])


def test_a_commitment_is_the_sha256_that_any_tool_prints():
    assert commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_strata_are_drawn_apart():
    strata = {"珠三角": ["广州", "深圳", "佛山"], "山区": ["韶关", "河源"]}
    drawn = stratified_draw(strata, {"珠三角": 2, "山区": 1}, seed="s", excluded={"河源": "回避"})
    assert [len(drawn[name].order) for name in strata] == [2, 1]
    assert drawn["山区"].order == ("韶关",)
    assert all(verify_draw(part) for part in drawn.values())
    alone = draw(strata["珠三角"], 2, seed=stratum_seed("s", "珠三角"))
    assert drawn["珠三角"] == alone


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: draw(["a"], 2, seed="s"),
        lambda: draw(["a"], -1, seed="s"),
        lambda: draw(["a"], 1, seed=""),
        lambda: draw(["a", "a"], 1, seed="s"),
        lambda: draw(["a", ""], 1, seed="s"),
        lambda: draw(["a"], 1, seed="s", excluded={"a": "回避"}),
        lambda: draw(["a"], 1, seed="s", excluded={"b": "回避"}),
        lambda: draw(["a", "b"], 1, seed="s", excluded={"b": ""}),
        lambda: stratified_draw({"x": ["a"]}, {"y": 1}, seed="s"),
        lambda: stratified_draw({"x": ["a"], "y": ["a"]}, {"y": 1}, seed="s"),
        lambda: stratified_draw({"x": ["a"]}, {"x": 1}, seed="s", excluded={"b": "回避"}),
        lambda: stratified_draw({"x": ["a"]}, {"x": 1}, seed=""),
        lambda: commitment(""),
        lambda: seed_of("d", "n", {}),
    ],
)
def test_a_draw_that_would_not_be_fair_or_whole_is_refused(attempt):
    with pytest.raises(ValueError):
        attempt()


@pytest.mark.parametrize("items", ["abc", [1, 2], [None]])
def test_a_list_is_a_sequence_of_texts(items):
    with pytest.raises(TypeError):
        draw(items, 1, seed="s")
