"""How far ranks and grades of a year depend on the weights of its scheme.

The points of a scheme are a choice. Each draw lets every one of them be off by up to a quarter
and ranks again; what is told of a subject is a statistic about the scheme, not about the subject.
The draws are seeded from the results, so that anybody gets the same ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiliang.evaluation.assess import Scored
from zhiliang.evaluation.rescoring import Standing, ranked, standing
from zhiliang.evaluation.scheme import Scheme
from zhiliang.methods.composite import (
    descending_ranks,
    noisy_ranks,
    saltelli_sample,
    sobol_indices,
)

NOISE = 0.25
DRAWS = 10_000
# Each is replayed once for every item besides.
SOBOL_DRAWS = 1_000
# Scores are compared with a band at 9 decimals: the same sum in another order differs later.
PLACES = 9

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Matrix:
    """Subjects × items as shares of the points earned; NaN where an item does not count.

    `bonus` stands outside the weights, as a share of the full marks.
    """

    codes: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    shares: Floats
    weights: Floats
    bonus: Floats


@dataclass(frozen=True)
class RankRange:
    """Rank of a subject, and the best and worst one that nine tenths of the draws leave."""

    rank: int
    best: int
    worst: int
    median: float
    fixed: bool = False


def seed_of(digest: str) -> int:
    """Seed of the draws: the first 16 hexadecimal digits of the results' digest."""
    return int(digest[:16], 16)


def matrix_of(standings: Sequence[Standing], scheme: Scheme) -> Matrix:
    """The subjects of one kind by the items that can lose points.

    Departments are asked different things: each has its own columns.
    """
    columns: dict[tuple[str, str], Fraction] = {}
    for one in standings:
        columns |= {_column(one, line): line.item.points for line in _inside(one)}
    rows = [_row(one, tuple(columns)) for one in standings]
    bonus = [_bonus(one) / scheme.max_points for one in standings]
    shape = (len(standings), len(columns))
    return Matrix(
        tuple(one.code for one in standings),
        tuple(columns),
        np.array(rows, dtype=np.float64).reshape(shape),
        np.array([float(points) for points in columns.values()]),
        np.array([float(points) for points in bonus]),
    )


def _inside(one: Standing) -> list[Scored]:
    return [line for line in one.lines if line.item.loses and line.item.points]


def _column(one: Standing, line: Scored) -> tuple[str, str]:
    return (one.code if one.kind == "department" else "", line.item.key)


def _row(one: Standing, columns: Sequence[tuple[str, str]]) -> list[float]:
    shares = {
        _column(one, line): float(line.earned / line.item.points)
        for line in _inside(one)
        if line.counted
    }
    return [shares.get(column, float("nan")) for column in columns]


def _bonus(one: Standing) -> Fraction:
    earned = (line.earned for line in one.lines if line.item.rule == "bonus")
    return sum(earned, Fraction(0))


def rank_ranges(
    standings: Sequence[Standing], scheme: Scheme, *, seed: int, draws: int = DRAWS
) -> dict[str, RankRange]:
    """Code → range of ranks, for the subjects of one kind. A veto is no matter of weights."""
    free = [one for one in standings if not one.vetoed]
    found = {one.code: _fixed(one) for one in standings if one.vetoed}
    matrix = matrix_of(free, scheme)
    if not free or not matrix.weights.sum():
        return {one.code: _fixed(one) for one in standings}
    ranks = noisy_ranks(
        matrix.shares,
        matrix.weights,
        noise=NOISE,
        draws=draws,
        rng=np.random.default_rng(seed),
        offsets=matrix.bonus,
        cap=1.0,
    )
    for number, one in enumerate(free):
        if np.isnan(ranks.nominal[number]):
            found[one.code] = _fixed(one)
            continue
        low, high = floor(ranks.low[number]), ceil(ranks.high[number])
        best, worst = min(low, one.rank), max(high, one.rank)
        found[one.code] = RankRange(one.rank, best, worst, float(ranks.median[number]))
    return found


def _fixed(one: Standing) -> RankRange:
    return RankRange(one.rank, one.rank, one.rank, float(one.rank), fixed=True)


