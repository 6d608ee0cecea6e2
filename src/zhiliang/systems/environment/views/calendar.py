"""A city's year of air as a calendar, and one day of it station by station."""

from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.period import Period
from zhiliang.core.policy import visible
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.systems.environment.models import CityDay, StationDay
from zhiliang.systems.environment.models.air import POLLUTANTS
from zhiliang.systems.environment.pages.choices import city_choices
from zhiliang.systems.environment.views import charts
from zhiliang.systems.environment.views.aqi import LEVELS, Level, level_of
from zhiliang.systems.environment.views.asked import city_asked, day_of, within, year_asked
from zhiliang.systems.environment.views.figures import figure_at, local_time

VALID, WHOLE = "environment.good_air_days", "environment.good_air_days_of_year"
# Where a day stands in several sources, the one that counts.
PREFERENCE = ("records", "published", "sample")
NAMES = {
    "pm2_5": "PM2.5",
    "pm10": "PM10",
    "so2": "SO2",
    "no2": "NO2",
    "co": "CO",
    "o3_8h": "O3-8h",
}


@dataclass(frozen=True)
class Square:
    """One day of the calendar; no `verdict` where nothing is on record."""

    day: date
    verdict: CityDay | None
    place: str

    @property
    def level(self) -> Level | None:
        """The level of the day's index."""
        return level_of(self.verdict.index) if self.verdict else None

    @property
    def url(self) -> str:
        """Address of the day."""
        return reverse("environment_air_day", args=[self.place, self.day.isoformat()])

    @property
    def shade(self) -> str:
        """Which of the calendar's fillings it has."""
        if self.verdict is None:
            return "none"
        return str(self.level.number) if self.level else "invalid"

    @property
    def words(self) -> str:
        """All of it in words."""
        if self.verdict is None:
            return _("%(day)s 没有记录") % {"day": self.day}
        if self.level is None:
            return _("%(day)s 无效：有效数据不足") % {"day": self.day}
        facts = {"day": self.day, "aqi": self.verdict.index, "level": self.level.words}
        words = _("%(day)s AQI %(aqi)s %(level)s") % facts
        if not self.verdict.primary:
            return words
        return words + _("，首要污染物 %(primary)s") % {"primary": self.verdict.primary}


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
def calendar(request: HttpRequest) -> HttpResponse:
    """A year of a city, each day by the level of its index."""
    place = city_asked(request)
    mine = visible(request.user, CityDay).filter(superseded_at=None, place_id=place)
    years = [day.year for day in mine.dates("day", "year", order="DESC")]
    year = year_asked(request, years)
    days = preferred(mine.filter(day__year=year))
    if given := download(Days(_rows(days.values())), request, name=f"air-{place}-{year}"):
        return given
    figures, period = figures_or_none(), Period.parse(str(year))
    name = dict(city_choices()).get(place, place)
    shares = [figure_at(figures, key, place, period) for key in (VALID, WHOLE)]
    squares = _squares(days, place, year)
    context = {
        "heading": _heading(name, year, shares[0]),
        "lead": _(
            "每天一格：颜色和格内的AQI说同一件事；斜纹是有效数据不足的一天，不算优良也不算超标。"
        ),
        "crumbs": _crumbs(_("空气日历")),
        "cities": city_choices(),
        "years": sorted({*years, year}, reverse=True),
        "place": place,
        "year": year,
        "shares": [share for share in shares if share],
        "months": list(_months(squares, year)) if days else [],
        "legend": _legend(squares),
        "editions": _editions(days.values()),
        "chart": _chart(figures, place, year, name),
        "as_of": local_time(figures.lake.as_of) if figures else "",
        "sample": any(one.source == "sample" for one in days.values()),
    }
    return render(request, "environment/calendar.html", context)


def preferred(rows: Iterable[CityDay]) -> dict[date, CityDay]:
    """Each day once, from the source that counts."""
    order = sorted(rows, key=lambda one: PREFERENCE.index(one.source), reverse=True)
    return {one.day: one for one in sorted(order, key=lambda one: one.day)}


def _crumbs(*names: str) -> list[Crumb]:
    way = [Crumb(_("环境质量"), reverse("environment"))]
    return [*way, *map(Crumb, names)]


def _heading(name: str, year: int, share: Any) -> str:
    facts = {"name": name, "year": year}
    if share is None:
        return _("%(year)s年%(name)s空气日历") % facts
    return _("%(year)s年%(name)s空气：优良天数占有效天数的%(share)s%%") % {
        **facts,
        "share": share.value,
    }


def _squares(days: dict[date, CityDay], place: str, year: int) -> list[Square]:
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    return [
        Square(day, days.get(day), place)
        for day in (first + timedelta(days=number) for number in range(count))
    ]


