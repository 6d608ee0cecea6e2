"""The fitted model of Farrington: weeks of past outbreaks count less, a trend only if it holds."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from zhiliang.methods.aberration.columns import Columns
from zhiliang.methods.aberration.detection import Bools, Floats
from zhiliang.methods.aberration.loglinear import Design, Fit, Series, fitted
from zhiliang.methods.aberration.reference import Reference

# A slope below this [log cases a week] is what rounding leaves of a constant series: no trend.
LEVEL = 1e-12


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides about weights and trend.

    `threshold`: standardised Anscombe residual above which a past week counts less. `p_trend`: a
    trend stays if its p-value is below. `years`: of history, at least three for a trend.
    `as_flexible`: the standard error of the prediction as R `farringtonFlexible` computes it.
    """

    threshold: float
    p_trend: float
    years: int
    as_flexible: bool


@dataclass(frozen=True, slots=True)
class Forecast(Columns):
    """What the models say of the judged week [series]: logarithm of the mean and its error."""

    eta: Floats
    se: Floats
    phi: Floats
    trend: Bools


@dataclass(frozen=True, slots=True)
class _Model:
    """Reweighted fits; `ok`: the first fit converged; `error`: dispersion of the prediction."""

    fit: Fit
    ok: Bools
    phi: Floats
    error: Floats
    p_trend: Floats


def forecast(series: Series, now: Floats, reference: Reference, rule: Rule) -> Forecast:
    """Predict the judged week of each series; `now` [series]: its offset.

    A trend stays if it is significant, there are three years of history, and it predicts no more
    than was ever seen in the reference weeks. NaN where not even the model without trend converges.
    """
    sloped = Design.of(reference, sloped=True)
    with np.errstate(all="ignore"):
        tried = _reweighted(series, sloped, rule)
        eta, se = _predicted(tried, sloped, now)
        most = np.where(series.prior > 0, series.counts, 0).max(axis=1)
        kept = tried.ok & (tried.p_trend < rule.p_trend) & (np.exp(eta) <= most)
        kept &= rule.years >= 3
        answer = Forecast(eta, se, tried.phi, kept)
        rest = np.flatnonzero(~kept)
        if rest.size:
            answer.put(rest, _flat(series.take(rest), now[rest], reference, rule))
    return answer


def _flat(series: Series, now: Floats, reference: Reference, rule: Rule) -> Forecast:
    design = Design.of(reference, sloped=False)
    model = _reweighted(series, design, rule)
    eta, se = _predicted(model, design, now)
    eta, se, phi = (np.where(model.ok, value, np.nan) for value in (eta, se, model.phi))
    return Forecast(eta, se, phi, np.zeros(len(eta), dtype=bool))


def _reweighted(series: Series, design: Design, rule: Rule) -> _Model:
    first = fitted(series, design)
    phi = np.fmax(_dispersion(series, first, first.working), 1)
    weights = _weights(series, first, design, phi, rule.threshold)
    again = Series(series.counts, weights, series.offset)
    fit = fitted(again, design)
    own = _dispersion(again, fit, fit.working)
    phi = np.fmax(own, 1)
    shown = _dispersion(again, fit, weights) if rule.as_flexible else own
    error = shown if rule.as_flexible else phi
    return _Model(fit, first.converged, phi, error, _p_trend(again, fit, shown))


def _weights(series: Series, fit: Fit, design: Design, phi: Floats, threshold: float) -> Floats:
    """Prior weights: residual⁻² above the threshold, adding up to the number of weeks."""
    root = np.exp(fit.eta / 6)
    raw = 1.5 * (np.cbrt(series.counts) ** 2 / root - root**3)
    left = 1 - fit.leverage(design)
    residual = raw / np.sqrt(phi[:, None] * np.where(left < 1e-14, 0, left))
    known = series.prior > 0
    weights = np.where(residual > threshold, residual**-2.0, 1.0) * known
    return np.asarray(weights * (known.sum(axis=1) / weights.sum(axis=1))[:, None])


def _dispersion(series: Series, fit: Fit, weights: Floats) -> Floats:
    """Weighted squares of the working residuals over what is left of the degrees of freedom."""
    free = (series.prior > 0).sum(axis=1) - fit.rank
    residual = (series.counts - (mean := fit.mean)) / mean
    return np.where(free > 0, np.einsum("ij,ij,ij->i", weights, residual, residual) / free, np.nan)


def _p_trend(series: Series, fit: Fit, dispersion: Floats) -> Floats:
    free = (series.prior > 0).sum(axis=1) - fit.rank
    t = fit.slope / np.sqrt(dispersion / fit.spread)
    return np.where(
        (fit.spread > 0) & (np.abs(fit.slope) > LEVEL),
        2 * special.stdtr(np.maximum(free, 1), -np.abs(t)),
        np.nan,
    )


def _predicted(model: _Model, design: Design, now: Floats) -> tuple[Floats, Floats]:
    eta, variance = model.fit.forecast(design)
    return eta + now, np.sqrt(variance * model.error)
