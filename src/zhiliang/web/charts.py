"""Vega-Lite specifications of the pages; colours come from the page's tokens by style name."""

from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
Row = Mapping[str, Any]


def _chart(layers: Sequence[Spec], *, height: int, **more: Any) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": height,
        "layer": list(layers),
        **more,
    }


def _aim(value: float, words: str) -> list[Spec]:
    """The target as a named line."""
    data = {"values": [{"aim": value, "words": words}]}
    across = {"y": {"field": "aim", "type": "quantitative"}}
    word = {"type": "text", "style": "aim-word", "align": "left", "dx": 2, "dy": -7}
    return [
        {"data": data, "mark": {"type": "rule", "style": "aim"}, "encoding": across},
        {
            "data": data,
            "mark": word,
            "encoding": {**across, "x": {"value": 0}, "text": {"field": "words"}},
        },
    ]


def _over_time(field: str, *, zero: bool) -> Spec:
    return {
        "x": {"field": "period", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
        "y": {
            "field": field,
            "type": "quantitative",
            "title": None,
            "scale": {"zero": zero, "nice": True},
            "axis": {"tickCount": 5},
        },
    }


def trend(rows: Sequence[Row], *, words: str, aim: tuple[float, str] | None = None) -> Spec:
    """One line over periods; `rows` hold period, value, shown and run. `words` name the line."""
    place = _over_time("value", zero=False)
    tip = {"tooltip": [{"field": "period", "title": " "}, {"field": "shown", "title": words}]}
    line = {"type": "line", "point": True}
    label = {"type": "text", "dy": -12, "align": "center"}
    return _chart(
        [
            {"mark": line, "encoding": {**place, **tip, "detail": {"field": "run"}}},
            {"mark": label, "encoding": {**place, "text": {"field": "shown"}}},
            *(_aim(*aim) if aim else []),
        ],
        height=220,
        data={"values": [dict(row) for row in rows]},
    )


def path(rows: Sequence[Row], *, names: tuple[str, str], aim: tuple[float, str]) -> Spec:
    """Required and observed path to a target; `rows` hold period, required, observed."""
    required, observed = names
    end = {"type": "text", "align": "right", "dy": 14}
    known = [row for row in rows if row["observed"] is not None]
    asked = [row for row in rows if row["required"] is not None]
    layers: list[Spec] = [
        _line(asked, "required", {"type": "line", "style": "required"}),
        _runs(known, "observed"),
        _labels(known, "observed", {"type": "text", "dy": -12}),
    ]
    if asked:
        layers.append(_named(asked[-1], "required", required, end))
    if known:
        layers.append(_named(known[0], "observed", observed, {"type": "text", "dy": 16}))
    return _chart([*layers, *_aim(*aim)], height=260)


def _line(rows: Sequence[Row], field: str, mark: Spec) -> Spec:
    return {
        "data": {"values": [dict(row) for row in rows]},
        "mark": mark,
        "encoding": _over_time(field, zero=False),
    }


def _runs(rows: Sequence[Row], field: str) -> Spec:
    """A line that is not drawn across a change of definition (`run` is the value's status)."""
    drawn = _line(rows, field, {"type": "line", "point": {"size": 70}})
    drawn["encoding"]["detail"] = {"field": "run"}
    return drawn


def _labels(rows: Sequence[Row], field: str, mark: Spec) -> Spec:
    drawn = _line(rows, field, mark)
    drawn["encoding"]["text"] = {"field": "shown"}
    return drawn


def _named(row: Row, field: str, words: str, mark: Spec) -> Spec:
    drawn = _line([{**row, "words": words}], field, mark)
    drawn["encoding"]["text"] = {"field": "words"}
    return drawn


def bars(rows: Sequence[Row], *, words: str, aim: tuple[float, str] | None = None) -> Spec:
    """One bar for each place in the given order, from zero; `rows` hold name, value, shown, style.

    Where a row has `chosen`, all others are drawn quietly.
    """
    order = [row["name"] for row in rows]
    names = {"field": "name", "type": "ordinal", "sort": order, "title": None}
    place = {
        "y": {**names, "axis": {"ticks": False, "domain": False, "labelPadding": 4}},
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": True},
            "axis": {"grid": True, "tickCount": 5},
        },
    }
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    layers: list[Spec] = [
        _bar(place, tip, chosen=False, quiet=any(row["chosen"] for row in rows)),
        *([_bar(place, tip, chosen=True, quiet=False)] if any(r["chosen"] for r in rows) else []),
        {
            "mark": {"type": "text", "align": "left", "dx": 4},
            "encoding": {**place, "text": {"field": "shown"}},
        },
    ]
    if aim:
        layers.append(_aim_across(*aim))
    return _chart(layers, height=max(90, 22 * len(rows)), data={"values": [dict(r) for r in rows]})


def _bar(place: Spec, tip: Spec, *, chosen: bool, quiet: bool) -> Spec:
    mark: Spec = {"type": "bar", "height": {"band": 0.7}}
    if quiet:
        mark["style"] = "quiet"
    test = "datum.chosen" if chosen else "!datum.chosen"
    return {"transform": [{"filter": test}], "mark": mark, "encoding": {**place, **tip}}


def _aim_across(value: float, words: str) -> Spec:
    return {
        "data": {"values": [{"aim": value, "words": words}]},
        "mark": {"type": "rule", "style": "aim"},
        "encoding": {"x": {"field": "aim", "type": "quantitative"}, "tooltip": {"field": "words"}},
    }
