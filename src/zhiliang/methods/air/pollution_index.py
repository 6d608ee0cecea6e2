"""Air pollution index (空气污染指数, API), reported until a city changed over to HJ 633."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from numpy.typing import ArrayLike

from zhiliang.methods.air.rating import rate
from zhiliang.methods.air.steps import Steps, steps
from zhiliang.methods.tables.air.breakpoints import API_RULE


def api_gb3095_1996(concentrations: Mapping[str, ArrayLike]) -> tuple[Any, Any]:
    """Old index and primary pollutants of days [the common shape of the concentrations].

    Of `so2`, `no2` and `pm10` [µg/m³, means of 24 hours]; other items are allowed and left out: the
    old index did not know them. Otherwise as `aqi_hj633`: rounded up, NaN is missing, above 50 all
    items with the largest sub-index are primary, above the last breakpoint 500.

    Raises
    ------
    ValueError
        An unknown key, no key, a negative or infinite concentration, shapes that don't broadcast.

    Notes
    -----
    Breakpoints 待核: see the row in `tables.air.breakpoints`. Which index a city reported on a day
    is asked of `edition_for`.

    Examples
    --------
    >>> api, primary = api_gb3095_1996({"so2": [20, 150], "no2": [90, 80], "pm10": [151, 40]})
    >>> api.tolist(), primary.tolist()
    ([101.0, 100.0], [('pm10',), ('so2',)])
    """
    return rate(concentrations, _looked_up())


@cache
def _looked_up() -> dict[str, Steps]:
    return {scale.item: steps(scale, None) for scale in API_RULE.day}
