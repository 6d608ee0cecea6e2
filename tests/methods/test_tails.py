"""Tails against SciPy 1.17 (numbers noted here), against counting, and against their laws."""

from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.tails import binomial_tail, chi_square_tail, matching_tail, mixed_tail

pytestmark = pytest.mark.once

chances = st.fractions(0, 1, max_denominator=20)


@pytest.mark.parametrize(
    ("statistic", "degrees", "scipy"),
    [
        (9, 9, 0.43727418891386693),
        (16.919, 9, 0.049999640848349826),
        (27.877, 9, 0.001000063357757273),
        (100, 9, 1.5735176303753876e-17),
        (0, 9, 1.0),
        (0.1, 9, 0.9999999743696746),
        (3.2, 1, 0.07363827012030258),
        (2, 2, 0.36787944117144245),
        (7, 3, 0.07189777249646509),
        (5.5, 4, 0.23972947952515333),
    ],
)
def test_chi_square_tails_are_scipys(statistic, degrees, scipy):
    assert chi_square_tail(statistic, degrees) == pytest.approx(scipy, rel=1e-12)


@pytest.mark.parametrize(
    ("hits", "trials", "chance", "scipy"),
    [
        (12, 50, Fraction(1, 5), 0.2893323950118298),
        (30, 60, Fraction(1, 5), 2.0612168872109604e-07),
        (15, 20, Fraction(1, 2), 0.020694732666015625),
        (40, 100, Fraction(1, 10), 2.9455297937465308e-15),
        (0, 7, Fraction(3, 10), 1.0),
    ],
)
def test_binomial_tails_are_scipys(hits, trials, chance, scipy):
    assert float(binomial_tail(hits, trials, chance)) == pytest.approx(scipy, rel=1e-12)


def test_a_mixed_tail_is_that_of_numpys_convolution():
    trials = {Fraction(1, 10): 8, Fraction(1, 100): 5, Fraction(1, 5): 3}
    assert float(mixed_tail(4, trials)) == pytest.approx(0.04555997660086553, rel=1e-12)


@given(st.floats(0, 500), st.integers(1, 30))
def test_a_chi_square_tail_falls_with_the_statistic_and_grows_with_the_degrees(statistic, degrees):
    tail = chi_square_tail(statistic, degrees)
    assert 0 <= tail <= 1
    assert chi_square_tail(statistic + 1, degrees) <= tail
    assert chi_square_tail(statistic, degrees + 2) >= tail


@given(st.integers(0, 12), st.lists(chances, max_size=8))
def test_a_mixed_tail_is_the_sum_over_all_outcomes(hits, trials):
    expected = Fraction(0)
    for outcome in product((0, 1), repeat=len(trials)):
        weight = Fraction(1)
        for happened, chance in zip(outcome, trials, strict=True):
            weight *= chance if happened else 1 - chance
        expected += weight * (sum(outcome) >= hits)
    assert mixed_tail(hits, {c: trials.count(c) for c in trials}) == expected


@given(st.integers(-1, 7), st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=6))
def test_a_matching_tail_is_the_share_of_all_orders(matches, pairs):
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    orders = list(permutations(second))
    enough = [o for o in orders if sum(a == b for a, b in zip(first, o, strict=True)) >= matches]
    assert matching_tail(matches, first, second) == Fraction(len(enough), len(orders))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: chi_square_tail(-1, 9),
        lambda: chi_square_tail(float("nan"), 9),
        lambda: chi_square_tail(1, 0),
        lambda: binomial_tail(1, -1, Fraction(1, 2)),
        lambda: binomial_tail(1, 1, Fraction(3, 2)),
        lambda: matching_tail(1, "ab", "a"),
    ],
)
def test_what_has_no_tail_is_refused(attempt):
    with pytest.raises(ValueError):
        attempt()
