"""Subjects × items as a table: the share earned is printed in every cell, the shade repeats it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.evaluation.rescoring import Standing
from zhiliang.evaluation.words import plain
from zhiliang.web.analysis_tables import ready

# The less was earned, the darker: what is missing is what is looked for.
SHADES = ((Fraction(1), "full"), (Fraction(4, 5), "1"), (Fraction(1, 2), "2"), (Fraction(0), "3"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One share: what is printed, its shade, and all of it in words."""

    value: str
    shade: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One subject."""

    code: str
    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heatmap:
    """Groups over items over subjects; `table` is the same for the download."""

    groups: tuple[tuple[str, int], ...]
    items: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    table: tables.Table


def heat_of(
    request: HttpRequest, standings: Sequence[Standing], scheme: Mapping[str, Any]
) -> Heatmap:
    """The map of subjects that share one sheet, in the order they are given."""
    items = _items(standings)
    lines = tuple(_line(one, items, request) for one in standings)
    heads = tuple((_name(item), plain(points)) for item, points in items.values())
    return Heatmap(_groups(items, scheme), heads, lines, _table(request, items, lines))


def _name(thing: Mapping[str, Any]) -> str:
    return pick(thing["name_zh"], thing["name_en"])


def _items(standings: Sequence[Standing]) -> dict[str, tuple[Mapping[str, Any], Any]]:
    return {
        line.item.key: (line.item.data, line.item.points)
        for one in standings
        for line in one.lines
        if line.item.loses and line.item.points
    }


def _groups(
    items: Mapping[str, tuple[Mapping[str, Any], Any]], scheme: Mapping[str, Any]
) -> tuple[tuple[str, int], ...]:
    """Each group with the number of its columns, in the order of the items."""
    names = {group["key"]: _name(group) for group in scheme.get("groups", [])}
    spans: list[tuple[str, int]] = []
    for item, _points in items.values():
        name = names.get(item.get("group", ""), item.get("group", ""))
        if spans and spans[-1][0] == name:
            spans[-1] = (name, spans[-1][1] + 1)
        else:
            spans.append((name, 1))
    return tuple(spans)


def _line(one: Standing, items: Mapping[str, Any], request: HttpRequest) -> Line:
    scored = {line.item.key: line for line in one.lines}
    year = request.resolver_match.kwargs["year"] if request.resolver_match else 0
    url = reverse("subject", kwargs={"year": year, "code": one.code})
    name = _name(one.subject)
    return Line(one.code, name, url, tuple(_cell(scored.get(key), name) for key in items))


def _cell(line: Any, name: str) -> Cell:
    if line is None or not line.counted:
        return Cell("—", "none", _("%(name)s：不计分") % {"name": name})
    share = line.earned / line.item.points
    value = plain(share * 100, 0)
    words = _("%(name)s：%(item)s得%(earned)s分，满分%(points)s") % {
        "name": name,
        "item": _name(line.item.data),
        "earned": plain(line.earned, 2),
        "points": plain(line.item.points),
    }
    return Cell(value, _shade(share), words)


def _shade(share: Fraction) -> str:
    if share <= 0:
        return "nothing"
    return next(shade for least, shade in SHADES if share >= least)


def _table(request: HttpRequest, items: Mapping[str, Any], lines: Sequence[Line]) -> tables.Table:
    columns: dict[str, Any] = {"name": tables.Column(_("被评价对象"))}
    columns |= {
        f"i{n}": tables.Column(_name(item)) for n, (item, _points) in enumerate(items.values())
    }
    made = type("HeatTable", (tables.Table,), columns)
    rows = [
        {"name": line.name, **{f"i{n}": cell.value for n, cell in enumerate(line.cells)}}
        for line in lines
    ]
    return ready(made(rows), request, key="heat", label=_("各对象各项得分率（%）"))
