"""A city's year of air as a calendar."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Chart, Crumb, Figure
from zhiliang.core.pages.recorded import recorded
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.period import Period
from zhiliang.core.policy import visible
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.systems.environment.models import CityDay
from zhiliang.systems.environment.views import charts, grid
from zhiliang.systems.environment.views.aqi import (
    LEVELS,
    level_of,
    level_words,
    range_of,
    square,
)
from zhiliang.systems.environment.views.asked import city_asked, year_asked
from zhiliang.systems.environment.views.figures import figure_at, local_time
from zhiliang.systems.environment.views.grid import Square

VALID, WHOLE = "environment.good_air_days", "environment.good_air_days_of_year"
# Where a day stands in several sources, the one that counts.
PREFERENCE = ("records", "published", "sample")


class Days(tables.Table):
    """A year's days, for download."""

    day = tables.Column(gettext_lazy("日期"))
    index = tables.Column(gettext_lazy("AQI"))
    level = tables.Column(gettext_lazy("级别"))
    primary = tables.Column(gettext_lazy("首要污染物"))
    valid = tables.Column(gettext_lazy("有效天数"))
    good = tables.Column(gettext_lazy("优良天数"))
    stations = tables.Column(gettext_lazy("参评站点数"))
    edition = tables.Column(gettext_lazy("评价标准"))
    source = tables.Column(gettext_lazy("来源"))


class Months(tables.Table):
    """Good-air days month by month, by both denominators."""

    month = tables.Column(gettext_lazy("月份"), orderable=False)
    of_valid = tables.Column(gettext_lazy("占有效天数（%）"), attrs=RIGHT, orderable=False)
    of_all = tables.Column(gettext_lazy("占全部天数（%）"), attrs=RIGHT, orderable=False)


@by_policy
def calendar(request: HttpRequest) -> HttpResponse:
    """A year of a city, each day by the level of its index."""
    place = city_asked(request)
    mine = visible(request.user, CityDay).filter(superseded_at=None, place_id=place)
    years = [day.year for day in mine.dates("day", "year", order="DESC")]
    year = year_asked(request, years)
    days = preferred(mine.filter(day__year=year))
    if given := download(Days(_rows(days.values())), request, name=f"air-{place}-{year}"):
        return given
    figures, name = figures_or_none(), dict(city_choices()).get(place, place)
    found = [figure_at(figures, key, place, Period.parse(str(year))) for key in (VALID, WHOLE)]
    squares = [square(days.get(day), day, _address(place, day)) for day in grid.days_of(year)]
    context = {
        "heading": _heading(name, year, found[0]),
        "lead": _(
            "每天一格：颜色和格内的AQI说同一件事；斜纹是有效数据不足的一天，不算优良也不算超标。"
        ),
        "crumbs": [Crumb(_("环境质量"), reverse("environment")), Crumb(_("空气日历"))],
        "cities": city_choices(),
        "years": sorted({*years, year}, reverse=True),
        "place": place,
        "year": year,
        "shares": [share for share in found if share],
        "months": list(grid.months(squares)) if days else [],
        "legend": _legend(squares),
        "editions": _editions(days.values()),
        "chart": _chart(figures, place, year, name) if days else None,
        "as_of": local_time(figures.lake.as_of) if figures else "",
        "sample": any(one.source == "sample" for one in days.values()),
    }
    return render(request, "environment/calendar.html", context)


def preferred(rows: Iterable[CityDay]) -> dict[date, CityDay]:
    """Each day once, from the source that counts."""
    order = sorted(rows, key=lambda one: PREFERENCE.index(one.source), reverse=True)
    return {one.day: one for one in sorted(order, key=lambda one: one.day)}


def _address(place: str, day: date) -> str:
    return reverse("environment_air_day", args=[place, day.isoformat()])


def _heading(name: str, year: int, share: Figure | None) -> str:
    if share is None:
        return _("%(year)s年%(name)s空气日历") % {"name": name, "year": year}
    facts = {"name": name, "year": year, "share": share.value}
    return _("%(year)s年%(name)s空气：优良天数占有效天数的%(share)s%%") % facts


def _legend(squares: Sequence[Square]) -> list[dict[str, Any]]:
    """Each level, and what is none, with the number of its squares."""
    count = Counter(one.shade for one in squares)
    levels = [
        (str(number), level_words(level), range_of(number))
        for number, level in enumerate(LEVELS, start=1)
    ]
    others = [(key, words, "") for key, words in (("invalid", _("无效")), ("none", _("没有记录")))]
    return [
        {"shade": shade, "words": words, "range": text, "days": count[shade]}
        for shade, words, text in (*levels, *others)
        if count[shade] or shade.isdigit()
    ]


def _editions(days: Iterable[CityDay]) -> list[dict[str, Any]]:
    """The standards in force through the year, each with its first and last day."""
    stretches = (list(rows) for _edition, rows in groupby(days, key=lambda one: one.edition))
    return [
        {"edition": held[0].edition, "first": held[0].day, "last": held[-1].day}
        for held in stretches
    ]


def _rows(days: Iterable[CityDay]) -> list[dict[str, Any]]:
    return [
        {
            "day": one.day,
            "index": one.index,
            "level": level_words(level) if (level := level_of(one)) else _("无效"),
            "primary": recorded(one.primary),
            "valid": one.valid,
            "good": one.good,
            "stations": one.stations,
            "edition": one.edition,
            "source": one.get_source_display(),
        }
        for one in days
    ]


def _chart(figures: Figures | None, place: str, year: int, name: str) -> Chart | None:
    """The share of good-air days of each month, as the indicators have it."""
    rows = [row for month in range(1, 13) if (row := _month(figures, place, year, month))]
    if len(rows) < 2:
        return None
    least = min(rows, key=lambda row: float(row["of_valid"]))
    facts = {"month": least["month"], "share": least["of_valid"]}
    drawn = [
        {"name": row["month"], "value": float(row["of_valid"]), "shown": row["of_valid"]}
        for row in rows
    ]
    return Chart(
        "good-air-months",
        _("%(month)s优良天数比例最低：占有效天数的%(share)s%%") % facts,
        charts.columns(drawn, words=_("占有效天数（%）"), top=100),
        _("；").join(f"{row['name']} {row['shown']}%" for row in drawn),
        note=_("%(name)s%(year)s年，单位：%%。另一分母见数据表。") % {"name": name, "year": year},
        table=Months(rows),
    )


def _month(figures: Figures | None, place: str, year: int, month: int) -> dict[str, str] | None:
    period = Period.parse(f"{year}-{month:02d}")
    valid, whole = (figure_at(figures, key, place, period) for key in (VALID, WHOLE))
    if valid is None:
        return None
    return {
        "month": grid.name_of_month(month),
        "of_valid": valid.value,
        "of_all": whole.value if whole else "",
    }


urlpatterns = [path("environment/air/calendar/", calendar, name="environment_calendar")]
