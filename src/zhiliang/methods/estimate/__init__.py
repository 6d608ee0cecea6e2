"""Estimates: pass rates and means of a population from a designed sample, and how sure they are.

Give `Design` how the sample was drawn once, then ask it. Equal to R survey 4.5 and sae 1.3.
"""

from zhiliang.methods.estimate.calibration import calibrate, post_stratify, rake
from zhiliang.methods.estimate.design import Design
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
from zhiliang.methods.estimate.publication import (
    Published,
    Rule,
    Verdict,
    nchs_2017,
    published_rates,
    small_cells,
)

__all__ = [
    "Design",
    "Estimate",
    "Published",
    "Rate",
    "Rule",
    "SmallAreas",
    "Verdict",
    "calibrate",
    "effective_size",
    "estimate_mean",
    "estimate_means",
    "estimate_rate",
    "estimate_rates",
    "estimate_total",
    "fay_herriot",
    "nchs_2017",
    "post_stratify",
    "proportion_interval",
    "published_rates",
    "rake",
    "rate_interval",
    "small_cells",
]
