"""The way from a base to this year's emission as a chart: what came on top, what was cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.environment.models import MILLION, EmissionAccount
from zhiliang.systems.environment.models.records import plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
Spec = dict[str, Any]
LOOKS: dict[str, Spec] = {"whole": {}, "more": {"opacity": 0.6}, "less": {"style": "quiet"}}
ROOM = 1.2
"""How far the axis goes beyond the longest bar, so that its number fits on a narrow page."""


@dataclass(frozen=True)
class Stride:
    """One bar [t·10⁻⁶]: a whole from zero, or what was added to or taken from the one before."""

    name: str
    start: int
    end: int
    kind: str

    @property
    def shown(self) -> str:
        """Its quantity in tonnes, a change with its sign."""
        size = f"{plain(abs(self.end - self.start)):,f}"
        return {"whole": "", "more": "+", "less": "−"}[self.kind] + size


def strides(accounts: Sequence[EmissionAccount]) -> list[Stride]:
    """The bars of consecutive years' accounts, oldest first; ends at the last one's emission."""
    first, last = accounts[0], accounts[-1]
    opening = Stride(_("%(year)s 基数") % {"year": first.year - 1}, 0, first.base_e6, "whole")
    ending = Stride(_("%(year)s 排放量") % {"year": last.year}, 0, last.emission_e6, "whole")
    return [opening, *(s for account in accounts for s in _of_year(account)), ending]


def _of_year(account: EmissionAccount) -> Iterator[Stride]:
    top = account.base_e6 + account.new_e6
    year = {"year": account.year}
    yield Stride(_("%(year)s 新增") % year, account.base_e6, top, "more")
    yield Stride(_("%(year)s 削减") % year, top, account.emission_e6, "less")


def waterfall(bars: Sequence[Stride], *, aim: tuple[int, str] | None) -> Spec:
    """One bar below the other, so that names stay readable on a narrow page."""
    order = [bar.name for bar in bars]
    rows = [
        {
            "name": bar.name,
            "start": bar.start / MILLION,
            "end": bar.end / MILLION,
            "right": max(bar.start, bar.end) / MILLION,
            "shown": bar.shown,
            "kind": bar.kind,
        }
        for bar in bars
    ]
    names = {"field": "name", "type": "ordinal", "sort": order, "title": None}
    top = max(max(bar.start, bar.end) for bar in bars) / MILLION * ROOM
    scale = {"domainMin": 0, "domainMax": top, "nice": False}
    across = {"type": "quantitative", "title": None, "scale": scale, "axis": {"tickCount": 4}}
    down: Spec = {"y": {**names, "axis": {"ticks": False, "domain": False, "labelPadding": 4}}}
    label = {
        "mark": {"type": "text", "align": "left", "dx": 4},
        "encoding": {**down, "x": {"field": "right", **across}, "text": {"field": "shown"}},
    }
    return {
        "$schema": SCHEMA,
        "width": "container",
        "height": max(90, 24 * len(rows)),
        "data": {"values": rows},
        "layer": [*(_bars(kind, down, across) for kind in LOOKS), label, *_aim(aim)],
    }


def _bars(kind: str, down: Spec, across: Spec) -> Spec:
    mark = {"type": "bar", "height": {"band": 0.7}, **LOOKS[kind]}
    tip = {"tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": _("吨")}]}
    place = {**down, "x": {"field": "start", **across}, "x2": {"field": "end"}}
    chosen = [{"filter": f"datum.kind == '{kind}'"}]
    return {"transform": chosen, "mark": mark, "encoding": {**place, **tip}}


def _aim(aim: tuple[int, str] | None) -> list[Spec]:
    """The quantity allowed, as a named line."""
    if aim is None:
        return []
    data = {"values": [{"aim": aim[0] / MILLION, "words": aim[1]}]}
    at = {"x": {"field": "aim", "type": "quantitative"}}
    word = {"type": "text", "style": "aim-word", "align": "right", "dx": -4, "baseline": "bottom"}
    return [
        {"data": data, "mark": {"type": "rule", "style": "aim"}, "encoding": at},
        {
            "data": data,
            "mark": word,
            "encoding": {**at, "y": {"value": -2}, "text": {"field": "words"}},
        },
    ]
