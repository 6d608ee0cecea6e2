"""Weights fitted to what is known of the population: one table, several in turns, or totals."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.estimate.design import Design
from zhiliang.methods.estimate.grouping import Codes, Floats, coded
from zhiliang.methods.estimate.residuals import TURNS, Margins, Regression

# Further from a known total than this share of it is no fit, however still the weights lie.
NO_FIT = 0.01

Margin = tuple[ArrayLike, Mapping[Hashable, float]]


def post_stratify(design: Design, groups: ArrayLike, totals: Mapping[Hashable, float]) -> Design:
    """Weights that add up to the known total of each group (post-stratification).

    Parameters
    ----------
    design
        The design with the weights it was drawn with.
    groups
        [units] label of the group, which may cut across strata and clusters.
    totals
        Group → units of the population, above 0.

    Raises
    ------
    ValueError
        A group without a total, a total without a sampled unit, or one that is not above 0.

    Notes
    -----
    R survey `postStratify`: the variance is that of the distances from the groups' means.

    Examples
    --------
    >>> fitted = post_stratify(Design([1, 1, 1]), ["a", "a", "b"], {"a": 10, "b": 2})
    >>> fitted.weights.tolist()
    [5.0, 5.0, 2.0]
    """
    codes, known = _margin(design, groups, totals)
    weights = _fitted(design.weights, codes, known)
    made = Margins((codes,), (design.weights,), (weights,), turns=1)
    return replace(design, weights=weights, calibrations=(*design.calibrations, made))


def rake(
    design: Design, margins: Sequence[Margin], *, tolerance: float = 1e-6, most: int = 100
) -> Design:
    """Weights that add up to several tables of known totals, fitted in turns (raking).

    Parameters
    ----------
    design
        The design with the weights it was drawn with.
    margins
        Pairs of groups and totals, as in `post_stratify`.
    tolerance
        Largest change of a table in a round at which the fit is done [units of the population]; R
        is done at 1.
    most
        Rounds after which it is given up.

    Raises
    ------
    ValueError
        No margin, one that `post_stratify` refuses, tables of different sums, or no fit: they need
        a combination that was not sampled.

    Notes
    -----
    Deming and Stephan (1940); R survey `rake`, whose residuals (plain group means, ten turns)
    are taken too.

    Examples
    --------
    >>> sex, age = ["f", "f", "m", "m"], ["old", "young", "old", "young"]
    >>> fitted = rake(Design([1] * 4), [(sex, {"f": 6, "m": 4}), (age, {"old": 5, "young": 5})])
    >>> fitted.weights.round(6).tolist()
    [3.0, 3.0, 2.0, 2.0]
    """
    tables = [_margin(design, groups, totals) for groups, totals in margins]
    _check_sums(tables)
    groups, steps = tuple(codes for codes, _ in tables), [design.weights]
    for _ in range(most):
        before = steps[-1]
        steps = [before]
        for codes, known in tables:
            steps.append(_fitted(steps[-1], codes, known))
        moved = max(np.abs(np.bincount(codes, steps[-1] - before)).max() for codes in groups)
        if moved < tolerance and _fits(steps[-1], tables):
            made = Margins(groups, tuple(steps[:-1]), tuple(steps[1:]), TURNS)
            return replace(design, weights=steps[-1], calibrations=(*design.calibrations, made))
    raise ValueError(
        f"no weights fit all tables after {most} rounds: they may need a combination of groups "
        "that was not sampled; join small groups"
    )


def calibrate(design: Design, x: ArrayLike, totals: ArrayLike) -> Design:
    """Weights under which the columns of `x` add up to known totals (regression estimator, GREG).

    Parameters
    ----------
    design
        The design with the weights it was drawn with.
    x
        [units × columns] what is known of each unit, such as its output, a column of ones for the
        number of units included.
    totals
        [columns] their sums over the population.

    Raises
    ------
    ValueError
        Shapes that don't match, a missing number, columns that depend on each other, or a fit
        that needs negative weights.

    Notes
    -----
    Deville and Särndal (1992), linear distance; R survey `calibrate`.

    Examples
    --------
    >>> fitted = calibrate(Design([1, 1, 1]), [[1, 1], [1, 2], [1, 3]], [6, 13])
    >>> fitted.weights.round(6).tolist()
    [1.5, 2.0, 2.5]
    """
    columns, known = np.asarray(x, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if columns.ndim != 2 or len(columns) != design.size or known.shape != columns.shape[1:]:
        raise ValueError(
            f"x [units × columns] for {design.size} units and totals [columns] are needed, "
            f"got {columns.shape} and {known.shape}"
        )
    if not (np.isfinite(columns).all() and np.isfinite(known).all()):
        raise ValueError("x and totals: a number is missing")
    weighted = columns * design.weights[:, None]
    if np.linalg.matrix_rank(weighted) < len(known):
        raise ValueError("columns of x depend on each other: leave one of them out")
    step = np.linalg.solve(weighted.T @ columns, known - weighted.sum(axis=0))
    weights = design.weights * (1 + columns @ step)
    if (weights < 0).any():
        raise ValueError(
            f"{(weights < 0).sum()} weights would be negative: the sample lies far from the "
            "totals; check both, or use fewer columns"
        )
    made = Regression(columns, design.weights, weights)
    return replace(design, weights=weights, calibrations=(*design.calibrations, made))


def _margin(
    design: Design, groups: ArrayLike, totals: Mapping[Hashable, float]
) -> tuple[Codes, Floats]:
    found = coded("groups", groups, design.size)
    if unequal := set(found.labels) ^ set(totals):
        raise ValueError(
            f"groups and totals differ in {sorted(map(str, unequal))}: each group needs its known "
            "total, and each total a sampled unit (join a group that has none with another)"
        )
    known = np.array([totals[label] for label in found.labels], dtype=np.float64)
    if not (np.isfinite(known) & (known > 0)).all():
        raise ValueError(f"known totals are numbers above 0: {dict(totals)}")
    return found.codes, known


def _fits(weights: Floats, tables: Sequence[tuple[Codes, Floats]]) -> bool:
    return all(
        np.allclose(np.bincount(codes, weights), known, rtol=NO_FIT) for codes, known in tables
    )


def _check_sums(tables: Sequence[tuple[Codes, Floats]]) -> None:
    if not tables:
        raise ValueError("raking needs at least one table of known totals")
    sums = [float(known.sum()) for _, known in tables]
    if not np.allclose(sums, sums[0], rtol=1e-6):
        raise ValueError(f"the tables count different populations, {sums}: make their sums agree")


def _fitted(weights: Floats, codes: Codes, known: Floats) -> Floats:
    sums = np.bincount(codes, weights, minlength=len(known))
    if not sums.all():
        raise ValueError("a group has only units of weight 0: join it with another")
    return np.asarray(weights * (known / sums)[codes])
