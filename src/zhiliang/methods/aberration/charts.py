"""Charts of the likelihood ratio from week to week, each unit anew after its alarm."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from zhiliang.methods.aberration.detection import Floats, Whole
from zhiliang.methods.aberration.likelihood import Likelihood

# Doublings of a count after which no alarm is looked for.
DOUBLINGS = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """`threshold` of the logarithmic ratio, `kappa` logarithm of the rise if it is known.

    `window`: most weeks that a rise may be back, `least`: weeks that it must have lasted.
    """

    threshold: float
    kappa: float | None
    window: int | None
    least: int


def charted(counts: Floats, mean: Floats, law: Likelihood, chart: Chart) -> tuple[Floats, Floats]:
    """Statistic and fewest cases of an alarm of each week and unit [weeks × units]."""
    if chart.kappa is None:
        return _searched(counts, mean, law, chart)
    score, upper = np.zeros(counts.shape), np.zeros(counts.shape)
    held = np.zeros(counts.shape[1])
    for week, x in enumerate(counts):
        slope, constant = law.known(mean[week], chart.kappa)
        upper[week] = (chart.threshold - held - constant) / slope
        score[week] = np.maximum(held + slope * x + constant, 0)
        held = np.where(score[week] > chart.threshold, 0, score[week])
    return score, np.maximum(upper, 0)


def _searched(counts: Floats, mean: Floats, law: Likelihood, chart: Chart) -> tuple[Floats, Floats]:
    """Take the likeliest rise since each week that is neither too long ago nor too near."""
    score, upper = np.zeros(counts.shape), np.zeros(counts.shape)
    start = np.zeros(counts.shape[1], dtype=np.intp)
    for week in range(len(counts)):
        first = start if chart.window is None else np.maximum(start, week - chart.window)

        def statistic(x: Floats, first: Whole = first, week: int = week) -> Floats:
            least = int(first.min(initial=week))
            seen = np.vstack([counts[least:week], x])
            since = np.arange(least, week + 1)[:, None]
            allowed = (since >= first) & (since <= week + 1 - chart.least)
            ratios = law.risen(np.where(since >= first, seen, 0), mean[least : week + 1])
            return np.asarray(np.where(allowed, ratios, 0).max(axis=0))

        score[week] = statistic(counts[week])
        upper[week] = _fewest(statistic, mean[week], chart.threshold)
        start = np.where(score[week] >= chart.threshold, week + 1, start)
    return score, upper


def _fewest(statistic: Callable[[Floats], Floats], mean: Floats, threshold: float) -> Floats:
    """Least whole count with which the statistic reaches the threshold, infinite if none does."""
    low, high = np.full(mean.shape, -1.0), np.ceil(mean + threshold)
    for _ in range(DOUBLINGS):
        short = statistic(high) < threshold
        if not short.any():
            break
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        reached = statistic(middle) >= threshold
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return np.where(high < 2.0**DOUBLINGS, high, np.inf)
