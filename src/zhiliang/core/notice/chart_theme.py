"""How a figure looks on paper: one theme for every chart of the documents.

Bars start at zero, series carry their name beside them instead of in a legend, a target is drawn
and named. Colour never carries a meaning alone: what falls short also ends before its named line.
"""

from typing import Any

FONT = "Noto Sans CJK SC"
ACCENT = "#0b3d91"
ACCENT_SOFT = "#7d9fd6"
INK = "#1c2430"
MUTED = "#6b7482"
LINE = "#c9d0da"
TARGET = "#b3261e"

# Grade: fill, ink on it, pattern. The pattern and the letter survive a black-and-white copy.
GRADES: dict[str, dict[str, str]] = {
    "A": {"fill": "#0b3d91", "ink": "#ffffff", "pattern": "solid"},
    "B": {"fill": "#7d9fd6", "ink": "#0b1a33", "pattern": "stripes"},
    "C": {"fill": "#dbe5f5", "ink": "#0b1a33", "pattern": "dots"},
    "D": {"fill": "#fbe3e1", "ink": "#7a1a14", "pattern": "cross"},
    "": {"fill": "#f2f4f7", "ink": "#6b7482", "pattern": "solid"},
}


def config(*, font: str = FONT) -> dict[str, Any]:
    """A Vega-Lite `config` object."""
    axis = {
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": "#e8ecf1",
        "labelColor": INK,
        "titleColor": MUTED,
        "labelFontSize": 10,
        "titleFontSize": 10,
        "titleFontWeight": "normal",
    }
    return {
        "font": font,
        "background": "transparent",
        "padding": 4,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
        "bar": {"color": ACCENT_SOFT},
        "line": {"color": ACCENT, "strokeWidth": 2},
        "point": {"color": ACCENT, "filled": True, "size": 45},
        "text": {"font": font, "fontSize": 10, "color": INK},
        "header": {"labelColor": INK, "labelFontSize": 10, "titleColor": MUTED},
        "legend": {"disable": True},
    }
