"""Small areas: direct estimates drawn towards a regression (Fay and Herriot 1979)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.estimate.grouping import Floats

# How far towards minus the least sampling variance scoring may go.
NEAR_END = 0.9


@dataclass(frozen=True, slots=True)
class SmallAreas:
    """Estimates of small areas.

    `value` and `mse` [areas] in the unit of the direct estimates and its square, `pull` [areas]
    0 to 1, how much of the direct estimate is kept; `beta` and `beta_se` [columns of X];
    `sigma2_u`: variance of the areas about the regression. `at_zero`: it was set to 0 because the
    direct estimates differ from the regression no more than their own errors explain; the value
    is then the regression alone and `mse` tends to be too small. Without convergence all numbers
    are NaN.
    """

    value: Floats
    mse: Floats
    pull: Floats
    sigma2_u: float
    beta: Floats
    beta_se: Floats
    method: str
    iterations: int
    converged: bool
    at_zero: bool


@dataclass(frozen=True, slots=True)
class _Areas:
    """Direct estimates [areas], their variances [areas], X [areas × columns]."""

    y: Floats
    psi: Floats
    x: Floats

    def fit(self, sigma2: float) -> tuple[Floats, Floats, Floats]:
        """Inverse variances [areas], (X'V⁻¹X)⁻¹ and beta at `sigma2`."""
        v = 1 / (sigma2 + self.psi)
        q = np.asarray(np.linalg.inv((self.x * v[:, None]).T @ self.x), dtype=np.float64)
        return v, q, q @ (self.x.T @ (v * self.y))


def fay_herriot(
    direct: ArrayLike,
    variance: ArrayLike,
    X: ArrayLike,
    *,
    method: str = "REML",
    tolerance: float = 1e-4,
    most: int = 100,
) -> SmallAreas:
    """Empirical best linear unbiased predictors of small areas and their mean squared error.

    Parameters
    ----------
    direct
        [areas] direct estimates, such as the pass rate of a product in a city.
    variance
        [areas] their sampling variances, above 0, taken as known. Where everything passed it is
        estimated as 0: smooth the variances first, or leave the area out and predict X·beta.
    X
        [areas × columns] what is known of the areas, a column of ones for the intercept included.
    method
        ``REML``, ``ML`` or ``FH`` (moments).
    tolerance, most
        Relative step of the variance at which scoring stops, and steps after which it gives up;
        the defaults are those of R sae, whose digits they give.

    Raises
    ------
    ValueError
        Shapes that don't match, a missing number, a variance not above 0, columns of X that
        depend on each other, or no more areas than columns.

    Notes
    -----
    Fay and Herriot (1979); Prasad and Rao (1990), Datta and Lahiri (2000), Datta, Rao and Smith
    (2005) for the error; R sae `eblupFH`, `mseFH`.

    Examples
    --------
    >>> areas = fay_herriot([0.9, 0.8, 0.95, 0.6], [0.01, 0.02, 0.01, 0.03], [[1]] * 4)
    >>> areas.value.round(4).tolist(), areas.at_zero
    ([0.8647, 0.8647, 0.8647, 0.8647], True)
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: one of {', '.join(METHODS)}")
    areas = _checked(direct, variance, X)
    sigma2, iterations, converged = _scored(areas, METHODS[method], tolerance, most)
    if not converged:
        return _unknown(areas, method, iterations)
    kept = max(sigma2, 0.0)
    v, q, beta = areas.fit(kept)
    fitted, pull = areas.x @ beta, kept * v
    return SmallAreas(
        value=fitted + pull * (areas.y - fitted),
        mse=_mse(areas, kept, method),
        pull=pull,
        sigma2_u=kept,
        beta=beta,
        beta_se=np.sqrt(np.diag(q)),
        method=method,
        iterations=iterations,
        converged=True,
        at_zero=kept == 0,
    )


def _scored(
    areas: _Areas, step: Callable[[_Areas, float], float], tolerance: float, most: int
) -> tuple[float, int, bool]:
    """Variance by Fisher scoring from the median sampling variance, steps taken, whether it held.

    A root below 0 is looked for as well, but not as far as minus the least sampling variance, where
    the likelihood ends: before it the answer is 0, or a shorter step if 0 scores upwards.
    """
    sigma2 = float(np.median(areas.psi))
    for iteration in range(1, most + 1):
        moved = step(areas, sigma2)
        if sigma2 + moved <= -NEAR_END * float(areas.psi.min()):
            if step(areas, 0.0) <= 0:
                return 0.0, iteration, True
            moved = abs(sigma2) / 2 - sigma2
        change, sigma2 = abs(moved / sigma2) if sigma2 else np.inf, sigma2 + moved
        if change <= tolerance:
            return sigma2, iteration, True
    return sigma2, most, False


def _reml_step(areas: _Areas, sigma2: float) -> float:
    v, q, beta = areas.fit(sigma2)
    second = q @ ((areas.x * (v**2)[:, None]).T @ areas.x)
    third = q @ ((areas.x * (v**3)[:, None]).T @ areas.x)
    away = v * (areas.y - areas.x @ beta)
    score = -(v.sum() - np.trace(second)) + away @ away
    return float(score / ((v**2).sum() - 2 * np.trace(third) + np.trace(second @ second)))


def _ml_step(areas: _Areas, sigma2: float) -> float:
    v, _, beta = areas.fit(sigma2)
    away = v * (areas.y - areas.x @ beta)
    return float((away @ away - v.sum()) / (v**2).sum())


def _fh_step(areas: _Areas, sigma2: float) -> float:
    v, _, beta = areas.fit(sigma2)
    rows, columns = areas.x.shape
    return float((v @ (areas.y - areas.x @ beta) ** 2 - (rows - columns)) / v.sum())


def _mse(areas: _Areas, sigma2: float, method: str) -> Floats:
    """Leading term, error of beta, error of the variance twice, and the variance's bias."""
    v, q, _ = areas.fit(sigma2)
    share, squares, count = areas.psi * v, (v**2).sum(), len(v)
    spread, bias = 2 / squares, 0.0
    if method == "ML":
        bias = -np.trace(q @ ((areas.x * (v**2)[:, None]).T @ areas.x)) / squares
    if method == "FH":
        spread = 2 * count / v.sum() ** 2
        bias = 2 * (count * squares - v.sum() ** 2) / v.sum() ** 3
    of_beta = share**2 * np.einsum("ij,jk,ik->i", areas.x, q, areas.x)
    return np.asarray(
        areas.psi * (1 - share) + of_beta + 2 * share**2 * spread * v - bias * share**2
    )


def _unknown(areas: _Areas, method: str, iterations: int) -> SmallAreas:
    rows, columns = (np.full(size, np.nan) for size in areas.x.shape)
    return SmallAreas(
        rows, rows, rows, float("nan"), columns, columns, method, iterations, False, False
    )


def _checked(direct: ArrayLike, variance: ArrayLike, given: ArrayLike) -> _Areas:
    y, psi, x = (np.asarray(values, dtype=np.float64) for values in (direct, variance, given))
    if y.ndim != 1 or psi.shape != y.shape or x.ndim != 2 or len(x) != len(y):
        raise ValueError(
            "direct [areas], variance [areas] and X [areas × columns] are needed, "
            f"got {y.shape}, {psi.shape} and {x.shape}"
        )
    _check_numbers(y, psi, x)
    if len(y) <= x.shape[1]:
        raise ValueError(f"{len(y)} areas cannot carry {x.shape[1]} columns: more areas are needed")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("columns of X depend on each other: leave one of them out")
    return _Areas(y, psi, x)


def _check_numbers(y: Floats, psi: Floats, x: Floats) -> None:
    missing = np.asarray(~np.isfinite(np.column_stack([y, psi, x])).all(axis=1))
    if missing.any():
        raise ValueError(
            f"a number is missing in {missing.sum()} areas, first at position {missing.argmax()}: "
            "leave the area out and predict it by its X·beta"
        )
    if (psi <= 0).any():
        raise ValueError(
            f"variance {psi.min()} at position {psi.argmin()}: a direct estimate always has some "
            "error; smooth the variances, or leave the area out and predict it by its X·beta"
        )


METHODS: Mapping[str, Callable[[_Areas, float], float]] = MappingProxyType(
    {"REML": _reml_step, "ML": _ml_step, "FH": _fh_step}
)
