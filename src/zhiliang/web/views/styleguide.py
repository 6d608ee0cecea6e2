"""Every part of a page on one sheet, for who changes the stylesheet; only with ZHILIANG_DEBUG=1."""

from typing import Any

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Bullet, Chart, Crumb, Figure, TargetRow, Tile
from zhiliang.core.pages.tables import RIGHT
from zhiliang.core.pages.words import JUDGEMENTS, SOURCES
from zhiliang.web import charts

NAME = "城市空气质量优良天数比例"
PUBLISHED = Figure(NAME, "91.1", "%", "2015年", "广东省", source="published", url="#")
SAMPLE = Figure(NAME, "92.4", "%", "2015年", "广州市", "4,620", "5,000", "sample")
BULLETS = (Bullet(150, 180), Bullet(60, 180, "bad"), Bullet(None, 160), Bullet(190, 180, "quiet"))
CITIES = (("广州", 4, 2, "A"), ("韶关", 4, 0, "B"), ("深圳", 5, 3, "C"), ("珠海", 3, 4, "D"))
TREND = [
    {"period": str(2010 + n), "value": 80 + n * 2, "shown": str(80 + n * 2), "run": "ok"}
    for n in range(6)
]


class Cities(tables.Table):
    """A small table."""

    place = tables.Column("城市")
    value = tables.Column("%", attrs=RIGHT)

    label = NAME


class ReturnForm(forms.Form):
    """A small form with a fault."""

    value = forms.IntegerField(label="数值", help_text="百分比不写百分号。")
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)


def _targets() -> list[TargetRow]:
    return [
        TargetRow(NAME, "#", SAMPLE if n % 2 else PUBLISHED, "> 95%", key, BULLETS[n % 4])
        for n, key in enumerate(JUDGEMENTS)
    ]


def _tiles() -> list[Tile]:
    return [
        Tile(str(n), name, column, row, grade, f"{name} {grade}", grade.lower(), "#")
        for n, (name, column, row, grade) in enumerate(CITIES)
    ]


def _parts() -> dict[str, Any]:
    table = Cities([{"place": name, "value": row} for name, _column, row, _grade in CITIES])
    spec = charts.trend(TREND, words=NAME, aim=(95.0, "目标 > 95%"))
    return {
        "heading": "2015年优良天数比例91.1%，未达到95%的目标",
        "crumbs": [Crumb("总览", "/"), Crumb("样张")],
        "as_of": "2026-11-23 08:10",
        "sample": True,
        "published_figure": PUBLISHED,
        "sample_figure": SAMPLE,
        "sources": list(SOURCES),
        "targets": _targets(),
        "tiles": _tiles(),
        "table": table,
        "form": ReturnForm({"value": "abc"}),
        "drawn": Chart("air", "优良天数比例五年升高10个百分点", spec, "80至90", "单位：%", table),
    }


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The sheet of samples."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "styleguide.html", _parts())
