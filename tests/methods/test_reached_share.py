"""The bound that a check shows, against scipy's hypergeometric law and by trying every case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from zhiliang.methods.reached_share import check_size, reached_at_least

pytestmark = pytest.mark.once

LISTS = st.integers(1, 60).flatmap(
    lambda whole: st.tuples(st.just(whole), st.integers(0, whole)).flatmap(
        lambda pair: st.tuples(*map(st.just, pair), st.integers(0, pair[1]))
    )
)


@given(LISTS)
def test_the_bound_is_the_largest_count_of_unreached_that_the_sample_allows(drawn):
    whole, size, unreached = drawn
    worst = whole - reached_at_least(whole, size, unreached, confidence=0.95)
    if size == 0:
        assert worst == whole
        return
    assert worst == unreached or hypergeom.cdf(unreached, whole, worst, size) > 0.05 - 1e-9
    if worst < whole - size + unreached:
        assert hypergeom.cdf(unreached, whole, worst + 1, size) <= 0.05 + 1e-9


@pytest.mark.parametrize("bad", [0, 1, 3, 10, 20])
def test_the_bound_says_too_much_in_at_most_one_of_twenty_samples(bad):
    whole, size = 40, 12
    wrong = sum(
        hypergeom.pmf(found, whole, bad, size)
        for found in range(max(0, size - whole + bad), min(bad, size) + 1)
        if reached_at_least(whole, size, found, confidence=0.95) > whole - bad
    )
    assert wrong <= 0.05 + 1e-9


@given(st.integers(1, 300), st.sampled_from([0.8, 0.9, 0.95, 0.99]), st.integers(0, 3))
def test_the_size_shows_the_share_and_one_less_does_not(whole, share, allowed):
    size = check_size(whole, share=share, confidence=0.95, allowed=allowed)
    if size == whole:
        return
    assert reached_at_least(whole, size, allowed, confidence=0.95) >= share * whole - 1e-9
    if size - 1 > allowed:
        assert reached_at_least(whole, size - 1, allowed, confidence=0.95) < share * whole


def test_a_census_says_exactly_how_many_were_reached():
    assert reached_at_least(7, 7, 2, confidence=0.99) == 5


def test_an_empty_sample_shows_nothing():
    assert reached_at_least(7, 0, 0, confidence=0.95) == 0


@pytest.mark.parametrize("wrong", [(0, 0, 0), (5, 6, 0), (5, 2, 3), (5, 2, -1)])
def test_counts_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"unreached|list"):
        reached_at_least(*wrong, confidence=0.95)


@pytest.mark.parametrize("share", [0, 1, -1, 2])
def test_a_share_that_cannot_be_shown_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        check_size(10, share=share, confidence=0.95)
