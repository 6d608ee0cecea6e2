"""Episodes of pollution over neighbouring cities (联防联治): where and when it hung together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from zhiliang.methods.air.steps import Floats

Pairs = Iterable[tuple[str, str]]
CityDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Episode:
    """A connected set of city days above a line.

    Days count from the first row; `cities` are in the order given, each with its number of days in
    `days_of`; `worst` is the largest index, reached first by `worst_city` on `worst_day`.
    """

    first_day: int
    last_day: int
    cities: tuple[str, ...]
    days_of: tuple[int, ...]
    worst: float
    worst_city: str
    worst_day: int

    @property
    def length(self) -> int:
        """Days from the first to the last, both counted."""
        return self.last_day - self.first_day + 1

    @property
    def city_days(self) -> int:
        """Days of all cities together."""
        return sum(self.days_of)


def episodes(
    indices: ArrayLike,
    cities: Sequence[str],
    neighbours: Pairs,
    *,
    above: float = 100,
    at_least_days: int = 1,
    at_least_cities: int = 1,
) -> tuple[Episode, ...]:
    """Find the episodes of a region, by first day and then by city.

    Two city days hang together when the cities are the same or neighbours and the days are the same
    or follow each other: a cloud that drifts over a border overnight stays one episode.

    Parameters
    ----------
    indices
        Daily index [days × cities], consecutive days; NaN is missing and never above a line.
    cities
        Codes, one for each column.
    neighbours
        Pairs of codes, in any order; pairs with a city that has no column are left out.
    above
        A day counts with an index above this: 100 is pollution, 200 heavy pollution.
    at_least_days, at_least_cities
        Shorter episodes and those of fewer cities are left out.

    Raises
    ------
    ValueError
        Another number of columns than cities, or a city twice.

    Examples
    --------
    >>> found = episodes([[120, 90], [130, 110], [90, 80]], ["440100", "440600"],
    ...                  [("440100", "440600")])
    >>> [(one.first_day, one.last_day, one.cities, one.city_days) for one in found]
    [(0, 1, ('440100', '440600'), 3)]
    """
    table = _table(indices, cities)
    near = _near(cities, neighbours)
    left = {(int(day), int(city)) for day, city in np.argwhere(table > above)}
    found = []
    for start in sorted(left):
        if start in left:
            found.append(_episode(_gather(start, left, near), table, cities))
    return tuple(
        one for one in found if one.length >= at_least_days and len(one.cities) >= at_least_cities
    )


def _table(indices: ArrayLike, cities: Sequence[str]) -> Floats:
    table = np.asarray(indices, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != len(cities) or len(set(cities)) != len(cities):
        raise ValueError(f"days × {len(set(cities))} different cities expected, not {table.shape}")
    return table


def _near(cities: Sequence[str], neighbours: Pairs) -> list[list[int]]:
    """For each column itself and the columns of its neighbours."""
    column = {city: place for place, city in enumerate(cities)}
    near = [{place} for place in range(len(cities))]
    for one, other in neighbours:
        if one in column and other in column:
            near[column[one]].add(column[other])
            near[column[other]].add(column[one])
    return [sorted(places) for places in near]


def _gather(start: CityDay, left: set[CityDay], near: list[list[int]]) -> list[CityDay]:
    """City days that hang together with `start`, taken out of those left."""
    left.discard(start)
    waiting, gathered = [start], []
    while waiting:
        day, city = waiting.pop()
        gathered.append((day, city))
        around = {(day + step, other) for step in (-1, 0, 1) for other in near[city]} & left
        left -= around
        waiting.extend(around)
    return sorted(gathered)


def _episode(
    gathered: list[CityDay],
    table: Floats,
    cities: Sequence[str],
) -> Episode:
    worst_day, worst_city = max(gathered, key=lambda place: (table[place], -place[0], -place[1]))
    columns = sorted({city for _, city in gathered})
    return Episode(
        first_day=gathered[0][0],
        last_day=gathered[-1][0],
        cities=tuple(cities[column] for column in columns),
        days_of=tuple(sum(city == column for _, city in gathered) for column in columns),
        worst=float(table[worst_day, worst_city]),
        worst_city=cities[worst_city],
        worst_day=worst_day,
    )
