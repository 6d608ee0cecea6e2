"""Many log-linear fits at once: an effect for each part of the year and a straight trend."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from zhiliang.methods.aberration.columns import Columns
from zhiliang.methods.aberration.detection import Bools, Floats, Whole
from zhiliang.methods.aberration.reference import Reference, time_of

# As R's glm: relative change of the deviance at which it stops, steps after which it gives up,
# least fitted mean.
TOLERANCE, STEPS, LEAST = 1e-8, 25, float(np.finfo(np.float64).eps)
# Less spread of time within the parts than this share of the whole is none.
NO_SPREAD = 1e-12


@dataclass(frozen=True, slots=True)
class Series(Columns):
    """Reference counts [series × rows], 0 where missing; `prior` weights; `offset` of the mean."""

    counts: Floats
    prior: Floats
    offset: Floats


@dataclass(frozen=True, slots=True)
class Design:
    """Part of the year and time [rows] of the reference weeks, and of the week to predict."""

    levels: Whole
    time: Floats
    now: float
    sums: Floats

    @classmethod
    def of(cls, reference: Reference, *, sloped: bool) -> Self:
        """Make the design of a reference, with a trend or without."""
        time, now = time_of(reference.lags)
        ones = np.eye(reference.parts)[reference.levels]
        if not sloped:
            return cls(reference.levels, np.zeros(len(time)), 0.0, ones)
        timed = ones * time[:, None]
        return cls(reference.levels, time, now, np.hstack([ones, timed, timed * time[:, None]]))

    @property
    def sloped(self) -> bool:
        """Whether there is a trend in it."""
        return bool(self.time.any())


@dataclass(frozen=True, slots=True)
class Fit(Columns):
    """Fits of many series: `eta` logarithm of the mean and `working` weights [series × rows].

    `level` and `centre` (mean time) and `mass` (sum of weights) [series × parts]; `slope` and
    `spread` (weighted squares of time within the parts) [series], `spread` 0 without a trend.
    Weights are those that the last step was made with, as in R.
    """

    eta: Floats
    working: Floats
    level: Floats
    centre: Floats
    mass: Floats
    slope: Floats
    spread: Floats
    converged: Bools

    @property
    def mean(self) -> Floats:
        """Fitted means [series × rows]."""
        return np.maximum(np.exp(self.eta), LEAST)

    @property
    def rank(self) -> Whole:
        """Parameters that the data carry [series]."""
        return np.asarray((self.mass > 0).sum(axis=1) + (self.spread > 0))

    def leverage(self, design: Design) -> Floats:
        """Diagonal of the hat matrix [series × rows]."""
        away = design.time - self.centre[:, design.levels]
        share = _over(np.ones(1), self.mass)[:, design.levels]
        return self.working * (share + away**2 * _over(np.ones(1), self.spread)[:, None])

    def forecast(self, design: Design) -> tuple[Floats, Floats]:
        """Logarithm of the mean at the judged week without offset, its variance by dispersion."""
        away = design.now - self.centre[:, -1]
        variance = 1 / self.mass[:, -1] + away**2 * _over(np.ones(1), self.spread)
        return self.level[:, -1] + self.slope * design.now, variance


def fitted(series: Series, design: Design) -> Fit:
    """Quasi-Poisson fits with logarithmic link by iteratively reweighted least squares.

    Each series stops by itself, at the step R's `glm` would stop at, so that also what runs off
    (a part of the year without a case) ends at the same number. What has no case at all counts as
    converged, near 0.
    """
    left, places, found = np.arange(len(series.counts)), [], []
    eta, mean = np.log(series.counts + 0.1), series.counts + 0.1
    log_counts = np.log(np.maximum(series.counts, 1))
    deviance = _deviance(series, log_counts, eta, mean)
    for step in range(1, STEPS + 1):
        fit = _step(series, design, eta, mean)
        mean, before = fit.mean, deviance
        deviance = _deviance(series, log_counts, fit.eta, mean)
        still = np.abs(deviance - before) / (np.abs(deviance) + 0.1) < TOLERANCE
        fit.converged[:] = still | (series.prior * series.counts == 0).all(axis=1)
        done = still | (step == STEPS)
        if done.any():
            places.append(left[done])
            found.append(fit.take(done))
            left, series, log_counts = left[~done], series.take(~done), log_counts[~done]
            fit, mean, deviance = fit.take(~done), mean[~done], deviance[~done]
        if not left.size:
            break
        eta = fit.eta
    return Fit.joined(found).take(np.argsort(np.concatenate(places)))


def _step(series: Series, design: Design, eta: Floats, mean: Floats) -> Fit:
    """One weighted least-squares step from the means of the one before."""
    parts = design.sums.shape[1] // (3 if design.sloped else 1)
    working = series.prior * mean
    response = working * (eta - series.offset - 1) + series.prior * series.counts
    mass, *of_time = np.split(working @ design.sums, 3 if design.sloped else 1, axis=1)
    total = response @ design.sums[:, : 2 * parts]
    centre, slope, spread = np.zeros(mass.shape), np.zeros(len(mass)), np.zeros(len(mass))
    mean_response = _over(total[:, :parts], mass)
    if of_time:
        centre = _over(of_time[0], mass)
        within = of_time[1].sum(axis=1) - (of_time[0] * centre).sum(axis=1)
        spread = np.where(within > NO_SPREAD * of_time[1].sum(axis=1), within, 0.0)
        slope = _over((total[:, parts:] - centre * total[:, :parts]).sum(axis=1), spread)
    level = mean_response - slope[:, None] * centre
    eta = level[:, design.levels] + series.offset
    if of_time:
        eta += slope[:, None] * design.time
    return Fit(eta, working, level, centre, mass, slope, spread, np.zeros(len(mass), dtype=bool))


def _deviance(series: Series, log_counts: Floats, eta: Floats, mean: Floats) -> Floats:
    terms = series.counts * (log_counts - eta) - series.counts + mean
    return np.asarray(2 * np.einsum("ij,ij->i", series.prior, terms))


def _over(above: Floats, below: Floats) -> Floats:
    """Quotient, 0 where nothing is to be divided by."""
    return np.where(below > 0, above / np.where(below > 0, below, 1), 0.0)
