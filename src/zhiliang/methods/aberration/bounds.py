"""The most that still passes as usual, and how unlikely what was counted is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy import special

from zhiliang.methods.aberration.detection import Floats
from zhiliang.methods.aberration.model import Forecast
from zhiliang.methods.aberration.quantiles import at_least, quantile

POWERS: Mapping[str, float] = MappingProxyType({"none": 1.0, "1/2": 0.5, "2/3": 2 / 3})


@dataclass(frozen=True, slots=True)
class Bounds:
    """Expected cases, upper bound, probability of as many, and score, all of one shape."""

    expected: Floats
    upper: Floats
    p_value: Floats
    score: Floats


def power_bound(forecast: Forecast, counts: Floats, z: float, power: str) -> Bounds:
    """Bound a power of the count as normal, error of the forecast included (Farrington 1996)."""
    exponent = POWERS[power]
    mean = np.exp(forecast.eta)
    tau = forecast.phi + mean * forecast.se**2
    se = exponent * np.sqrt(mean ** (2 * exponent - 1) * tau)
    upper = np.fmax(*((mean**exponent + z * sign * se) ** (1 / exponent) for sign in (-1, 1)))
    tail = special.ndtr((mean**exponent - counts**exponent) / se)
    return Bounds(mean, upper, tail, (counts - mean) / (upper - mean))


def delta(forecast: Forecast, counts: Floats, alpha: float, power: str) -> Bounds:
    """Bound of a power of the count that an unremarkable week exceeds with probability alpha."""
    return power_bound(forecast, counts, float(special.ndtri(1 - alpha)), power)


def nb_plugin(forecast: Forecast, counts: Floats, alpha: float, power: str) -> Bounds:
    """Quantile of the negative binomial distribution about the forecast; `power` has no part."""
    return _negative_binomial(forecast, counts, alpha, np.exp(forecast.eta))


def muan(forecast: Forecast, counts: Floats, alpha: float, power: str) -> Bounds:
    """Take the same about the (1 − alpha) quantile of the forecast mean, whose error so counts."""
    z = special.ndtri(1 - alpha)
    return _negative_binomial(forecast, counts, alpha, np.exp(forecast.eta + z * forecast.se))


def _negative_binomial(forecast: Forecast, counts: Floats, alpha: float, mean: Floats) -> Bounds:
    """Bounds; the score subtracts the logarithm of the forecast, as R's does."""
    about = np.where(np.isfinite(mean), mean, np.nan)
    upper = quantile(1 - alpha, about, forecast.phi)
    score = (counts - forecast.eta) / (upper - forecast.eta)
    return Bounds(np.exp(forecast.eta), upper, at_least(counts, about, forecast.phi), score)


BOUNDS: Mapping[str, Callable[[Forecast, Floats, float, str], Bounds]] = MappingProxyType(
    {"nb_plugin": nb_plugin, "delta": delta, "muan": muan}
)
