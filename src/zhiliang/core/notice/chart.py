"""A Vega-Lite specification to SVG, with the shipped typefaces and nothing from the network."""

from functools import cache
from typing import Any

import vl_convert

from zhiliang.core.notice.chart_theme import config
from zhiliang.core.notice.fonts import shipped_folder


def svg(specification: dict[str, Any]) -> str:
    """The drawing of `specification` in the theme of the house; text stays text."""
    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(specification, config=config(), allowed_base_urls=[])
    return drawn


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(shipped_folder()))
