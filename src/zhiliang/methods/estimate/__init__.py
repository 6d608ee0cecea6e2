"""Estimates: pass rates and means of a population from a designed sample, and how sure they are.

Give `Design` how the sample was drawn once, then ask it. Equal to R survey 4.5 and sae 1.3.
"""

from zhiliang.methods.estimate.calibration import post_stratify, rake
from zhiliang.methods.estimate.design import Calibration, Design
from zhiliang.methods.estimate.estimates import (
    Estimate,
    Rate,
    estimate_mean,
    estimate_means,
    estimate_rate,
    estimate_rates,
    estimate_total,
)
from zhiliang.methods.estimate.fay_herriot import SmallAreas, fay_herriot
from zhiliang.methods.estimate.intervals import (
    effective_size,
    proportion_interval,
    rate_interval,
)

__all__ = [
    "Calibration",
    "Design",
    "Estimate",
    "Rate",
    "SmallAreas",
    "effective_size",
    "estimate_mean",
    "estimate_means",
    "estimate_rate",
    "estimate_rates",
    "estimate_total",
    "fay_herriot",
    "post_stratify",
    "proportion_interval",
    "rake",
    "rate_interval",
]
