"""Checks on traces: hand-made traces, a plain loop beside the fast one, careful words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.online_monitoring.checks import (
    Run,
    clock_skew,
    constant_runs,
    flat_runs,
    gaps,
    out_of_range,
    run_lengths,
)

pytestmark = pytest.mark.once

NAN = float("nan")
traces = st.lists(st.sampled_from([1.0, 1.0, 2.0, 2.5, NAN]), max_size=40)
START, END = "2024-05-01T00:00", "2024-05-02T00:00"


def hours(*numbers):
    return np.datetime64(START, "s") + np.array(numbers, dtype="timedelta64[h]")


def runs_by_hand(trace, at_least):
    runs, first = [], 0
    for place in range(1, len(trace) + 1):
        if place == len(trace) or trace[place] != trace[first]:
            if place - first >= at_least and trace[first] == trace[first]:
                runs.append(Run(first, place - 1))
            first = place
    return tuple(runs)


@given(traces, st.integers(2, 6))
def test_constant_runs_are_those_of_a_plain_loop(trace, at_least):
    assert constant_runs(trace, at_least=at_least).runs == runs_by_hand(trace, at_least)


@given(st.lists(traces.filter(lambda t: len(t) >= 5).map(lambda t: t[:5]), min_size=1))
def test_many_outlets_are_counted_as_each_alone(rows):
    together = run_lengths(np.array(rows))
    assert together.tolist() == [run_lengths(row).tolist() for row in rows]


@given(traces, st.integers(2, 6))
def test_a_constant_run_is_a_flat_one(trace, at_least):
    flat = flat_runs(trace, spread=0.0, at_least=at_least)
    assert flat.runs == constant_runs(trace, at_least=at_least).runs


@given(traces, st.integers(2, 6), st.floats(0, 2))
def test_flat_runs_keep_within_their_spread_and_do_not_overlap(trace, at_least, spread):
    found = flat_runs(trace, spread=spread, at_least=at_least).runs
    for run in found:
        own = trace[run.first : run.last + 1]
        assert max(own) - min(own) <= spread and run.count >= at_least
    assert all(a.last < b.first for a, b in zip(found, found[1:], strict=False))


def test_the_ends_of_a_range_are_within_it_and_infinity_is_not():
    found = out_of_range([0.0, 500.0, -0.1, 500.1, float("inf"), NAN], low=0, high=500)
    assert [run.first for run in found.runs] == [2, 3, 4]
    assert found.n == 5


def test_clocks_are_compared_with_the_time_of_coming():
    came = hours(8, 8, 8, 8)
    own = came + np.array([300, 301, -3600, -3601], dtype="timedelta64[s]")
    found = clock_skew(own, came, ahead=300, behind=3600)
    assert [run.first for run in found.runs] == [1, 3]


def test_a_missing_time_is_not_judged():
    own = np.array(["NaT", START], dtype="datetime64[s]")
    found = clock_skew(own, hours(0, 0), ahead=0, behind=0)
    assert (found.runs, found.n) == ((), 1)


def test_gaps_are_found_whatever_the_order_and_the_repeats():
    present = [hour for hour in range(24) if hour not in (0, 5, 6, 23)]
    found = gaps(hours(*present[::-1], *present), start=START, end=END, every=3600)
    assert found.runs == (Run(0, 0), Run(5, 6), Run(23, 23))
    assert "4" in found.zh and "24" in found.zh


def test_nothing_came_is_one_gap_and_everything_none():
    assert gaps(hours(), start=START, end=END, every=3600).runs == (Run(0, 23),)
    assert gaps(hours(*range(24)), start=START, end=END, every=3600).runs == ()
    assert gaps(hours(-1, 24), start=START, end=END, every=3600).runs == (Run(0, 23),)


def test_a_time_within_an_interval_belongs_to_it():
    late = hours(0) + np.timedelta64(59 * 60, "s")
    assert gaps(late, start=START, end="2024-05-01T01:00", every=3600).runs == ()


@pytest.mark.parametrize(
    "finding",
    [
        constant_runs([1.0] * 12),
        flat_runs([1.0] * 24, spread=0.1),
        out_of_range([9.0], low=0, high=1),
        clock_skew(hours(0), hours(9), ahead=0, behind=0),
        gaps(hours(), start=START, end=END, every=3600),
    ],
)
def test_every_finding_says_what_else_it_may_be_and_is_no_verdict(finding):
    assert finding.runs
    assert finding.zh.endswith("不是造假的结论。")
    assert finding.en.endswith("not a finding of falsification.")
    assert "{" not in finding.zh + finding.en


def test_an_empty_trace_says_that_there_is_nothing():
    for found in (constant_runs([]), constant_runs([NAN, NAN]), out_of_range([], low=0, high=1)):
        assert (found.runs, found.n, found.zh) == ((), 0, "没有可检查的数值。")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: constant_runs([1.0], at_least=1),
        lambda: constant_runs([[1.0]]),
        lambda: flat_runs([1.0], spread=-1),
        lambda: flat_runs([1.0], spread=NAN),
        lambda: out_of_range([1.0], low=2, high=1),
        lambda: clock_skew(hours(1), hours(1, 2), ahead=0, behind=0),
        lambda: clock_skew(hours(1), hours(1), ahead=-1, behind=0),
        lambda: gaps(hours(1), start=END, end=START, every=3600),
        lambda: gaps(hours(1), start=START, end=END, every=0),
    ],
)
def test_what_cannot_be_checked_is_refused(attempt):
    with pytest.raises(ValueError):
        attempt()
