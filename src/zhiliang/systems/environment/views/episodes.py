"""Episodes of pollution over neighbouring cities, day by day, and what they share (联防联治)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
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
from zhiliang.methods.tables.air.neighbours import CERTAINTY
from zhiliang.methods.tables.air.responses import SHARED
from zhiliang.systems.environment.judging.spells import Spell, rule_on, spells
from zhiliang.systems.environment.models import CityDay
from zhiliang.systems.environment.views.aqi import square
from zhiliang.systems.environment.views.asked import year_asked
from zhiliang.systems.environment.views.calendar import PREFERENCE
from zhiliang.systems.environment.views.grid import Square

POLLUTED, HEAVY = 100, 200
LINES = {"100": POLLUTED, "200": HEAVY}
STRIPS, MARGIN = 12, 2

Days = Mapping[tuple[str, date], CityDay]


@dataclass(frozen=True)
class Strip:
    """A spell as it is drawn: its days across, its cities down."""

    number: int
    spell: Spell
    worst_city: str
    level: str
    shared: str
    dates: tuple[date, ...]
    rows: tuple[tuple[str, tuple[Square, ...]], ...]


class Episodes(tables.Table):
    """One line an episode."""

    first = tables.Column(gettext_lazy("首日"), orderable=False, attrs={"td": {"class": "key"}})
    last = tables.Column(gettext_lazy("末日"), orderable=False, attrs={"td": {"class": "key"}})
    length = tables.Column(gettext_lazy("天数"), attrs=RIGHT, orderable=False)
    cities = tables.Column(gettext_lazy("城市"), orderable=False)
    city_days = tables.Column(gettext_lazy("城市天数"), attrs=RIGHT, orderable=False)
    worst = tables.Column(gettext_lazy("最高AQI"), attrs=RIGHT, orderable=False)
    where = tables.Column(gettext_lazy("最高在"), orderable=False)
    shared = tables.Column(gettext_lazy("共同响应"), orderable=False)


@by_policy
def episodes(request: HttpRequest) -> HttpResponse:
    """A year's episodes of neighbouring cities."""
    mine = visible(request.user, CityDay).filter(superseded_at=None)
    years = [day.year for day in mine.dates("day", "year", order="DESC")]
    year, above = year_asked(request, years), LINES.get(request.GET.get("above", ""), POLLUTED)
    days, names = _days(mine.filter(day__year=year)), dict(city_choices())
    indices = {key: one.index for key, one in days.items() if key[0] in names}
    found = list(spells(indices, year, above=above))
    table = Episodes([_row(spell, names) for spell in found])
    table.label = _("%(year)s年的区域污染过程") % {"year": year}
    if given := download(table, request, name=f"episodes-{year}"):
        return given
    context = {
        "heading": _heading(found, year, above),
        "lead": _(
            "同一天或相邻两天、同一城市或接壤城市超过同一条线的，算同一个过程；两个市以上才列。"
        ),
        "crumbs": [Crumb(_("环境质量"), reverse("environment")), Crumb(_("联防联治"))],
        "years": sorted({*years, year}, reverse=True),
        "year": year,
        "above": str(above),
        "lines": [("100", _("轻度污染以上（AQI>100）")), ("200", _("重度污染以上（AQI>200）"))],
        "table": table,
        "strips": list(_strips(found, days, names)),
        "count": len(found),
        "any": bool(days),
        "rule": rule_on(date(year, 12, 31)),
        "shared": SHARED,
        "certainty": recorded(CERTAINTY),
        "sample": any(one.source == "sample" for one in days.values()),
    }
    return render(request, "environment/episodes.html", context)


def _days(rows: Iterable[CityDay]) -> Days:
    """Each city's day once, from the source that counts."""
    order = sorted(rows, key=lambda one: PREFERENCE.index(one.source), reverse=True)
    return {(one.place_id, one.day): one for one in order}


def _heading(found: Sequence[Spell], year: int, above: int) -> str:
    if not found:
        facts = {"year": year, "above": above}
        return _("%(year)s年没有两个以上接壤城市同时超过AQI %(above)s的过程") % facts
    longest = max(spell.episode.length for spell in found)
    facts = {"year": year, "n": len(found), "days": longest}
    return _("%(year)s年有%(n)s个区域污染过程，最长%(days)s天") % facts


def _strips(found: Sequence[Spell], days: Days, names: Mapping[str, str]) -> Iterable[Strip]:
    """The largest spells, drawn."""
    largest = sorted(found, key=lambda spell: -spell.episode.city_days)[:STRIPS]
    for number, spell in enumerate(largest, start=1):
        dates = tuple(
            spell.first + timedelta(days=step)
            for step in range(-MARGIN, spell.episode.length + MARGIN)
        )
        yield Strip(
            number=number,
            spell=spell,
            worst_city=names[spell.episode.worst_city],
            level=spell.responses[0].level.level if spell.responses else "",
            shared=_shared(spell, names),
            dates=dates,
            rows=tuple(
                (names[city], tuple(_square(city, day, days) for day in dates))
                for city in spell.episode.cities
            ),
        )


def _square(city: str, day: date, days: Days) -> Square:
    url = reverse("environment_air_day", args=[city, day.isoformat()])
    return square(days.get((city, day)), day, url)


def _shared(spell: Spell, names: Mapping[str, str]) -> str:
    """The highest level that cities share, in words."""
    if spell.rule is None:
        return _("当时没有全国统一的预警级别")
    if not spell.responses:
        return _("未达到共同响应")
    highest = spell.responses[0]
    where = pick("、", ", ").join(names[city] for city in highest.cities)
    words = pick(highest.level.zh, highest.level.en)
    return _("%(level)s：%(cities)s") % {"level": words, "cities": where}


def _row(spell: Spell, names: Mapping[str, str]) -> dict[str, Any]:
    episode = spell.episode
    return {
        "first": spell.first,
        "last": spell.last,
        "length": episode.length,
        "cities": pick("、", ", ").join(names[city] for city in episode.cities),
        "city_days": episode.city_days,
        "worst": f"{episode.worst:.0f}",
        "where": f"{names[episode.worst_city]} {spell.worst_day}",
        "shared": _shared(spell, names),
    }


urlpatterns = [path("environment/air/episodes/", episodes, name="environment_episodes")]
