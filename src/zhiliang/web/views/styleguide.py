"""Every part of a page on one sheet, for who changes the stylesheet; only with ZHILIANG_DEBUG=1."""

from typing import Any

import django_tables2 as tables
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Bullet, Chart, Crumb, Figure, TargetRow, Tile
from zhiliang.core.pages.words import JUDGEMENTS


class _Cities(tables.Table):
    place = tables.Column(verbose_name="城市")
    value = tables.Column(
        verbose_name="优良天数比例 %", attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )
    note = tables.Column(verbose_name="说明", orderable=False)

    label = "各市优良天数比例"


class _Return(forms.Form):
    value = forms.DecimalField(label="数值", help_text="与口径的单位一致，百分比不写百分号。")
    numerator = forms.IntegerField(label="分子", required=False)
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)


FIGURE = Figure(
    name="城市空气质量优良天数比例",
    value="91.1",
    unit="%",
    period="2015年",
    place="广东省",
    source="published",
    as_of="2026-11-23 08:10",
    url="#",
)
SAMPLE = Figure(
    "重点产品市场抽检合格率", "92.4", "%", "2015年", "广州市", "4 620", "5 000", "sample"
)
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": "container",
    "height": 220,
    "layer": [
        {
            "data": {"values": [{"year": 2010 + n, "value": 80 + n * 2} for n in range(6)]},
            "mark": {"type": "line", "point": True, "tooltip": True},
            "encoding": {
                "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
                "y": {
                    "field": "value",
                    "type": "quantitative",
                    "title": "%",
                    "scale": {"zero": False},
                },
            },
        },
        {
            "data": {"values": [{"y": 95}]},
            "mark": {"type": "rule", "style": "aim"},
            "encoding": {"y": {"field": "y", "type": "quantitative"}},
        },
        {
            "data": {"values": [{"y": 95}]},
            "mark": {
                "type": "text",
                "style": "aim-word",
                "align": "left",
                "dy": -7,
                "text": "目标 > 95%",
            },
            "encoding": {"y": {"field": "y", "type": "quantitative"}, "x": {"value": 2}},
        },
    ],
}


def _parts() -> dict[str, Any]:
    bullets = [
        Bullet(150, 180),
        Bullet(60, 180, "bad"),
        Bullet(None, 160),
        Bullet(190, 180, "quiet"),
    ]
    rows = [
        TargetRow(
            f"城市空气质量优良天数比例（{key}）",
            "#",
            SAMPLE if n % 2 else FIGURE,
            "> 95%",
            key,
            bullets[n % 4],
        )
        for n, key in enumerate(JUDGEMENTS)
    ]
    cities = [
        ("广州", 4, 2),
        ("韶关", 4, 0),
        ("深圳", 5, 3),
        ("珠海", 3, 4),
        ("汕头", 7, 2),
        ("佛山", 3, 2),
        ("湛江", 0, 5),
    ]
    tiles = [
        Tile(str(n), name, c, r, g, f"{name}市 {g}级", g.lower(), "#")
        for n, ((name, c, r), g) in enumerate(zip(cities, "ABCDABB", strict=True))
    ]
    table = _Cities([{"place": n, "value": 90 + len(n), "note": "记录"} for n, _, _ in cities])
    form = _Return({"value": "abc"})
    return {
        "heading": "2015年优良天数比例91.1%，未达到95%的目标",
        "lead": "这一页列出全部组件，只在开发时可以打开。",
        "crumbs": [Crumb("总览", "/"), Crumb("样张")],
        "as_of": "2026-11-23 08:10",
        "manifest": 12,
        "sample": True,
        "figure_": FIGURE,
        "sample_": SAMPLE,
        "targets": rows,
        "tiles": tiles,
        "table": table,
        "form": form,
        "chart_": Chart(
            "air",
            "优良天数比例五年升高10个百分点，仍低于目标",
            SPEC,
            "2010年80%，2015年90%，目标95%。",
            "单位：%",
            table,
        ),
    }


@public
def styleguide(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """The sheet of samples."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "styleguide.html", _parts())
