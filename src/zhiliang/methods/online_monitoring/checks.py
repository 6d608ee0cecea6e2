"""Checks on traces: values that stay put, hardly move, leave the range, come late or not at all.

Each says what it saw and what that may mean. None is a verdict: every pattern has innocent causes
too. Thresholds are configuration. A trace is one-dimensional, in the order of time, NaN missing;
a missing value ends a run.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.tables.digit_heaping import Check
from zhiliang.methods.tables.reading_checks import (
    CLOCK,
    CONSTANT,
    FLAT,
    GAPS,
    LEAST_CONSTANT,
    LEAST_FLAT,
    NO_VERDICT,
    NOTHING,
    RANGE,
)

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

SECOND = np.timedelta64(1, "s")


@dataclass(frozen=True, slots=True)
class Run:
    """Places from `first` to `last`, both within it, counted from 0."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many places it holds."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found among `n` values: where, and in Chinese and English what it may mean."""

    check: str
    runs: tuple[Run, ...]
    n: int
    zh: str
    en: str


def run_lengths(values: ArrayLike) -> NDArray[np.int64]:
    """Count at each place how long the same value has stood, along the last axis [same shape].

    0 where a value is missing. For many outlets at once: the largest of a row is its longest run.

    Examples
    --------
    >>> run_lengths([3.0, 3.0, float("nan"), 3.0, 4.0, 4.0]).tolist()
    [1, 2, 0, 1, 1, 2]
    """
    array = np.asarray(values, dtype=np.float64)
    place = np.broadcast_to(np.arange(array.shape[-1]), array.shape)
    begins = np.ones(array.shape, dtype=bool)
    begins[..., 1:] = array[..., 1:] != array[..., :-1]
    began = np.maximum.accumulate(np.where(begins, place, 0), axis=-1)
    return np.where(np.isnan(array), 0, place - began + 1)


def constant_runs(values: ArrayLike, *, at_least: int = LEAST_CONSTANT) -> Finding:
    """Find runs of `at_least` equal values.

    Raises
    ------
    ValueError
        `at_least` is below 2, or more than one trace.

    Examples
    --------
    >>> constant_runs([5.0, 7.0, 7.0, 7.0, 6.0], at_least=3).runs
    (Run(first=1, last=3),)
    """
    trace = _trace(values, at_least)
    lengths = run_lengths(trace)
    ends = np.append(lengths[1:] <= 1, True)
    last = np.flatnonzero(ends & (lengths >= at_least))
    runs = tuple(Run(int(end - lengths[end] + 1), int(end)) for end in last)
    return _finding(CONSTANT, runs, _known(trace), {"least": at_least})


def flat_runs(values: ArrayLike, *, spread: float, at_least: int = LEAST_FLAT) -> Finding:
    """Find the longest runs of `at_least` values that differ by no more than `spread` [as given].

    Runs are taken from the left and do not overlap.

    Raises
    ------
    ValueError
        `spread` is negative, `at_least` is below 2, or more than one trace.

    Examples
    --------
    >>> flat_runs([5.0, 7.0, 7.1, 7.2, 9.0], spread=0.25, at_least=3).runs
    (Run(first=1, last=3),)
    """
    if not spread >= 0:
        raise ValueError(f"a spread is never negative: {spread}")
    trace = _trace(values, at_least)
    runs: list[Run] = []
    place = 0
    while place < trace.size:
        end = _flat_to(trace, place, spread)
        if end - place >= at_least:
            runs.append(Run(place, end - 1))
            place = end
        else:
            place += 1
    return _finding(FLAT, tuple(runs), _known(trace), {"least": at_least, "spread": spread})


def out_of_range(values: ArrayLike, *, low: float, high: float) -> Finding:
    """Find values outside the measuring range, ends included in it; each is a run of its own.

    Raises
    ------
    ValueError
        `low` above `high`, or more than one trace.

    Examples
    --------
    >>> out_of_range([0.0, -1.0, 501.0], low=0, high=500).runs
    (Run(first=1, last=1), Run(first=2, last=2))
    """
    if low > high:
        raise ValueError(f"a range goes from low to high: {low}, {high}")
    trace = _trace(values, 2)
    places = np.flatnonzero((trace < low) | (trace > high))
    return _finding(RANGE, _single(places), _known(trace), {"low": low, "high": high})


def clock_skew(data_times: ArrayLike, received: ArrayLike, *, ahead: int, behind: int) -> Finding:
    """Find records whose own time lies more than `ahead` s after or `behind` s before their coming.

    Times are `datetime64`, both of one zone; a missing one (NaT) is not judged.

    Raises
    ------
    ValueError
        Sequences of different length, or a negative bound.

    Examples
    --------
    >>> own = np.array(["2099-01-01T00:00", "2024-05-01T08:00"], dtype="datetime64[s]")
    >>> came = np.array(["2024-05-01T08:01", "2024-05-01T08:01"], dtype="datetime64[s]")
    >>> clock_skew(own, came, ahead=300, behind=3600).runs
    (Run(first=0, last=0),)
    """
    own, came = _times(data_times), _times(received)
    if own.shape != came.shape or min(ahead, behind) < 0:
        raise ValueError("each record has its own time and that of its coming; bounds are positive")
    difference = (own - came).astype(np.float64)
    difference[np.isnat(own) | np.isnat(came)] = np.nan
    places = np.flatnonzero((difference > ahead) | (difference < -behind))
    told = {"ahead": ahead, "behind": behind}
    return _finding(CLOCK, _single(places), _known(difference), told)


def gaps(times: ArrayLike, *, start: Any, end: Any, every: int) -> Finding:
    """Find missing intervals from `start` to before `end`, one due each `every` seconds.

    `times` [datetime64] may repeat and come in any order; what lies between two due times belongs
    to the earlier. Runs count intervals from 0 at `start`.

    Raises
    ------
    ValueError
        `every` is not above zero, or `end` before `start`.

    Examples
    --------
    >>> hours = np.array(["2024-05-01T00", "2024-05-01T03"], dtype="datetime64[h]")
    >>> gaps(hours, start="2024-05-01T00", end="2024-05-01T05", every=3600).runs
    (Run(first=1, last=2), Run(first=4, last=4))
    """
    first, last = _times([start, end])
    if every <= 0 or last < first:
        raise ValueError("intervals are longer than nothing and a span goes from start to end")
    due = -(-int((last - first) / SECOND) // every)
    own = _times(times)
    slots = (own[~np.isnat(own)] - first).astype(np.int64) // every
    missing = np.setdiff1d(np.arange(due), slots)
    runs = tuple(
        Run(int(part[0]), int(part[-1]))
        for part in np.split(missing, np.flatnonzero(np.diff(missing) > 1) + 1)
        if part.size
    )
    return _finding(GAPS, runs, due, {"missing": missing.size})


def _trace(values: ArrayLike, at_least: int) -> Floats:
    trace = np.asarray(values, dtype=np.float64)
    if trace.ndim != 1 or at_least < 2:
        raise ValueError(f"one trace and runs of two or more, not {trace.shape} and {at_least}")
    return trace


def _flat_to(trace: Floats, place: int, spread: float) -> int:
    lowest = highest = trace[place]
    end = place
    while end < trace.size and not np.isnan(trace[end]):
        lowest, highest = min(lowest, trace[end]), max(highest, trace[end])
        if highest - lowest > spread:
            break
        end += 1
    return end


def _known(trace: Floats) -> int:
    return int((~np.isnan(trace)).sum())


def _single(places: Places) -> tuple[Run, ...]:
    return tuple(Run(int(place), int(place)) for place in places)


def _times(times: ArrayLike) -> NDArray[np.datetime64]:
    return np.asarray(times, dtype="datetime64[s]")


def _finding(check: Check, runs: tuple[Run, ...], n: int, told: dict[str, Any]) -> Finding:
    if not n:
        return Finding(check.key, runs, 0, *NOTHING)
    said = {"n": n, "hits": len(runs), **told}
    zh = check.zh.format(**said) + check.meaning_zh + NO_VERDICT[0]
    en = " ".join((check.en.format(**said), check.meaning_en, NO_VERDICT[1]))
    return Finding(check.key, runs, n, zh, en)
