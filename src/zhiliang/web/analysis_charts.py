"""Vega-Lite specifications of the analysis pages; colours come from the page's tokens."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhiliang.web import charts
from zhiliang.web.charts import SCHEMA

Spec = dict[str, Any]
Row = Mapping[str, Any]
STEP = 22
# Room for the number behind the longest bar.
PADDING = {"left": 2, "right": 40, "top": 2, "bottom": 2}
DOT = {"type": "point", "size": 95}


def bars(rows: Sequence[Row], *, words: str) -> Spec:
    """Bars from zero with their numbers; `rows` as for `charts.bars`."""
    return {**charts.bars(rows, words=words), "padding": PADDING}


def _rows(rows: Sequence[Row], layers: Sequence[Spec]) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": max(90, STEP * len(rows)),
        "padding": PADDING,
        "data": {"values": [dict(row) for row in rows]},
        "layer": list(layers),
    }


def _names(rows: Sequence[Row]) -> Spec:
    axis = {"ticks": False, "domain": False, "labelPadding": 4, "labelLimit": 190}
    order = [row["name"] for row in rows]
    return {"field": "name", "type": "ordinal", "sort": order, "title": None, "axis": axis}


def _across(field: str, scale: Spec, title: str | None = None, **axis: Any) -> Spec:
    shown = {"grid": True, "tickCount": 6, **axis}
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "scale": scale,
        "axis": shown,
    }


def rank_ranges(rows: Sequence[Row], *, title: str, words: str) -> Spec:
    """A line from the best to the worst rank and a dot at the rank given.

    `rows` hold name, rank, best, worst, shown; rank 1 stands left.
    """
    scale = {"domain": [0.5, len(rows) + 0.5], "nice": False, "zero": False}
    y = _names(rows)
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    span = {"y": y, "x": _across("best", scale, title, format="d"), "x2": {"field": "worst"}}
    at = {"y": y, "x": _across("rank", scale, title, format="d")}
    word = {"y": y, "x": _across("worst", scale, title, format="d"), "text": {"field": "shown"}}
    band = {"type": "rule", "style": "quiet", "strokeWidth": 7, "strokeCap": "round"}
    return _rows(
        rows,
        [
            {"mark": band, "encoding": {**span, **tip}},
            {"mark": DOT, "encoding": {**at, **tip}},
            {"mark": {"type": "text", "align": "left", "dx": 9}, "encoding": word},
        ],
    )


def against_median(rows: Sequence[Row], *, names: tuple[str, str]) -> Spec:
    """Own share and the median on one line for each group, 0 to 100 %.

    `rows` hold name, own, median (may be None), shown.
    """
    own, middle = names
    scale = {"domain": [0, 100], "nice": False}
    y = _names(rows)
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": own}]}
    compared = [{"filter": "isValid(datum.median)"}]
    gap = {"y": y, "x": _across("own", scale), "x2": {"field": "median"}}
    tick = {"type": "tick", "style": "aim-tick", "thickness": 3, "height": 14}
    layers: list[Spec] = [
        {
            "transform": compared,
            "mark": {"type": "rule", "style": "quiet", "strokeWidth": 3},
            "encoding": gap,
        },
        {"transform": compared, "mark": tick, "encoding": {"y": y, "x": _across("median", scale)}},
        {"mark": DOT, "encoding": {"y": y, "x": _across("own", scale), **tip}},
    ]
    return _rows(rows, [*layers, *_legend(rows, y, scale, (own, middle))])


def _legend(rows: Sequence[Row], y: Spec, scale: Spec, names: tuple[str, str]) -> list[Spec]:
    """Name dot and tick once, on the first line, instead of a legend."""
    first = next((row for row in rows if row["median"] is not None), None)
    if first is None:
        return []
    above = {"type": "text", "dy": -12, "fontSize": 11}
    ends = {"own": "left", "median": "right"}
    if first["own"] < first["median"]:
        ends = {"own": "right", "median": "left"}
    return [
        {
            "data": {"values": [{**first, "words": words}]},
            "mark": {**above, "align": ends[field]},
            "encoding": {"y": y, "x": _across(field, scale), "text": {"field": "words"}},
        }
        for field, words in zip(("own", "median"), names, strict=True)
    ]
