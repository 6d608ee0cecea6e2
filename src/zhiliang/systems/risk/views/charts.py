"""Vega-Lite specifications of the risk pages; colours come from the page's tokens."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.risk.monitoring.judging import Week

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]


def expected_band(weeks: Sequence[Week]) -> Spec:
    """Counts as a line over the band from nothing to the upper bound; alarms marked."""
    dot: Spec = {"type": "point", "opacity": 0, "size": 90}
    bad: Spec = {"type": "point", "style": "bad", "filled": True, "size": 70}
    counted = {"x": _X, "y": _measure("count", zero=True)}
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": 220,
        "data": {"values": [_row(week) for week in weeks]},
        "layer": [
            *_bounds(),
            {"mark": {"type": "line", "strokeWidth": 1.75}, "encoding": counted},
            {"mark": dot, "encoding": {**counted, **_tip()}},
            {
                "transform": [{"filter": "datum.alarm > 0"}],
                "mark": bad,
                "encoding": {**counted, **_tip()},
            },
        ],
    }


_X: Spec = {
    "field": "week",
    "type": "temporal",
    "title": None,
    "axis": {"tickCount": 6, "format": "%Y-%m"},
}


def _measure(field: str, *, zero: bool = False) -> Spec:
    found: Spec = {"field": field, "type": "quantitative", "title": None}
    return found | ({"scale": {"zero": True}} if zero else {})


def _row(week: Week) -> Spec:
    return {
        "week": week.ends_on.isoformat(),
        "count": week.observed,
        "expected": week.expected,
        "upper": week.upper,
        "alarm": 1 if week.alarm else 0,
    }


def _bounds() -> list[Spec]:
    """The band up to the bound and the expected number, where a week could be judged."""
    judged = [{"filter": "isValid(datum.upper)"}]
    area: Spec = {"type": "area", "style": "band", "interpolate": "step"}
    dashes: Spec = {"type": "line", "strokeDash": [4, 3], "interpolate": "step"}
    band = {"x": _X, "y": _measure("upper"), "y2": {"datum": 0}}
    expected = {"x": _X, "y": _measure("expected")}
    return [
        {"transform": judged, "mark": area, "encoding": band},
        {"transform": judged, "mark": dashes, "encoding": expected},
    ]


def _tip() -> Spec:
    return {
        "tooltip": [
            {"field": "week", "type": "temporal", "title": _("截至")},
            {"field": "count", "title": _("件数")},
            {"field": "expected", "title": _("预计"), "format": ".1f"},
            {"field": "upper", "title": _("上限"), "format": ".1f"},
        ]
    }
