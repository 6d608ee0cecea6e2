"""Scopes and shares: equal to walking every path by hand, whatever the order of the records."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.trace import Genealogy, compiled, walk

pytestmark = pytest.mark.once

edges = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-3, 6), st.integers(1, 5)),
    max_size=16,
)
roots = st.integers(0, 5)
windows = st.none() | st.tuples(st.integers(-4, 7), st.integers(0, 6)).map(
    lambda ends: (ends[0], ends[0] + ends[1])
)


@pytest.fixture(params=["default", "whole arrays", "Numba"], autouse=True)
def engine(request, monkeypatch):
    """What a walk runs on: without Numba the thin stretches are plain Python unless forbidden."""
    if request.param == "Numba":
        pytest.importorskip("numba")
    monkeypatch.setattr(compiled, "HAS_NUMBA", request.param == "Numba")
    monkeypatch.setattr(walk, "WIDTH", 0 if request.param == "whole arrays" else walk.WIDTH)


def build(rows):
    return Genealogy.build(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)


def walked(rows, root, window):
    """Every state (lot, time) that a path can be in, one hop after another: slow and obvious."""
    first, last = window or (-99, 99)
    states = {(w, t) for v, w, t, _ in rows if v == root != w and first <= t <= last}
    if not window:
        states.add((root, -99))
    while True:
        more = {
            (w, t) for v, w, t, _ in rows for at, since in states if v == at != w and since <= t
        }
        if more <= states:
            break
        states |= more
    earliest = {}
    for lot, t in states:
        earliest[lot] = min(t, earliest.get(lot, 99))
    return earliest


def turned(rows):
    """The same records with time and direction reversed."""
    return [(w, v, -t, q) for v, w, t, q in rows]


def times(trace):
    return {lot: int(t) for lot, t in zip(trace, trace.arrival, strict=True) if lot != trace.root}


@given(edges, roots, windows)
def test_forward_is_what_walking_every_path_finds(rows, root, window):
    expected = walked(rows, root, window)
    found = build(rows).forward(root, window=window)
    assert found == expected.keys() | {root}
    expected.pop(root, None)
    assert times(found) == expected


@given(edges, roots, windows)
def test_backward_is_forward_with_time_reversed(rows, root, window):
    reversed_window = window and (-window[1], -window[0])
    expected = walked(turned(rows), root, reversed_window)
    found = build(rows).backward(root, window=window)
    assert found == expected.keys() | {root}
    expected.pop(root, None)
    assert times(found) == {lot: -t for lot, t in expected.items()}


def part_of_root(rows, root, lot, until, *, above=()):
    """Exact share as of `until`; RecursionError in a ring within one instant."""
    if lot == root:
        return Fraction(1)
    if (lot, until) in above:
        raise RecursionError
    into = [(v, t, q) for v, w, t, q in rows if w == lot != v and t <= until]
    known = [part_of_root(rows, root, v, t, above=(*above, (lot, until))) * q for v, t, q in into]
    return Fraction(sum(known), sum(q for *_, q in into)) if into else Fraction(0)


@given(edges, roots)
def test_shares_are_exact_mass_balances_over_time(rows, root):
    try:
        expected = [part_of_root(rows, root, lot, 99) for lot in range(6)]
    except RecursionError:
        return
    found = build(rows).shares(root)
    assert [found[lot] for lot in range(6)] == pytest.approx([float(part) for part in expected])


@given(edges, roots, st.randoms())
def test_shares_do_not_depend_on_the_order_of_the_records(rows, root, random):
    found = build(rows).shares(root)
    shuffled = build(random.sample(rows, len(rows))).shares(root)
    assert np.array_equal(found.lots, shuffled.lots)
    assert found.share == pytest.approx(shuffled.share)


@given(edges, roots)
def test_every_lot_of_the_scope_has_a_positive_share(rows, root):
    genealogy = build(rows)
    found = genealogy.shares(root)
    assert list(found) == list(genealogy.forward(root))
    assert ((found.share > 0) & (found.share <= 1)).all()


@pytest.mark.parametrize("entry", [2, 3])
def test_a_ring_within_one_instant_starts_with_what_is_reached(entry):
    """1 reaches the ring 2 → 3 → 2 at one of its lots, half of which then comes back."""
    found = Genealogy.build([1, 2, 3, 3], [entry, 3, 2, 4], [5, 5, 5, 5], [1, 1, 1, 1]).shares(1)
    assert dict(found) == {1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}


def test_a_missing_quantity_hides_shares_from_then_on_and_no_scope():
    nan = float("nan")
    genealogy = Genealogy.build(
        [1, 0, 2, 0, 2], [2, 2, 3, 2, 4], [1, 1, 2, 3, 4], [1, 3, 1, nan, 1]
    )
    found = genealogy.shares(1)
    assert list(found) == [1, 2, 3, 4]
    assert found[3] == 0.25
    assert np.isnan([found[2], found[4]]).all()
    assert genealogy.forward(1).unknowns.unmeasured.tolist() == [2]
    assert found.ranked().tolist() == [2, 4, 1, 3]


def test_a_lot_that_is_clean_stays_clean_where_quantities_are_missing():
    assert Genealogy.build([1, 1], [2, 3], [1, 1]).shares(2)[3] == 0


def test_a_lot_that_is_reached_again_earlier_is_walked_again():
    """3 is one hop away at 5 and two hops away at 1; it went into 4 at 2."""
    found = Genealogy.build([1, 1, 2, 3], [3, 2, 3, 4], [5, 0, 1, 2]).forward(1)
    assert times(found) == {2: 0, 3: 1, 4: 2}


def test_late_edges_only_count_if_they_are_later_than_the_arrival():
    genealogy = Genealogy.build([1, 2, 2], [2, 3, 4], [10, 9, 10], [1, 1, 1])
    trace = genealogy.forward(1)
    assert list(trace) == [1, 2, 4]
    assert trace.unknowns.out_of_order.tolist() == [3]


def test_a_window_on_the_root_lets_nothing_else_leave_it_until_it_comes_back():
    rows = [(1, 2, 10, 1), (1, 3, 20, 1), (1, 4, 30, 1), (3, 1, 40, 1), (1, 5, 50, 1)]
    genealogy = build(rows)
    assert genealogy.forward(1, window=(15, 25)) == {1, 3, 5}
    assert genealogy.forward(1, window=(10, 10)) == {1, 2}
    assert genealogy.forward(1, window=(11, 19)) == {1}
    assert not genealogy.forward(1, window=(11, 19)).unknowns.out_of_order.size


@pytest.mark.parametrize("direction", ["forward", "backward", "shares"])
def test_a_chain_of_100_000_lots_is_walked_to_its_end(direction, monkeypatch):
    monkeypatch.setattr(walk, "WIDTH", 32)
    chain = np.arange(100_000)
    genealogy = Genealogy.build(chain, chain + 1, chain * 0, np.ones(100_000))
    root = 100_000 if direction == "backward" else 0
    found = getattr(genealogy, direction)(root)
    assert list(found) == list(range(100_001))


def test_a_chain_against_time_is_left_at_its_first_step():
    chain = np.arange(1000)
    genealogy = Genealogy.build(chain, chain + 1, -chain, np.ones(1000))
    assert list(genealogy.forward(0)) == [0, 1]
    assert list(genealogy.backward(1000)) == [999, 1000]


def test_a_great_lot_that_keeps_being_reached_earlier_is_not_walked_again_and_again():
    """Each of 3,000 feeders reaches lot 1 one second earlier; lot 1 went into 3,000 others."""
    count = 3000
    feeders = np.arange(10, 10 + count)
    src = np.concatenate([[0], feeders[:-1], feeders, np.full(count, 1)])
    dst = np.concatenate([feeders[:1], feeders[1:], np.full(count, 1), feeders + count])
    t = np.concatenate([[0], np.zeros(count - 1), 2 * count - np.arange(count), np.arange(count)])
    genealogy = Genealogy.build(src, dst, (t + count // 2 * (src == 1)).astype(int), None)
    assert len(genealogy.forward(0)) > count


def test_numbers_of_lots_may_have_gaps():
    far = 10**15
    genealogy = Genealogy.build([7, far], [far, 3], [1, 2], [1.0, 1.0])
    assert list(genealogy.forward(7)) == [3, 7, far]
    assert genealogy.shares(7)[3] == 1


def test_times_may_span_more_than_68_years():
    year = 365 * 86400
    rows = [(1, 2, -90 * year, 1), (2, 3, 90 * year, 1), (3, 4, 89 * year, 1)]
    trace = build(rows).forward(1)
    assert times(trace) == {2: -90 * year, 3: 90 * year}


def test_whole_numbers_may_come_as_floats():
    assert Genealogy.build([1.0], [2.0], [5.0], [1]).forward(1) == {1, 2}


def test_a_lot_of_which_nothing_is_recorded_is_its_own_scope():
    trace = Genealogy.build([], [], [], []).forward(5)
    assert list(trace) == [5]
    assert trace.unknowns.unsourced.tolist() == trace.unknowns.undelivered.tolist() == [5]


def test_loops_and_repeated_edges_change_nothing():
    once = build([(1, 2, 5, 1), (2, 3, 6, 1)]).forward(1)
    again = build([(1, 1, 0, 9), (1, 2, 5, 1), (1, 2, 5, 1), (2, 2, 9, 1), (2, 3, 6, 1)]).forward(1)
    assert again == once
    assert times(again) == times(once)


def test_more_out_than_in_is_an_imbalance():
    unknowns = build([(1, 2, 5, 10), (2, 3, 6, 7), (2, 4, 7, 4)]).backward(4).unknowns
    assert unknowns.imbalanced.tolist() == [2]
    assert unknowns.unsourced.tolist() == [1]


def test_a_trace_reads_as_a_set_and_as_an_array():
    trace = build([(1, 2, 5, 1), (2, 9, 6, 1)]).forward(1)
    assert 9 in trace
    assert 3 not in trace
    assert trace & {2, 3} == {2}
    assert np.sum(trace) == 12
    assert all(a < b for a, b in pairwise(trace))


@pytest.mark.parametrize(
    "columns",
    [
        ([1], [2, 3], [1], [1]),
        ([1.5], [2], [1], [1]),
        ([-1], [2], [1], [1]),
        ([1], [2], [0.5], [1]),
        ([1], [2], [float("nan")], [1]),
        (["1"], [2], [1], [1]),
        ([1], [2], [1], [-1]),
        ([1], [2], [1], [float("inf")]),
        ([[1]], [[2]], [[1]], [[1]]),
        ([1], [2], [2**61], [1]),
    ],
)
def test_columns_that_make_no_sense_are_refused(columns):
    with pytest.raises(ValueError):
        Genealogy.build(*columns)


@pytest.mark.parametrize("arguments", [{"root": -1}, {"root": 1, "window": (2, 1)}])
def test_roots_and_windows_that_make_no_sense_are_refused(arguments):
    with pytest.raises(ValueError):
        build([(1, 2, 5, 1)]).forward(**arguments)


@given(edges, st.lists(roots, min_size=1, max_size=70))
def test_a_drill_counts_what_each_single_trace_finds(rows, lots):
    genealogy = build(rows)
    assert genealogy.drill(lots).tolist() == [len(genealogy.forward(lot)) for lot in lots]


@given(edges, st.lists(roots, max_size=3), windows)
def test_several_roots_reach_what_each_of_them_reaches(rows, several, window):
    expected = {}
    for root in several:
        for lot, t in walked(rows, root, window).items():
            expected[lot] = min(t, expected.get(lot, 99))
    lots, found = build(rows).ahead(np.array(several, np.int64), window=window)
    wanted = {lot: t for lot, t in expected.items() if lot not in several}
    assert dict(zip(lots.tolist(), found.tolist(), strict=True)) == wanted


@given(edges, st.lists(roots, max_size=3), windows)
def test_what_went_into_several_lots_is_the_same_with_time_reversed(rows, several, window):
    reversed_window = window and (-window[1], -window[0])
    several = np.array(several, np.int64)
    lots, times = build(rows).behind(several, window=window)
    same, mirrored = build(turned(rows)).ahead(several, window=reversed_window)
    assert lots.tolist() == same.tolist()
    assert times.tolist() == (-mirrored).tolist()
