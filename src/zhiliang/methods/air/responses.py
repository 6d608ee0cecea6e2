"""Warning level of a city and the shared response of neighbours (重污染天气预警, 联防联治)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zhiliang.methods.air.episodes import Pairs
from zhiliang.methods.air.steps import Floats
from zhiliang.methods.tables.air.responses import (
    SHARED,
    WARNING_RULES,
    Run,
    SharedRule,
    WarningLevel,
    WarningRule,
)


@dataclass(frozen=True, slots=True)
class SharedResponse:
    """A level that neighbouring cities take together: they all have reached at least this one."""

    level: WarningLevel
    cities: tuple[str, ...]


def warning_rule(on: date) -> WarningRule:
    """Criteria in force on a day.

    Raises
    ------
    ValueError
        Before 2016-02-01: each city had its own.

    Examples
    --------
    >>> [row.level for row in warning_rule(date(2018, 1, 1)).levels]
    ['blue', 'yellow', 'orange', 'red']
    """
    begun = [rule for rule in WARNING_RULES if rule.in_force_from <= on.isoformat()]
    if not begun:
        raise ValueError(f"no national warning levels on {on}: before 2016 each city had its own")
    return begun[-1]


def warning_level(indices: ArrayLike, *, rule: WarningRule) -> WarningLevel | None:
    """Highest level that a spell of forecast or observed days reaches; None below the lowest.

    Parameters
    ----------
    indices
        Daily AQI of consecutive days [days]; NaN breaks a run.
    rule
        Criteria: `warning_rule(on)`, or rows of your own.

    Notes
    -----
    Measured in whole days; a warning in hours (24 hours across midnight) needs the means of those
    hours as input. Certainty and source are in the rule's row.

    Examples
    --------
    >>> rule = warning_rule(date(2018, 1, 1))
    >>> [getattr(warning_level(days, rule=rule), "level", None)
    ...  for days in ([150, 180], [210, 220], [210, 310, 205], [500])]
    [None, 'yellow', 'orange', 'red']
    """
    days = np.asarray(indices, dtype=np.float64).ravel()
    reached = [row for row in rule.levels if any(_all_met(days, runs) for runs in row.alternatives)]
    return reached[-1] if reached else None


def shared_responses(
    indices: Mapping[str, ArrayLike],
    neighbours: Pairs,
    *,
    rule: WarningRule,
    shared: SharedRule = SHARED,
) -> tuple[SharedResponse, ...]:
    """Levels that groups of neighbouring cities take together, highest first.

    From the highest level down, cities that have reached it and hang together over borders share it
    when they are enough; a group is not named again with a lower level unless it has grown.

    Parameters
    ----------
    indices
        Daily AQI by city [days].
    neighbours
        Pairs of cities.
    rule
        Criteria of the levels.
    shared
        How many cities are enough: configuration, no number was published.

    Examples
    --------
    >>> spell = {"440100": [210, 220], "440600": [230, 250], "440800": [210, 210]}
    >>> found = shared_responses(spell, [("440100", "440600")], rule=warning_rule(date(2018, 1, 1)))
    >>> [(one.level.level, one.cities) for one in found]
    [('yellow', ('440100', '440600'))]
    """
    order = [row.level for row in rule.levels]
    reached = {city: warning_level(days, rule=rule) for city, days in indices.items()}
    rank = {city: order.index(row.level) for city, row in reached.items() if row is not None}
    pairs = list(neighbours)
    found: dict[tuple[str, ...], SharedResponse] = {}
    for level in reversed(rule.levels):
        there = [city for city in indices if rank.get(city, -1) >= order.index(level.level)]
        for group in _groups(there, pairs):
            if len(group) >= shared.cities:
                found.setdefault(group, SharedResponse(level, group))
    return tuple(found.values())


def _all_met(days: Floats, runs: tuple[Run, ...]) -> bool:
    return all(_longest(days > run.above) >= run.days for run in runs)


def _longest(hits: NDArray[np.bool_]) -> int:
    longest = current = 0
    for hit in hits:
        current = current + 1 if hit else 0
        longest = max(longest, current)
    return longest


def _groups(cities: list[str], pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Cities that hang together over borders, each group in the order given."""
    group = {city: city for city in cities}
    for one, other in pairs:
        if one in group and other in group:
            old, new = group[other], group[one]
            group = {city: new if name == old else name for city, name in group.items()}
    names = dict.fromkeys(group.values())
    return [tuple(city for city in cities if group[city] == name) for name in names]
