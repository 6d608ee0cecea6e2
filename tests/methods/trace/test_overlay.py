"""A snapshot with later edges laid over it answers as one built anew."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.trace.test_trace import build, edges, engine, roots, times
from zhiliang.methods.trace import Genealogy

pytestmark = pytest.mark.once
__all__ = ["engine"]

NOTHING = ((), (), (), ())
far = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([3, 8, 10**12]), st.integers(-3, 6), st.just(2)),
    max_size=4,
)


def columns(rows):
    return tuple(np.array(rows, dtype=np.int64).reshape(-1, 4).T)


def answers(genealogy, root):
    ahead, back, found = genealogy.forward(root), genealogy.backward(root), genealogy.shares(root)
    gaps = [getattr(ahead.unknowns, name).tolist() for name in ahead.unknowns.__slots__]
    return times(ahead), times(back), gaps, dict(found)


@given(edges, far, edges, far, roots, st.data())
def test_two_deltas_answer_as_a_genealogy_built_anew(base, more, other, last, root, data):
    def subset(rows):
        chosen = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
        return [row for row, is_chosen in zip(rows, chosen, strict=True) if is_chosen]

    gone = subset(base)
    middle = list((Counter(base) - Counter(gone)).elements()) + more + other
    gone_later = subset(middle)
    left = list((Counter(middle) - Counter(gone_later)).elements()) + last
    overlaid = (
        build(base)
        .with_delta(*columns(more + other), removed=columns(gone))
        .with_delta(*columns(last), removed=columns(gone_later))
    )
    *found, shares = answers(overlaid, root)
    *expected, expected_shares = answers(build(left), root)
    assert found == expected
    assert shares == pytest.approx(expected_shares)
    again = Genealogy.from_arrays(overlaid.arrays())
    assert answers(again, root)[:3] == tuple(expected)


def test_edges_beyond_the_years_of_the_snapshot_are_sorted_in():
    century = 100 * 365 * 86400
    genealogy = build([(1, 2, 5, 1), (2, 3, 6, 1)]).with_delta(
        [3], [4], [century], [1], removed=columns([(1, 2, 5, 1)])
    )
    assert list(genealogy.forward(2)) == [2, 3, 4]
    assert list(genealogy.forward(1)) == [1]


@pytest.mark.parametrize(
    "row", [(1, 2, 5, 2), (1, 2, 6, 1), (2, 1, 5, 1), (8, 2, 5, 1), (1, 2, 2**40, 1)]
)
def test_an_edge_that_is_not_there_cannot_be_removed(row):
    with pytest.raises(ValueError, match="to be removed"):
        build([(1, 2, 5, 1)]).with_delta(*NOTHING, removed=columns([row]))


def test_an_edge_without_a_quantity_can_be_removed():
    unmeasured = ([1], [2], [5], [np.nan])
    genealogy = Genealogy.build(*unmeasured).with_delta(*NOTHING, removed=unmeasured)
    assert list(genealogy.forward(1)) == [1]


def test_a_snapshot_on_disk_is_read_in_place(tmp_path):
    for name, array in build([(1, 2, 5, 1), (2, 3, 6, 1)]).arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
    maps = {path.stem: np.load(path, mmap_mode="r") for path in tmp_path.iterdir()}
    genealogy = Genealogy.from_arrays(maps)
    assert list(genealogy.forward(1)) == [1, 2, 3]
    assert np.shares_memory(genealogy.graph.ahead.base.to, maps["ahead_to"])
    assert list(genealogy.with_delta([3], [9], [7], [1]).forward(1)) == [1, 2, 3, 9]
