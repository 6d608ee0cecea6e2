"""Products and hazards that are told of together more often than by themselves."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from zhiliang.systems.risk.models import Observation
from zhiliang.systems.risk.monitoring.reporting import disproportion


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
    counts = Counter(rows.order_by("pk").values_list("product", "hazard"))
    return [
        Pair(product, hazard, counts[product, hazard], *told)
        for (product, hazard), told in disproportion(counts).items()
    ]
