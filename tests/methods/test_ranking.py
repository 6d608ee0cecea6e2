"""Standard competition ranking against its definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.ranking import competition_ranks

pytestmark = pytest.mark.once

keys = st.lists(st.none() | st.tuples(st.integers(-3, 3), st.integers(0, 2)))


@given(keys)
def test_a_rank_is_one_more_than_the_number_ahead(units):
    ranks = competition_ranks(units)
    for key, rank in zip(units, ranks, strict=True):
        ahead = sum(1 for other in units if other is not None and key is not None and other < key)
        assert rank == (None if key is None else ahead + 1)


@given(keys, st.randoms())
def test_the_order_of_the_units_does_not_matter(units, random):
    before = dict(zip(map(repr, units), competition_ranks(units), strict=True))
    random.shuffle(units)
    assert dict(zip(map(repr, units), competition_ranks(units), strict=True)) == before


def test_ties_share_a_rank_and_leave_a_gap():
    assert competition_ranks([(1,), (1,), (1,), (2,)]) == [1, 1, 1, 4]


def test_attainment_descending_then_pm25_ascending():
    attainment_and_pm25 = [(96.8, 30), (100, 25), (96.8, 28), (100, 25)]
    assert competition_ranks([(-a, p) for a, p in attainment_and_pm25]) == [4, 1, 3, 1]


def test_nobody_is_ranked_where_nobody_has_a_value():
    assert competition_ranks([None, None]) == [None, None]
    assert competition_ranks([]) == []


def test_a_nan_is_refused():
    with pytest.raises(ValueError, match="NaN"):
        competition_ranks([(1.0,), (float("nan"),)])


def test_keys_that_cannot_be_compared_are_refused():
    with pytest.raises(TypeError):
        competition_ranks([(1,), ("1",)])
