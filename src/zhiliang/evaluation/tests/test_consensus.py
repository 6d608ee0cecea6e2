"""What reviewers who judged alone establish together."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.consensus import consensus

pytestmark = pytest.mark.once
FULL, WITHIN = Fraction(4), Fraction(1, 5)
points = st.fractions(min_value=0, max_value=4, max_denominator=100)


def come_to(*given_points):
    return consensus([Fraction(p) for p in given_points], full=FULL, agree_within=WITHIN)


def test_one_reviewer_alone_establishes_nothing():
    assert come_to(3) == come_to()
    assert come_to(3).points is None


def test_two_who_agree_give_their_mean():
    assert come_to("3", "3.5").points == Fraction(13, 4)


def test_two_who_differ_by_just_the_tolerance_still_agree():
    assert come_to("3", "3.8").points == Fraction(17, 5)


def test_two_who_differ_by_more_need_a_third():
    found = come_to("3", "3.81")
    assert (found.points, found.needs_third) == (None, True)


@given(st.lists(points, min_size=3, max_size=3))
def test_with_three_the_middle_one_stands(given_points):
    found = consensus(given_points, full=FULL, agree_within=WITHIN)
    assert found.points == sorted(given_points)[1]
    assert found.spread == max(given_points) - min(given_points)


@given(points, points)
def test_who_sits_where_makes_no_difference(one, other):
    assert come_to(one, other) == come_to(other, one)
