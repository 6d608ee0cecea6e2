"""Vega-Lite specifications of the pages of sampling; colours come from the page's tokens."""

from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
Row = Mapping[str, Any]


def _whole(layers: Sequence[Spec], *, height: int, **more: Any) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "layer": list(layers),
        **more,
    }


def _names(rows: Sequence[Row]) -> Spec:
    return {
        "field": "name",
        "type": "ordinal",
        "sort": [row["name"] for row in rows],
        "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 180},
    }


def _across(field: str, domain: Sequence[float]) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "scale": {"domain": list(domain)},
        "axis": {"grid": True, "tickCount": 5},
    }


def lying(rows: Sequence[Row], *, words: str, top: float) -> Spec:
    """Bars that lie, from zero to `top`, in the given order; `rows` hold name, value, shown."""
    place = {"y": _names(rows), "x": _across("value", (0, top))}
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    label = {"type": "text", "align": "left", "dx": 4}
    return _whole(
        [
            {"mark": {"type": "bar", "height": {"band": 0.7}}, "encoding": {**place, **tip}},
            {"mark": label, "encoding": {**place, "text": {"field": "shown"}}},
        ],
        height=max(90, 24 * len(rows)),
        padding={"left": 2, "right": 84, "top": 2, "bottom": 2},
        data={"values": [dict(row) for row in rows]},
    )


def intervals(rows: Sequence[Row], *, words: str, lowest: float) -> Spec:
    """A point and its interval for each row, up to 100 %; `rows` hold name, value, low, high, shown.

    The scale begins at `lowest`: points, unlike bars, need no zero.
    """
    y, domain = _names(rows), (lowest, 100)
    ends = {"y": y, "x": _across("low", domain), "x2": {"field": "high"}}
    point = {"y": y, "x": _across("value", domain)}
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    label = {"type": "text", "align": "center", "dy": -9, "fontSize": 11}
    return _whole(
        [
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {**ends, **tip}},
            {"mark": {"type": "point", "size": 80}, "encoding": {**point, **tip}},
            {"mark": label, "encoding": {**point, "text": {"field": "label"}}},
        ],
        height=max(90, 34 * len(rows)),
        data={"values": [dict(row) for row in rows]},
    )


def banded(rows: Sequence[Row], *, words: str) -> Spec:
    """A line over years with its interval as a band; `rows` hold name, value, low, high, shown."""
    x = {"field": "name", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    scale = {"zero": False, "nice": True}

    def up(field: str) -> Spec:
        told = {"field": field, "type": "quantitative", "title": None, "scale": scale}
        return {**told, "axis": {"tickCount": 5}}

    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    band: Spec = {"type": "area", "style": "band"}
    label = {"type": "text", "dy": -12, "fontSize": 11}
    return _whole(
        [
            {"mark": band, "encoding": {"x": x, "y": up("low"), "y2": {"field": "high"}}},
            {
                "mark": {"type": "line", "point": True},
                "encoding": {"x": x, "y": up("value"), **tip},
            },
            {
                "mark": label,
                "encoding": {"x": x, "y": up("value"), "text": {"field": "label"}},
            },
        ],
        height=220,
        data={"values": [dict(row) for row in rows]},
    )
