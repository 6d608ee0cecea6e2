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
    """A point and its interval for each row, per cent; the scale begins at `lowest`.

    `rows` hold name, value, low, high, label, shown. Points, unlike bars, need no zero.
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
    """A line over years with its interval as a band; `rows` are those of `intervals`."""
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


def curves(lines: Sequence[Row], points: Sequence[Row], *, axes: tuple[str, str], tip: str) -> Spec:
    """Curves named at their ends, with marked points; `lines` hold name, rows of x and y, chosen.

    `points` hold x, y, words; `axes` are the words of both axes.
    """
    quality = {"field": "x", "type": "quantitative", "axis": {"grid": True, "tickCount": 6}}
    x = {"x": {**quality, "title": axes[0]}}
    height = {"field": "y", "type": "quantitative", "scale": {"domain": [0, 100]}}
    y = {"y": {**height, "title": axes[1], "axis": {"tickCount": 5}}}
    told = {
        "tooltip": [
            {"field": "name", "title": " "},
            {"field": "x", "title": axes[0], "format": ".4~g"},
            {"field": "y", "title": tip, "format": ".1f"},
        ]
    }
    layers: list[Spec] = []
    for line in lines:
        mark: Spec = {"type": "line", "strokeWidth": 3 if line["chosen"] else 1.5}
        if not line["chosen"]:
            mark["style"] = "required"
        rows = [{**row, "name": line["name"]} for row in line["rows"]]
        data = {"data": {"values": rows}}
        layers.append({**data, "mark": mark, "encoding": {**x, **y, **told}})
        named = {"text": {"value": line["name"]}}
        at = {"data": {"values": [line["label"]]}}
        word = {"type": "text", "align": "left", "dx": 5, "dy": -5, "fontSize": 12}
        layers.append({**at, "mark": word, "encoding": {**x, **y, **named}})
    marked = {"data": {"values": [dict(point) for point in points]}}
    dot = {"type": "point", "size": 110, "style": "bad"}
    words = {"type": "text", "align": "left", "dx": 9, "dy": -9, "fontWeight": 600}
    layers.append({**marked, "mark": dot, "encoding": {**x, **y}})
    layers.append({**marked, "mark": words, "encoding": {**x, **y, "text": {"field": "words"}}})
    return _whole(layers, height=300)
