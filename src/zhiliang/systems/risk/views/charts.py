"""Vega-Lite specifications of the risk pages; colours come from the page's tokens."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.risk.monitoring.judging import Week

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]


def expected_band(weeks: Sequence[Week]) -> Spec:
    """Counts as a line over the band from nothing to the upper bound; alarms marked."""
    rows = [
        {
            "week": week.ends_on.isoformat(),
            "count": week.observed,
            "expected": week.expected,
            "upper": week.upper,
            "alarm": 1 if week.alarm else 0,
        }
        for week in weeks
    ]
    x = {
        "field": "week",
        "type": "temporal",
        "title": None,
        "axis": {"tickCount": 6, "format": "%Y-%m"},
    }
    count = {"field": "count", "type": "quantitative", "title": None, "scale": {"zero": True}}
    upper = {"field": "upper", "type": "quantitative", "title": None}
    tip = {
        "tooltip": [
            {"field": "week", "type": "temporal", "title": _("截至")},
            {"field": "count", "title": _("件数")},
            {"field": "expected", "title": _("预计"), "format": ".1f"},
            {"field": "upper", "title": _("上限"), "format": ".1f"},
        ]
    }
    judged = {"filter": "isValid(datum.upper)"}
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": 220,
        "data": {"values": rows},
        "layer": [
            {
                "transform": [judged],
                "mark": {"type": "area", "style": "band", "interpolate": "step"},
                "encoding": {"x": x, "y": upper, "y2": {"datum": 0}},
            },
            {
                "transform": [judged],
                "mark": {"type": "line", "strokeDash": [4, 3], "interpolate": "step"},
                "encoding": {
                    "x": x,
                    "y": {"field": "expected", "type": "quantitative", "title": None},
                },
            },
            {"mark": {"type": "line", "strokeWidth": 1.75}, "encoding": {"x": x, "y": count}},
            {
                "mark": {"type": "point", "opacity": 0, "size": 90},
                "encoding": {"x": x, "y": count, **tip},
            },
            {
                "transform": [{"filter": "datum.alarm > 0"}],
                "mark": {"type": "point", "style": "bad", "filled": True, "size": 70},
                "encoding": {"x": x, "y": count, **tip},
            },
        ],
    }
