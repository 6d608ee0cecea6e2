"""Vega-Lite specifications of the environment's pages; colours come from the page's tokens."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from zhiliang.systems.environment.readings.questions import Bucket

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
Row = Mapping[str, Any]
HEIGHT = 200


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


def trace(
    buckets: Sequence[Bucket],
    *,
    start: datetime,
    width: timedelta,
    count: int,
    lines: Sequence[Row],
    notes: Sequence[Row],
    zero: bool,
) -> Spec:
    """A band from minimum to maximum, the mean as a line, limits as named lines.

    `count` buckets of `width` from `start`; where one is missing the line is broken. `lines` hold
    start, end, value, words; `notes` hold start, end, words and are drawn as grey stretches.
    """
    end = start + width * count
    time = {
        "type": "temporal",
        "title": None,
        "axis": {"labelOverlap": True, "tickCount": 8, "format": _format(end - start)},
    }
    value = {"type": "quantitative", "title": None, "scale": {"zero": zero, "nice": True}}
    x = {"x": {"field": "t", **time}}
    # said once: every layer shares the scale
    framed = {"x": {"field": "t", **time, "scale": {"domain": [_parts(start), _parts(end)]}}}
    y = {"y": {"field": "m", **value, "axis": {"tickCount": 5}}}
    run = {"detail": {"field": "r", "type": "nominal"}}
    dot: Spec = {"type": "point", "opacity": 0, "size": 90}
    flag: Spec = {"type": "tick", "style": "bad", "orient": "vertical", "size": 9, "thickness": 2}
    marks: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.5}, "encoding": {**framed, **y, **run}},
        {"mark": dot, "encoding": {**x, **y, **_tip()}},
        {
            "transform": [{"filter": "datum.f > 0"}],
            "mark": flag,
            "encoding": {**x, "y": {"value": HEIGHT - 5}, **_flag_tip()},
        },
    ]
    if banded := any(bucket.minimum != bucket.maximum for bucket in buckets):
        low, high = {"y": {"field": "l", **value}}, {"y2": {"field": "h"}}
        band: Spec = {"type": "area", "style": "band"}
        marks.insert(0, {"mark": band, "encoding": {**x, **low, **high, **run}})
    data = {"values": _rows(buckets, start, width, banded=banded)}
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": HEIGHT,
        "layer": [
            *_stretches(notes, time),
            {"data": data, "transform": [_clock(start, width)], "layer": marks},
            *_limits(lines, time, value),
        ],
    }


def _clock(start: datetime, width: timedelta) -> Spec:
    """The time of a bucket from its number: shorter to send than the time itself."""
    step = int(width.total_seconds() * 1000)
    origin = f"time(datetime({start.year},{start.month - 1},{start.day},{start.hour},"
    origin += f"{start.minute},{start.second}))"
    return {"calculate": f"toDate({origin} + datum.n * {step})", "as": "t"}


def _rows(
    buckets: Sequence[Bucket], start: datetime, width: timedelta, *, banded: bool
) -> list[Spec]:
    """Buckets with one-letter names: number, mean, low and high, flagged, run; zeros left out."""
    found: list[Spec] = []
    run = before = 0
    for bucket in buckets:
        number = round((bucket.start - start) / width)
        run += bool(found) and number > before + 1
        before = number
        row: Spec = {"n": number, "m": _short(bucket.mean), "f": bucket.flagged, "r": run}
        if banded:
            row |= {"l": _short(bucket.minimum), "h": _short(bucket.maximum)}
        found.append({name: cell for name, cell in row.items() if cell or name in "nmlh"})
    return found


def _short(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.5g}")


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


def _parts(moment: datetime) -> Spec:
    """A moment in the reader's own clock, whatever it says."""
    day = {"year": moment.year, "month": moment.month, "date": moment.day}
    return {**day, "hours": moment.hour, "minutes": moment.minute}


def _format(span: timedelta) -> str:
    return "%H:%M" if span.days <= 1 else "%m-%d" if span.days <= 90 else "%Y-%m"


def _tip() -> Spec:
    numbers = {"type": "quantitative", "format": ".5~g"}
    return {
        "tooltip": [
            {"field": "t", "type": "temporal", "title": " ", "format": "%Y-%m-%d %H:%M"},
            {"field": "m", "title": "x̄", **numbers},
            {"field": "l", "title": "min", **numbers},
            {"field": "h", "title": "max", **numbers},
        ]
    }


def _flag_tip() -> Spec:
    return {"tooltip": [{"field": "f", "type": "quantitative", "title": "⚑"}]}


def _stretches(notes: Sequence[Row], time: Spec) -> list[Spec]:
    if not notes:
        return []
    data = {"values": [dict(note) for note in notes]}
    x = {"x": {"field": "start", **time}}
    band = {"type": "rect", "style": "quiet", "opacity": 0.3}
    word = {"type": "text", "align": "left", "baseline": "top", "dx": 3, "fontSize": 11}
    told = {"tooltip": {"field": "words"}}
    at = {"y": {"value": 2}, "text": {"field": "words"}}
    return [
        {"data": data, "mark": band, "encoding": {**x, "x2": {"field": "end"}, **told}},
        {"data": data, "mark": word, "encoding": {**x, **at}},
    ]


def _limits(lines: Sequence[Row], time: Spec, value: Spec) -> list[Spec]:
    if not lines:
        return []
    data = {"values": [dict(line) for line in lines]}
    at = {"x": {"field": "start", **time}, "y": {"field": "value", **value}}
    rule = {"type": "rule", "style": "aim"}
    word = {"type": "text", "style": "aim-word", "align": "left", "dx": 3, "dy": -7}
    return [
        {"data": data, "mark": rule, "encoding": {**at, "x2": {"field": "end"}}},
        {"data": data, "mark": word, "encoding": {**at, "text": {"field": "words"}}},
    ]


def lying(rows: Sequence[Row], *, words: str, top: float) -> Spec:
    """Bars that lie, from zero to `top`, in the given order; `rows` hold name, value, shown."""
    place = {
        "y": {
            "field": "name",
            "type": "ordinal",
            "sort": [row["name"] for row in rows],
            "title": None,
            "axis": {"ticks": False, "domain": False},
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [0, top]},
            "axis": {"grid": True, "tickCount": 5},
        },
    }
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": words}]}
    label = {"type": "text", "align": "left", "dx": 4}
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": max(90, 22 * len(rows)),
        "padding": {"left": 2, "right": 44, "top": 2, "bottom": 2},
        "data": {"values": [dict(row) for row in rows]},
        "layer": [
            {"mark": {"type": "bar", "height": {"band": 0.7}}, "encoding": {**place, **tip}},
            {"mark": label, "encoding": {**place, "text": {"field": "shown"}}},
        ],
    }
