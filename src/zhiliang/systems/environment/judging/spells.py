"""A year's episodes of pollution over neighbouring cities, and the response that they share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.air import episodes, shared_responses, warning_rule
from zhiliang.methods.air.episodes import Episode
from zhiliang.methods.air.responses import SharedResponse
from zhiliang.methods.tables.air.neighbours import NEIGHBOURS
from zhiliang.methods.tables.air.responses import WARNING_RULES, WarningRule

# One city's spell is its own affair.
FEWEST_CITIES = 2
EARLIEST = date.fromisoformat(WARNING_RULES[0].in_force_from)
Indices = Mapping[tuple[str, date], int | None]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spell:
    """An episode with its days, and the levels its cities took together, the highest first.

    `rule` is None where no national levels were in force yet: then nothing is shared.
    """

    episode: Episode
    first: date
    last: date
    worst_day: date
    rule: WarningRule | None
    responses: tuple[SharedResponse, ...]


def rule_on(day: date) -> WarningRule | None:
    """The warning levels in force on a day; None before there were national ones."""
    return warning_rule(day) if day >= EARLIEST else None


def spells(indices: Indices, year: int, *, above: int) -> Iterator[Spell]:
    """Episodes of a year, by first day; `indices` (city, day) → index, None where not valid."""
    cities = sorted({city for city, _day in indices})
    if not cities:
        return
    first = date(year, 1, 1)
    table = _table(indices, cities, first)
    found = episodes(table, cities, NEIGHBOURS, above=above, at_least_cities=FEWEST_CITIES)
    for episode in found:
        rows = table[episode.first_day : episode.last_day + 1]
        own = {city: rows[:, cities.index(city)] for city in episode.cities}
        yield _spell(episode, first, own)


def _table(indices: Indices, cities: list[str], first: date) -> Floats:
    """Indices [day, city] of the year that begins on `first`."""
    table = np.full(((date(first.year + 1, 1, 1) - first).days, len(cities)), np.nan)
    for (city, day), index in indices.items():
        if index is not None and day.year == first.year:
            table[(day - first).days, cities.index(city)] = index
    return table


def _spell(episode: Episode, year: date, own: Mapping[str, Floats]) -> Spell:
    first = year + timedelta(days=episode.first_day)
    rule = rule_on(first)
    return Spell(
        episode=episode,
        first=first,
        last=year + timedelta(days=episode.last_day),
        worst_day=year + timedelta(days=episode.worst_day),
        rule=rule,
        responses=() if rule is None else shared_responses(own, NEIGHBOURS, rule=rule),
    )
