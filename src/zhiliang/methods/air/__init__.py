"""Ambient air: index, limits, means, assessment, episodes, each by the edition of its day.

Concentrations are in µg/m³, of CO in mg/m³; NaN (None in exact series) is missing, never 0. What a
row of `zhiliang.methods.tables.air` could not be checked against says so there (待核).
"""

from zhiliang.methods.air.aqi import aqi_hj633
from zhiliang.methods.air.assessment import (
    Enough,
    ItemYear,
    assess_year,
    assessment_rule,
    enough_days,
    exceedance_multiple,
)
from zhiliang.methods.air.composite_index import composite_index, rank_cities, single_indices
from zhiliang.methods.air.editions import EditionInForce, daily_index, edition_for
from zhiliang.methods.air.episodes import Episode, episodes
from zhiliang.methods.air.good_days import GoodDays, good_air_days
from zhiliang.methods.air.levels import level_api, level_hj633, primary_keys
from zhiliang.methods.air.limits import limit_gb3095
from zhiliang.methods.air.means import (
    city_mean,
    daily_mean,
    ozone_daily_maximum,
    round_concentrations,
    sliding_8h,
    valid_mean,
    validity_rule,
)
from zhiliang.methods.air.percentile import percentile_hj663
from zhiliang.methods.air.pollution_index import api_gb3095_1996
from zhiliang.methods.air.responses import (
    SharedResponse,
    shared_responses,
    warning_level,
    warning_rule,
)

__all__ = [
    "EditionInForce",
    "Enough",
    "Episode",
    "GoodDays",
    "ItemYear",
    "SharedResponse",
    "api_gb3095_1996",
    "aqi_hj633",
    "assess_year",
    "assessment_rule",
    "city_mean",
    "composite_index",
    "daily_index",
    "daily_mean",
    "edition_for",
    "enough_days",
    "episodes",
    "exceedance_multiple",
    "good_air_days",
    "level_api",
    "level_hj633",
    "limit_gb3095",
    "ozone_daily_maximum",
    "percentile_hj663",
    "primary_keys",
    "rank_cities",
    "round_concentrations",
    "shared_responses",
    "single_indices",
    "sliding_8h",
    "valid_mean",
    "validity_rule",
    "warning_level",
    "warning_rule",
]
