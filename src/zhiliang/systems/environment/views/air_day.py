"""A city's day: what it came to, and what each station measured."""

from datetime import date, timedelta
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.language import pick
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.recorded import recorded
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.policy import visible
from zhiliang.systems.environment.models import CityDay, StationDay
from zhiliang.systems.environment.models.air import POLLUTANTS
from zhiliang.systems.environment.pages.recorded import POLLUTANT_NAMES
from zhiliang.systems.environment.views.aqi import (
    level_of,
    shade_of,
    words_of,
)
from zhiliang.systems.environment.views.asked import day_of, within
from zhiliang.systems.environment.views.calendar import preferred


class Stations(tables.Table):
    """A day's values station by station."""

    station = tables.Column(gettext_lazy("空气监测站"), orderable=False)
    counted = tables.Column(gettext_lazy("参与城市评价"), orderable=False)
    pm2_5 = tables.Column("PM2.5", attrs=RIGHT, orderable=False)
    pm10 = tables.Column("PM10", attrs=RIGHT, orderable=False)
    so2 = tables.Column("SO2", attrs=RIGHT, orderable=False)
    no2 = tables.Column("NO2", attrs=RIGHT, orderable=False)
    co = tables.Column("CO", attrs=RIGHT, orderable=False)
    o3_8h = tables.Column("O3-8h", attrs=RIGHT, orderable=False)


@by_policy
def air_day(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """The day of a city."""
    when, names = day_of(day), dict(city_choices())
    if code not in names:
        raise Http404(_("没有这个地区。"))
    versions = visible(request.user, CityDay).filter(place_id=code, day=when)
    found = preferred(versions.filter(superseded_at=None)).get(when)
    table = Stations(_stations(request, code, when))
    if given := download(table, request, name=f"air-{code}-{when}"):
        return given
    year = f"{reverse('environment_calendar')}?place={code}&year={when.year}"
    context = {
        "heading": f"{names[code]} {when} {words_of(found)}",
        "crumbs": [
            Crumb(_("环境质量"), reverse("environment")),
            Crumb(_("空气日历"), year),
            Crumb(str(when)),
        ],
        "verdict": found,
        "level_words": _level_words(found),
        "shade": shade_of(found),
        "primary": recorded(found.primary) if found else "",
        "values": _values(found) if found else [],
        "table": table,
        "versions": versions.order_by("-revision"),
        "before": _address(code, when - timedelta(days=1)),
        "after": _address(code, when + timedelta(days=1)),
        "sample": bool(found and found.source == "sample"),
    }
    return render(request, "environment/air_day.html", context)


def _values(verdict: CityDay) -> list[tuple[str, Any]]:
    return [(POLLUTANT_NAMES[one], verdict.concentration(one)) for one in POLLUTANTS]


def _level_words(verdict: CityDay | None) -> str:
    level = level_of(verdict) if verdict else None
    return "" if level is None else pick(f"{level.grade_zh} {level.zh}", level.en)


def _address(code: str, day: date) -> str:
    return reverse("environment_air_day", args=[code, day.isoformat()])


def _stations(request: HttpRequest, code: str, day: date) -> list[dict[str, Any]]:
    rows = visible(request.user, StationDay).filter(
        superseded_at=None, day=day, station__place_id__in=within(code)
    )
    return [
        {
            "station": str(one.station),
            "counted": _("是") if one.station.counted else _("否"),
            **{name: one.concentration(name) for name in POLLUTANTS},
        }
        for one in rows.select_related("station").order_by("station__code")
    ]


urlpatterns = [
    path("environment/air/days/<slug:code>/<str:day>/", air_day, name="environment_air_day")
]
