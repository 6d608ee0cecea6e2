"""Disproportionality of pairs from their counts: expected number, PRR and its lower bound."""

from collections import Counter
from collections.abc import Mapping
from math import exp, log, sqrt

Numbers = tuple[float, float | None, float | None]


def disproportion(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], Numbers]:
    """(expected, PRR, lower 95 % bound) of each pair (Evans 2001); None where there is no rest."""
    whole = sum(counts.values())
    products: Counter[str] = Counter()
    hazards: Counter[str] = Counter()
    for (product, hazard), number in counts.items():
        products[product] += number
        hazards[hazard] += number
    return {
        (product, hazard): _told(number, products[product], hazards[hazard], whole)
        for (product, hazard), number in counts.items()
    }


def _told(both: int, product: int, hazard: int, whole: int) -> Numbers:
    expected = product * hazard / whole
    elsewhere, rest = hazard - both, whole - product
    if not elsewhere or not rest:
        return expected, None, None
    ratio = (both / product) / (elsewhere / rest)
    spread = sqrt(1 / both - 1 / product + 1 / elsewhere - 1 / rest)
    return expected, ratio, exp(log(ratio) - 1.96 * spread)
