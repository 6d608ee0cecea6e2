"""City air: the index by edition, valid days, the mean of a city's stations."""

from zhiliang.methods.air.api import api_gb3095_1996
from zhiliang.methods.air.edition import edition_for
from zhiliang.methods.air.index import aqi_hj633, edition_hj633
from zhiliang.methods.air.means import city_days, daily_means, highest_eight_hours

__all__ = [
    "api_gb3095_1996",
    "aqi_hj633",
    "city_days",
    "daily_means",
    "edition_for",
    "edition_hj633",
    "highest_eight_hours",
]
