"""Vega-Lite specifications of the environment's pages; colours come from the page's tokens."""

from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
Row = Mapping[str, Any]


def columns(rows: Sequence[Row], *, words: str, top: float | None = None) -> Spec:
    """Upright bars from zero in the given order; `rows` hold name, value, shown."""
    scale: Spec = {"zero": True} if top is None else {"domain": [0, top]}
    place = {
        "x": {
            "field": "name",
            "type": "ordinal",
            "sort": [row["name"] for row in rows],
            "title": None,
            "axis": {"labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": scale,
            "axis": {"tickCount": 4},
        },
    }
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": 190,
        "data": {"values": [dict(row) for row in rows]},
        "layer": [
            {"mark": {"type": "bar", "width": {"band": 0.7}}, "encoding": {**place, **tip}},
            {
                "mark": {"type": "text", "dy": -7, "fontSize": 11},
                "encoding": {**place, "text": {"field": "shown"}},
            },
        ],
    }
