"""The chart of a firm's complaints by month; colours come from the page's tokens."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.pages.parts import Chart
from zhiliang.systems.complaints.publishing import Tally

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def trend_of(months: Sequence[Tally], table: Any) -> Chart:
    """Bars of ended complaints by month, from zero."""
    rows = [{"month": f"{one.key:%Y-%m}", "ended": one.ended} for one in months]
    most = max(months, key=lambda one: one.ended)
    told = {"month": f"{most.key:%Y-%m}", "count": most.ended, "months": len(months)}
    title = _("近%(months)s个月办结最多的是%(month)s，%(count)s件") % told
    words = _("；").join(f"{row['month']} {row['ended']}" for row in rows if row["ended"])
    return Chart("trend", title, _spec(rows), words or title, table=table)


def _spec(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    month = {
        "field": "month",
        "type": "ordinal",
        "title": None,
        "axis": {"labelOverlap": True, "ticks": False},
    }
    ended = {
        "field": "ended",
        "type": "quantitative",
        "title": None,
        "axis": {"tickCount": 4, "format": "d", "tickMinStep": 1},
    }
    tip = [{"field": "month", "title": " "}, {"field": "ended", "title": _("办结（件）")}]
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": 200,
        "data": {"values": list(rows)},
        "mark": {"type": "bar"},
        "encoding": {"x": month, "y": ended, "tooltip": tip},
    }
