"""Seasonal means: what a chart takes as usual, fitted to the weeks before it begins."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from zhiliang.methods.aberration.detection import Floats, Whole
from zhiliang.methods.aberration.reference import WEEKS_OF_YEAR
from zhiliang.methods.aberration.series import check_history, checked_counts, checked_weeks

STEPS, TOLERANCE = 50, 1e-9
# A dispersion below this is none: the counts vary no more than Poisson's.
LEAST_DISPERSION = 1e-6


@dataclass(frozen=True, slots=True)
class Usual:
    """`mean` [weeks × units] cases; `dispersion` [units], variance = mean + dispersion · mean²."""

    mean: Floats
    dispersion: Floats


def seasonal_mean(
    counts: ArrayLike,
    *,
    weeks: ArrayLike,
    harmonics: int = 1,
    dispersion: float | None = None,
) -> Usual:
    """Means of the judged weeks from all weeks before the first of them.

    Parameters
    ----------
    counts
        [time × units] cases a week, NaN where unknown; [time] is one unit.
    weeks
        Rows to predict, counted from 0.
    harmonics
        Pairs of sine and cosine, of a year of 52 rows, half a year, …
    dispersion
        Known dispersion, 0 for Poisson; estimated from each unit if not given.

    Raises
    ------
    ValueError
        Counts that are no whole numbers from 0 on, or fewer rows before the first week than
        parameters.

    Notes
    -----
    Log-linear maximum likelihood; `estimateGLRNbHook` of R surveillance, `glm.nb` of R MASS for the
    dispersion. A unit without a case before has a mean of 0.
    """
    cases = checked_counts(counts)
    rows = checked_weeks(weeks, cases)
    known = cases[: rows.min()]
    check_history(rows, 2 + 2 * harmonics, f"a mean with {harmonics} harmonics")
    x = _season(np.arange(len(known)), harmonics)
    with np.errstate(all="ignore"):
        if dispersion is None:
            beta, alpha = _estimated(x, known)
        else:
            alpha = np.full(cases.shape[1], float(dispersion))
            beta = _fitted(x, known, alpha)
        mean = np.exp(_season(rows, harmonics) @ beta)
    return Usual(np.where(np.nansum(known, axis=0) > 0, mean, 0.0), alpha)


def _season(rows: Whole, harmonics: int) -> Floats:
    """Columns of the regression [rows × 1 + 2 · harmonics]; R counts rows from 1."""
    angle = 2 * np.pi / WEEKS_OF_YEAR * (rows + 1)
    waves = [wave(turn * angle) for turn in range(1, harmonics + 1) for wave in (np.cos, np.sin)]
    return np.column_stack([np.ones(len(rows)), *waves])


def _fitted(x: Floats, counts: Floats, alpha: Floats) -> Floats:
    """Coefficients [columns × units] by Fisher scoring, all units at once."""
    known = ~np.isnan(counts)
    y = np.where(known, counts, 0.0)
    mean = np.where(known, y + (y == 0) / 6, 1.0)
    eta, beta = np.log(mean), np.zeros((x.shape[1], y.shape[1]))
    for _ in range(STEPS):
        weight = known * mean / (1 + alpha * mean)
        response = weight * (eta + (y - mean) / mean)
        squares = np.einsum("ti,tu,tj->uij", x, weight, x)
        before, beta = beta, np.linalg.solve(squares, (response.T @ x)[..., None])[..., 0].T
        eta = x @ beta
        mean = np.exp(eta)
        if np.nanmax(np.abs(beta - before)) < TOLERANCE:
            break
    return beta


def _estimated(x: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Coefficients and dispersion, each given the other, until both hold."""
    alpha = np.zeros(counts.shape[1])
    for _ in range(STEPS):
        beta = _fitted(x, counts, alpha)
        before, alpha = alpha, _dispersion(np.exp(x @ beta), counts)
        if np.nanmax(np.abs(alpha - before)) < TOLERANCE:
            break
    return beta, alpha


def _dispersion(mean: Floats, counts: Floats) -> Floats:
    """Most likely dispersion given the means [units], 0 where the counts vary too little."""
    known = ~np.isnan(counts)
    theta = known.sum(axis=0) / np.nansum((counts / mean - 1) ** 2, axis=0)
    for _ in range(STEPS):
        held = mean + theta
        score = special.psi(theta + counts) - special.psi(theta) + np.log(theta) + 1
        score = np.nansum(score - np.log(held) - (counts + theta) / held, axis=0)
        info = special.polygamma(1, theta) - special.polygamma(1, theta + counts) - 1 / theta
        info = np.nansum(info + 2 / held - (counts + theta) / held**2, axis=0)
        theta = np.abs(theta + score / info)
    return np.where(theta < 1 / LEAST_DISPERSION, 1 / theta, 0.0)
