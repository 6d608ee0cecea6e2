"""Air quality index (环境空气质量指数, AQI) of HJ 633, editions of 2012 and 2026."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

from numpy.typing import ArrayLike

from zhiliang.methods.air.rating import rate
from zhiliang.methods.air.steps import Steps, steps
from zhiliang.methods.tables.air.breakpoints import INDEX_RULES, IndexRule

Averaging = Literal["hour", "day"]


def aqi_hj633(
    concentrations: Mapping[str, ArrayLike], *, averaging: Averaging, on: date
) -> tuple[Any, Any]:
    """Index and primary pollutants of hours or days [the common shape of the concentrations].

    The sub-index of each item is read off the edition's breakpoints and rounded up in exact
    arithmetic; the index is the largest one. Above 50 all items that have it are primary.

    Parameters
    ----------
    concentrations
        By key, any of `pm2_5`, `pm10`, `so2`, `no2`, `o3`, `o3_8h` [µg/m³] and `co` [mg/m³]:
        scalars and arrays that broadcast. NaN is missing: the item is left out. Of an hour: 1-hour
        means; of a day: 24-hour means, with `o3` the largest hour and `o3_8h` the largest 8-hour
        mean. Items that the edition does not rate are allowed and left out: `o3_8h` of an hour,
        and under the edition of 2026 `o3` of a day.
    averaging
        "hour" or "day".
    on
        The day whose edition applies: 2012 from 2012-02-29, 2026 from 2026-03-01. Where and when a
        city changed over from the old index is asked of `edition_for`.

    Returns
    -------
    tuple
        `aqi`, float array with NaN where no item is rated, and `primary`, object array of tuples of
        keys, empty where the index is at most 50 or missing. Scalars give a float and a tuple.

    Raises
    ------
    ValueError
        A day before the edition of 2012, another averaging, an unknown key, nothing to rate, or a
        concentration that is negative or infinite, with key and index; shapes that don't broadcast.

    Notes
    -----
    HJ 633-2012 clause 4, HJ 633-2026; particles of an hour on the breakpoints of 24 hours, as the
    official hourly reports do. Concentrations are taken to the nearest 10⁻⁶; the edition of 2026
    first rounds them by GB/T 8170 to whole µg/m³, CO to 0.1 mg/m³. Above the last breakpoint the
    index is 500. Above 800 µg/m³: SO2 of an hour is not rated in 2012 (the standard then reports
    its 24-hour mean) and 200 in 2026; O3 of 8 hours is not rated in 2012 (that of 1 hour is) and
    300 in 2026.

    Examples
    --------
    >>> aqi, primary = aqi_hj633(
    ...     {"pm2_5": [49, 35], "no2": [51, 100]}, averaging="hour", on=date(2018, 2, 20)
    ... )
    >>> aqi.tolist(), primary.tolist()
    ([68.0, 50.0], [('pm2_5',), ()])
    >>> aqi_hj633({"pm2_5": 60}, averaging="day", on=date(2026, 3, 1))[1]
    ('pm2_5',)
    """
    return rate(concentrations, _looked_up(_rule(on), averaging))


def _rule(on: date) -> IndexRule:
    day = on.isoformat()
    for rule in INDEX_RULES:
        if rule.in_force_from <= day <= (rule.in_force_to or day):
            return rule
    raise ValueError(
        f"no AQI on {day}: HJ 633 applies from {INDEX_RULES[0].in_force_from}; days before are "
        "rated by the air pollution index, api_gb3095_1996"
    )


@cache
def _looked_up(rule: IndexRule, averaging: str) -> dict[str, Steps]:
    if averaging not in ("hour", "day"):
        raise ValueError(f'averaging is "hour" or "day", not {averaging!r}')
    scales = rule.hour if averaging == "hour" else rule.day
    decimals = dict(rule.decimals)
    return {scale.item: steps(scale, decimals.get(scale.item)) for scale in scales}