def _months(squares: Sequence[Square], year: int) -> Iterable[tuple[int, list[list[Any]]]]:
    """Each month with its weeks from Monday; None where a week's day lies outside the month."""
    known = {square.day: square for square in squares}
    for month in range(1, 13):
        weeks = Calendar().monthdatescalendar(year, month)
        yield (
            month,
            [[known.get(day) if day.month == month else None for day in week] for week in weeks],
        )


def _legend(squares: Sequence[Square]) -> list[dict[str, Any]]:
    """Each level, and what is none, with the number of its squares."""
    count = Counter(square.shade for square in squares)
    levels: list[tuple[str, Any, str]] = [
        (str(level.number), level.words, _range(level)) for level in LEVELS
    ]
    others = [("invalid", _("无效"), ""), ("none", _("没有记录"), "")]
    return [
        {"shade": shade, "words": words, "range": text, "days": count[shade]}
        for shade, words, text in (*levels, *others)
        if count[shade] or shade.isdigit()
    ]


def _range(level: Level) -> str:
    lowest = {one.number: one.highest + 1 for one in LEVELS}.get(level.number - 1, 0)
    return f"> {lowest - 1}" if level is LEVELS[-1] else f"{lowest}–{level.highest}"


def _editions(days: Iterable[CityDay]) -> list[dict[str, Any]]:
    """The standards in force through the year, each with its first and last day."""
    return [
        {"edition": edition, "first": (held := list(rows))[0].day, "last": held[-1].day}
        for edition, rows in groupby(days, key=lambda one: one.edition)
    ]


def _rows(days: Iterable[CityDay]) -> list[dict[str, Any]]:
    return [
        {
            "day": one.day,
            "index": one.index,
            "level": level.words if (level := level_of(one.index)) else _("无效"),
            "primary": one.primary,
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
    rows = []
    for month in range(1, 13):
        period = Period.parse(f"{year}-{month:02d}")
        pair = [figure_at(figures, key, place, period) for key in (VALID, WHOLE)]
        if pair[0]:
            rows.append(
                {"month": month, "of_valid": pair[0].value, "of_all": getattr(pair[1], "value", "")}
            )
    if len(rows) < 2:
        return None
    least = min(rows, key=lambda row: float(row["of_valid"]))
    title = _("%(month)s月优良天数最少，占有效天数的%(share)s%%") % {
        "month": least["month"],
        "share": least["of_valid"],
    }
    drawn = [
        {
            "name": _("%(month)s月") % {"month": row["month"]},
            "value": float(row["of_valid"]),
            "shown": row["of_valid"],
        }
        for row in rows
    ]
    text = "；".join(f"{row['name']} {row['shown']}%" for row in drawn)
    spec = charts.columns(drawn, words=_("占有效天数（%）"), top=100)
    note = _("%(name)s%(year)s年，单位：%%。另一分母见数据表。") % {"name": name, "year": year}
    return Chart("good-air-months", title, spec, text, note=note, table=Months(rows))


@by_policy
def air_day(request: HttpRequest, place: str, day: str) -> HttpResponse:
    """A city's day: what it came to, and what each station measured."""
    when = day_of(day)
    names = dict(city_choices())
    if place not in names:
        raise Http404(_("没有这个地区。"))
    versions = visible(request.user, CityDay).filter(place_id=place, day=when)
    found = preferred(versions.filter(superseded_at=None)).get(when)
    table = Stations(_stations(request, place, when))
    if given := download(table, request, name=f"air-{place}-{when}"):
        return given
    square = Square(when, found, place)
    context = {
        "heading": f"{names[place]} {square.words}",
        "crumbs": [
            *_crumbs()[:1],
            Crumb(
                _("空气日历"), f"{reverse('environment_calendar')}?place={place}&year={when.year}"
            ),
            Crumb(str(when)),
        ],
        "square": square,
        "values": [(NAMES[one], found.concentration(one)) for one in POLLUTANTS] if found else [],
        "table": table,
        "versions": versions.order_by("-revision"),
        "days": [Square(when + timedelta(days=step), None, place) for step in (-1, 1)],
        "sample": bool(found and found.source == "sample"),
    }
    return render(request, "environment/air_day.html", context)


def _stations(request: HttpRequest, place: str, day: date) -> list[dict[str, Any]]:
    rows = visible(request.user, StationDay).filter(
        superseded_at=None, day=day, station__place_id__in=within(place)
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
    path("environment/air/calendar/", calendar, name="environment_calendar"),
    path("environment/air/days/<slug:place>/<str:day>/", air_day, name="environment_air_day"),
]
