"""Hours over the limit while a day still runs: a warning, not a verdict, for means judge a day."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from zhiliang.systems.environment.judging.hours import Hours
from zhiliang.systems.environment.judging.outlet_days import MILLION, Limit
from zhiliang.systems.environment.readings.schema import NORMAL

Floats = NDArray[np.float64]


def hours_over(hours: Hours, limits: Sequence[Mapping[str, Limit]]) -> NDArray[np.int64]:
    """How many hours of each thing have a factor over its limit [thing].

    `limits` [thing] factor → limit in force. Hours that the logger itself marked as not normal
    count for nothing, nor do missing values.
    """
    upper = _bounds(hours, limits, "upper", np.inf)
    lower = _bounds(hours, limits, "lower", -np.inf)
    normal = np.isin(hours.flags, NORMAL)
    over = normal & ((hours.values > upper) | (hours.values < lower))
    found: NDArray[np.int64] = over.any(axis=3).sum(axis=(1, 2))
    return found


def _bounds(
    hours: Hours, limits: Sequence[Mapping[str, Limit]], name: str, otherwise: float
) -> Floats:
    """Bounds [thing, 1, 1, factor], infinite where there is none."""
    rows = [[_bound(one.get(f), name, otherwise) for f in hours.factors] for one in limits]
    return np.array(rows, dtype=float).reshape(len(limits), 1, 1, len(hours.factors))


def _bound(limit: Limit | None, name: str, otherwise: float) -> float:
    value = None if limit is None else getattr(limit, name)
    return otherwise if value is None else value / MILLION
