"""The records behind an item's figure, named so that somebody on site can find them."""

from collections.abc import Mapping
from typing import Any

from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.evidence import evidence
from zhiliang.indicators.table import FIGURES
from zhiliang.indicators.value import Value


def records_behind(figures: Figures, item: Mapping[str, Any]) -> list[str]:
    """A line for each record that an item's figure was made of, in the order of their keys."""
    value = figures.at(item["indicator"], item["place"], Period.parse(item["period"]))
    if not value.source:
        return []
    inside = figures.places.within(value.place, value.period)
    definition = figures.definitions[value.indicator]
    found = evidence(definition, figures.lake, value, inside, limit=None)
    return [_named(found.table, row) for row in found.rows if _is_of(row, found.table, value)]


def _is_of(row: Mapping[str, Any], table: str, value: Value) -> bool:
    """A returned or published figure is one row; those of places within it are others' figures."""
    if table != FIGURES.name:
        return True
    return (row["place"], row["period"]) == (value.place, value.period)


def _named(table: str, row: Mapping[str, Any]) -> str:
    parts = (table, row.get("place"), row.get("period"), row.get("source"), row.get("reference"))
    line = "" if row.get("line") is None else f"#{row['line']}"
    return " ".join(str(part) for part in (*parts, line) if part)
