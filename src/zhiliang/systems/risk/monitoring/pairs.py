"""Products and hazards that are told of together more often than by themselves."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from zhiliang.methods import signals
from zhiliang.systems.risk.models import Observation


@dataclass(frozen=True)
class Pair:
    """How often a product and a hazard were told of together, and how far from by chance.

    `expected` is what independence would give. `prr` is the proportional reporting ratio with its
    lower 95 % bound, None where it cannot be had.
    """

    product: str
    hazard: str
    count: int
    expected: float
    prr: float | None
    low: float | None


def pairs_between(first: date, last: date, *, places: frozenset[str] | None = None) -> list[Pair]:
    """Every pair that was told of in a stretch of days; the unit is one report.

    `places` narrows to cities.
    """
    rows = Observation.objects.filter(recorded_on__range=(first, last)).exclude(hazard="none")
    if places is not None:
        rows = rows.filter(city__in=places)
    reports = list(rows.order_by("pk").values_list("pk", "product", "hazard"))
    if not reports:
        return []
    counts = signals.pairs(*zip(*reports, strict=True))
    ratio = signals.prr(counts)
    columns = (counts.products, counts.hazards, counts.n, counts.expected, ratio.value, ratio.lower)
    return [
        Pair(str(product), str(hazard), int(n), float(expected), _known(value), _known(low))
        for product, hazard, n, expected, value, low in zip(*columns, strict=True)
    ]


def _known(value: float) -> float | None:
    return float(value) if isfinite(value) else None
