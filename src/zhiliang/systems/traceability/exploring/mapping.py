"""Lots by city on the tile map."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiliang.core.pages.parts import Tile
from zhiliang.core.pages.tile_map import positions
from zhiliang.systems.traceability.exploring.redaction import LEAST, View
from zhiliang.systems.traceability.tracing.places import city_of

SHADES = 5


def tiles_of(view: View) -> list[Tile]:
    """A square for each city: how many lots are told of there, darker where there are more."""
    counts = Counter(node.city for node in view.nodes.values() if node.city)
    hidden = {one.city for one in view.beyond if one.lots is None}
    for one in view.beyond:
        counts[one.city] += one.lots or 0
    most = max(counts.values(), default=0)
    return [_tile(code, counts[code], code in hidden, most) for code in positions()]


def _tile(code: str, lots: int, hidden: bool, most: int) -> Tile:
    name = city_of(code) or code
    shade = "none" if not lots else str(1 + int(Decimal(lots - 1) * SHADES / Decimal(most)))
    value = str(lots) if lots else (f"<{LEAST}" if hidden else "—")
    words = ngettext("%(city)s：%(lots)s 批", "%(city)s：%(lots)s 批", lots) % {
        "city": name,
        "lots": lots,
    }
    if hidden:
        words += _("，另有不足 %(least)s 批的未列") % {"least": LEAST}
    short = name.removesuffix("市").removesuffix(" City")
    return Tile(code, short, *positions()[code], value, words, shade, "#holders")
