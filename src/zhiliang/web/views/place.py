"""One city or district: its grade, what is known of it, where it stands among the 21."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from zhiliang.core.language import name_of, pick
from zhiliang.core.models import Place
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import download
from zhiliang.core.period import Period
from zhiliang.core.places import latest_names
from zhiliang.core.policy import fetch
from zhiliang.evaluation.results import subject_of
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.places import PROVINCE
from zhiliang.indicators.value import Value
from zhiliang.web import charts, wording
from zhiliang.web.figures import figure_of, indicator_url
from zhiliang.web.reading import (
    Reading,
    local_time,
    periods_with,
    subjects_of,
)
from zhiliang.web.tables import CityIndicators
from zhiliang.web.tiles import grade_tiles

SHOWN_FIRST = "environment.good_air_days"


@by_policy
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a place."""
    found = fetch(request.user, Place, code=code)
    names = latest_names(timezone.localdate())
    if code not in names:
        raise Http404(_("没有这个地区。"))
    figures = figures_or_none()
    rows = list(_rows(figures, code)) if figures else []
    table = CityIndicators(rows)
    table.label = _("现有指标")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name=f"place-{code}"):
        return given
    name = name_of(names[code])
    context = {
        "place": found,
        "name": name,
        "heading": _heading(name, history := _grades(request, code)),
        "grades": history,
        "crumbs": [Crumb(_("总览"), reverse("cockpit")), Crumb(name)],
        "table": table,
        "count": len(rows),
        "tiles": _tiles(request, code),
        "chart": _air(figures, code, name) if figures else None,
        "as_of": local_time(figures.lake.as_of) if figures else "",
        "manifest": figures.lake.number if figures else None,
        "sample": any(row["source"] == "sample" for row in rows),
    }
    return render(request, "place.html", context)


def _grades(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """The grades of the evaluated years, newest first."""
    reading = Reading(request.user)
    found = []
    for year in reading.years:
        subject = subject_of(reading.results(year) or {"subjects": []}, code)
        if subject:
            url = reverse("subject", kwargs={"year": year, "code": code})
            found.append({**subject, "year": year, "url": url})
    return found


def _heading(name: str, grades: list[dict[str, Any]]) -> str:
    if not grades:
        return name
    return _("%(name)s%(year)s年评价等级：%(grade)s") % {
        "name": name,
        "year": grades[0]["year"],
        "grade": wording.grade(grades[0]["grade"]),
    }


def _tiles(request: HttpRequest, code: str) -> list[Any]:
    reading = Reading(request.user)
    results = reading.results(reading.years[0]) if reading.years else None
    if results is None:
        return []
    return grade_tiles(subjects_of(results, "city"), current=code)


def _rows(figures: Figures, code: str) -> Iterator[dict[str, Any]]:
    for key, definition in figures.definitions.items():
        found = _newest(figures, key, code)
        if found is None:
            continue
        value, rank, mean = found
        yield {
            "key": key,
            "name": (name_of(definition), indicator_url(key, value.period)),
            "figure": figure_of(value, definition, figures.lake.as_of),
            "rank": rank,
            "mean": mean,
            "period": wording.period(value.period),
            "source": value.source,
        }


def _newest(figures: Figures, key: str, code: str) -> tuple[Value, int | None, str] | None:
    """The newest value of a place, its rank among the cities and the provincial value."""
    for period in periods_with(figures, key):
        value = figures.at(key, code, period)
        if value.value is not None:
            cities = figures.answer(key, period).values
            rank = next((city.rank for city in cities if city.place == code), None)
            mean = figures.at(key, PROVINCE, period)
            return value, rank, wording.number(mean.value)
    return None


def _air(figures: Figures, code: str, name: str) -> Chart | None:
    """The cities' good-air days of the newest month that has them, this place among them."""
    definition = figures.definitions[SHOWN_FIRST]
    for period in periods_with(figures, SHOWN_FIRST):
        cities = [v for v in figures.answer(SHOWN_FIRST, period).values if v.value is not None]
        here = next((city for city in cities if city.place == code), None)
        if here and len(cities) > 1:
            return _bars(definition, cities, here=here, period=period)
    return None


def _bars(definition: Any, cities: list[Value], *, here: Value, period: Period) -> Chart:
    ordered = sorted(cities, key=lambda city: (-(city.value or 0), city.place))
    rows = [
        {
            "name": wording.short_place(name_of(city)),
            "value": float(city.value or 0),
            "shown": wording.number(city.value),
            "chosen": city.place == here.place,
        }
        for city in ordered
    ]
    above = sum((city.value or 0) > (here.value or 0) for city in cities)
    facts = {
        "period": pick(period.label_zh, period.label_en),
        "name": name_of(here),
        "value": wording.number(here.value),
        "above": above,
    }
    if above:
        title = _("%(period)s%(name)s优良天数比例%(value)s%%，%(above)s个市比它高") % facts
    else:
        title = _("%(period)s%(name)s优良天数比例%(value)s%%，没有一个市比它高") % facts
    spec = charts.bars(rows, words=name_of(definition))
    text = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    return Chart("air", title, spec, text, note=_("单位：%(unit)s") % {"unit": "%"})
