"""What the published scales call the value of a named index."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from zhiliang.methods.competitiveness import reading

SCALES: Mapping[str, Callable[[Decimal, int], tuple[str, str]]] = {
    "evaluation.competitiveness_index": reading,
}


def reading_of(indicator: str, value: Decimal, year: int) -> tuple[str, str] | None:
    """Words (Chinese, English) on the scale of that year; None where none was published."""
    scale = SCALES.get(indicator)
    try:
        return scale(value, year) if scale else None
    except ValueError:
        return None