def same_grade(
    standings: Sequence[Standing], scheme: Scheme, *, seed: int, draws: int = DRAWS
) -> dict[str, float]:
    """Code → share of the draws in which the grade would be the one given; a veto always is."""
    matrix = matrix_of(standings, scheme)
    rng = np.random.default_rng(seed)
    factors = 1 + rng.uniform(-NOISE, NOISE, size=(draws, matrix.weights.size))
    scores = _scores(matrix, factors) * float(scheme.max_points)
    if scheme.data["rounding"]["mode"] == "half_up":
        scores = np.floor(scores + 0.5)
    scores = np.round(scores, PLACES)
    return {
        one.code: 1.0 if one.vetoed else _share_of(one.grade, scores[:, number], scheme)
        for number, one in enumerate(standings)
    }


def _scores(matrix: Matrix, factors: Floats) -> Floats:
    """[draws × subjects] scores in shares of the full marks, each weight times its factor."""
    weights = matrix.weights * factors
    counts = ~np.isnan(matrix.shares)
    earned = weights @ np.where(counts, matrix.shares, 0.0).T
    available = weights @ counts.T.astype(np.float64)
    means = np.divide(earned, available, out=np.zeros_like(earned), where=available > 0)
    return np.clip(means + matrix.bonus, 0.0, 1.0)


def _share_of(grade: str, scores: Floats, scheme: Scheme) -> float:
    bands: list[Mapping[str, Any]] = scheme.data["bands"]
    starts = np.array([float(band["from"]) for band in reversed(bands)])
    given = [str(band["grade"]) for band in reversed(bands)].index(grade)
    at = np.searchsorted(starts, scores, side="right") - 1
    return float(np.mean(np.maximum(at, 0) == given))


@dataclass(frozen=True)
class Influence:
    """Share of the variance of the mean shift in rank that an item's points explain.

    `first` alone, `total` with all their interactions; both are estimates from draws.
    """

    first: float
    total: float


def influence_of_weights(
    standings: Sequence[Standing], scheme: Scheme, *, seed: int, draws: int = SOBOL_DRAWS
) -> dict[str, Influence]:
    """Item → how much of the movement of ranks is its weight's; empty where nothing moves.

    Sobol' indices (Saltelli et al. 2010) of subjects that share one sheet.
    """
    free = [one for one in standings if not one.vetoed]
    matrix = matrix_of(free, scheme)
    inputs = matrix.weights.size
    if not free or not inputs:
        return {}
    points = saltelli_sample(draws, inputs, np.random.default_rng(seed))
    factors = np.vstack([np.ones(inputs), 1 + NOISE * (2 * points - 1)])
    ranks = descending_ranks(_scores(matrix, factors))
    moved = np.abs(ranks[1:] - ranks[0]).mean(axis=1)
    # the variance that is attributed is that of the two plain samples
    if np.ptp(moved[: 2 * draws]) == 0:
        return {}
    found = sobol_indices(moved - moved.mean(), inputs)
    return {
        key: Influence(float(first), float(total))
        for (_who, key), first, total in zip(matrix.columns, found.first, found.total, strict=True)
    }


@dataclass(frozen=True)
class Shift:
    """What leaving one item out would do to the subjects of a kind."""

    item: Mapping[str, Any]
    points: Fraction
    mean: Fraction
    most: int
    regraded: int


def without_each_item(standings: Sequence[Standing], scheme: Scheme) -> list[Shift]:
    """Items of a sheet shared by all, those first whose absence moves ranks most; exact."""
    items = {line.item.key: line.item for one in standings for line in _inside(one)}
    shifts = [_shift(standings, scheme, key) for key in items]
    return sorted(shifts, key=lambda shift: (-shift.mean, -shift.most, -shift.points))


def _shift(standings: Sequence[Standing], scheme: Scheme, key: str) -> Shift:
    left = ranked(
        standing(one.subject, [line for line in one.lines if line.item.key != key], scheme)
        for one in standings
    )
    moved = [abs(a.rank - b.rank) for a, b in zip(standings, left, strict=True)]
    regraded = sum(a.grade != b.grade for a, b in zip(standings, left, strict=True))
    item = next(line.item for one in standings for line in one.lines if line.item.key == key)
    return Shift(item.data, item.points, Fraction(sum(moved), len(moved)), max(moved), regraded)
