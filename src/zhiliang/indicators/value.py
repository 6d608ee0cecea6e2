"""Values that are never bare: a figure with place, period, parts, status, source and rank."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Value:
    """A figure with all that makes it one; `exact` is the unrounded quotient."""

    indicator: str
    period: str
    place: str
    name_zh: str
    name_en: str
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    status: str = "not_collected"
    source: str = ""
    rank: int | None = None
    exact: Fraction | None = field(default=None, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Shape of the `value` command and the API."""
        return {
            "place": self.place,
            "name": self.name_zh,
            "name_en": self.name_en,
            "value": None if self.value is None else number(self.value),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "status": self.status,
            "source": self.source or None,
            "rank": self.rank,
        }


@dataclass(frozen=True)
class Aggregate:
    """A figure over a named set of places; no value unless every member has one of its kind."""

    set: str
    rule: str
    value: Decimal | None
    members: int
    missing: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Shape of the `value` command and the API."""
        value = None if self.value is None else number(self.value)
        return {
            "set": self.set,
            "rule": self.rule,
            "value": value,
            "members": self.members,
            "missing": list(self.missing),
            "sources": list(self.sources),
        }


@dataclass(frozen=True)
class Answer:
    """All values of an indicator for a period, at one level, with their aggregates."""

    indicator: str
    period: str
    as_of: str
    definition: str
    values: tuple[Value, ...]
    aggregates: tuple[Aggregate, ...]

    def to_json(self) -> dict[str, Any]:
        """Shape of the `value` command and the API."""
        return {
            "indicator": self.indicator,
            "period": self.period,
            "as_of": self.as_of,
            "definition": self.definition,
            "values": [value.to_json() for value in self.values],
            "aggregates": [aggregate.to_json() for aggregate in self.aggregates],
        }


def number(value: Decimal) -> int | float:
    """A decimal as JSON number: whole numbers stay integers, digits stay as published."""
    return int(value) if value == value.to_integral_value() else float(value)
