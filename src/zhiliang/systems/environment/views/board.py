"""The live board: one cell for each outlet, by city, refreshed every half minute."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.policy import visible
from zhiliang.systems.environment.judging.hours import arranged
from zhiliang.systems.environment.judging.outlet_days import Limit
from zhiliang.systems.environment.judging.permits import in_force, terms_of
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.judging.today import hours_over
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.pages.forms import kind_choices
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.views.asked import city_of_each, own_city, within
from zhiliang.systems.environment.views.watched import watched


@dataclass(frozen=True, slots=True)
class State:
    """How lately an outlet was heard: one letter for the cell, the words, the tone."""

    key: str
    letter: Words
    words: Words
    tone: str


STATES = (
    State("live", gettext_lazy("报"), gettext_lazy("正在上报"), "good"),
    State("late", gettext_lazy("迟"), gettext_lazy("迟到"), "warn"),
    State("silent", gettext_lazy("断"), gettext_lazy("没有声音"), "bad"),
    State("never", gettext_lazy("未"), gettext_lazy("从未上报"), "quiet"),
)
BY_KEY = {state.key: state for state in STATES}
# What may also be true of an outlet, whatever its state.
MARKS: tuple[tuple[str, Words, str], ...] = (
    ("over", gettext_lazy("今日有超限小时"), "bad"),
    ("bare", gettext_lazy("无有效许可"), "warn"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """An outlet; `minutes` since its last packet, `over` hours over the limit today."""

    pk: int
    code: str
    name: str
    city: str
    kind: str
    state: State
    minutes: int | None
    over: int
    permitted: bool

    @property
    def age(self) -> str:
        """How long ago the last packet came, in as few signs as possible."""
        if self.minutes is None:
            return ""
        if self.minutes < 60:
            return _("%(n)s分") % {"n": self.minutes}
        if self.minutes < 48 * 60:
            return _("%(n)s时") % {"n": self.minutes // 60}
        return _("%(n)s天") % {"n": self.minutes // (24 * 60)}

    def has(self, key: str) -> bool:
        """Whether a state or a mark holds of it."""
        marks = {"over": bool(self.over), "bare": not self.permitted}
        return marks.get(key, self.state.key == key)


class Cells(tables.Table):
    """The board as a list, for download."""

    code = tables.Column(gettext_lazy("排放口编号"))
    name = tables.Column(gettext_lazy("名称"))
    city = tables.Column(gettext_lazy("地区"))
    state = tables.Column(gettext_lazy("状态"))
    minutes = tables.Column(gettext_lazy("距最近报文（分钟）"), attrs=RIGHT)
    over = tables.Column(gettext_lazy("今日超限小时数"), attrs=RIGHT)
    permitted = tables.Column(gettext_lazy("有有效许可"))


@by_policy
def board(request: HttpRequest) -> HttpResponse:
    """Every outlet in operation; a city's officer finds the own city first."""
    now, cities = timezone.now(), dict(city_choices())
    outlets = list(_asked_for(request, visible(request.user, Outlet), timezone.localdate(now)))
    cells = _cells(outlets, now)
    shown = [cell for cell in cells if _wanted(cell, request.GET.get("state", ""))]
    if given := download(Cells(_rows(shown, cities)), request, name="board"):
        return given
    context = {
        "heading": _heading(cells),
        "lead": _("每个排放口一格：字是状态，数是距最近一次报文多久；每半分钟更新。"),
        "crumbs": [Crumb(_("环境质量"), reverse("environment")), Crumb(_("实时看板"))],
        "tiles": _tiles(cells),
        "groups": _groups(shown, cities, own_city(request.user)),
        "count": len(shown),
        "now": timezone.localtime(now),
        "terms": TERMS,
        "cities": cities.items(),
        "kinds": kind_choices(),
        "states": [(one.key, one.words) for one in STATES] + [(key, w) for key, w, _t in MARKS],
        "asked": {name: request.GET.get(name, "") for name in ("place", "kind", "state")},
        "sample": any(outlet.source == "sample" for outlet in outlets),
        "any": bool(outlets),
        "faults": watched(request.user).exists(),
    }
    part = request.headers.get("HX-Target") == "board"
    template = "environment/board_cells.html" if part else "environment/board.html"
    return render(request, template, context)


def _asked_for(request: HttpRequest, rows: Any, today: date) -> Any:
    place, kind = request.GET.get("place", ""), request.GET.get("kind", "")
    rows = rows.active_on(today).select_related("organisation", "plant")
    if place in dict(city_choices()):
        rows = rows.filter(place_id__in=within(place))
    if kind in dict(kind_choices()):
        rows = rows.filter(kind=kind)
    return rows


def _wanted(cell: Cell, state: str) -> bool:
    known = {*BY_KEY, *(key for key, _words, _tone in MARKS)}
    return state not in known or cell.has(state)


def _cells(outlets: Sequence[Outlet], now: datetime) -> list[Cell]:
    """All cells from one question about packets and one about the day's hours."""
    lake = questions.current_readings()
    today = timezone.localdate(now)
    heard, limits = questions.last_heard(lake=lake), _limits(outlets, today)
    over = _over(outlets, limits, today)
    homes = city_of_each()
    return [
        Cell(
            pk=outlet.pk,
            code=outlet.code,
            name=f"{outlet.owner_name} {outlet}".strip(),
            city=homes.get(outlet.place_id, outlet.place_id),
            kind=outlet.kind,
            state=(standing := _standing(heard.get(outlet.mn), now))[0],
            minutes=standing[1],
            over=over.get(outlet.mn, 0),
            permitted=outlet.pk in limits,
        )
        for outlet in outlets
    ]


def _standing(heard: datetime | None, now: datetime) -> tuple[State, int | None]:
    if heard is None:
        return BY_KEY["never"], None
    minutes = max(0, int((now - heard).total_seconds() // 60))
    late, silent = minutes >= TERMS.late_minutes, minutes >= TERMS.silent_minutes
    return BY_KEY["silent" if silent else "late" if late else "live"], minutes


def _limits(outlets: Sequence[Outlet], day: date) -> dict[int, Mapping[str, Limit]]:
    """Outlet → factor → limit in force on a day, in the loggers' units."""
    permits = terms_of(outlets, until=day)
    found = {key: in_force(terms, day).limits for key, terms in permits.items()}
    return {key: limits for key, limits in found.items() if limits}


def _over(
    outlets: Sequence[Outlet], limits: Mapping[int, Mapping[str, Limit]], today: date
) -> dict[str, int]:
    """MN → hours of today over a limit."""
    limited = [outlet for outlet in outlets if outlet.pk in limits]
    mns = [outlet.mn for outlet in limited]
    factors = sorted({factor for outlet in limited for factor in limits[outlet.pk]})
    if not factors:
        return {}
    rows = questions.hours(mns, factors, today)
    hours = arranged(rows.to_batches(), things=mns, factors=factors, start=today, days=1)
    counts = hours_over(hours, [limits[outlet.pk] for outlet in limited])
    return dict(zip(mns, map(int, counts), strict=True))


def _heading(cells: Sequence[Cell]) -> str:
    if not cells:
        return _("排放口实时看板")
    live = sum(cell.state.key == "live" for cell in cells)
    facts = {"all": len(cells), "live": live, "over": sum(bool(cell.over) for cell in cells)}
    return _("%(all)s个排放口，%(live)s个正在上报，今日%(over)s个有超限小时") % facts


def _tiles(cells: Sequence[Cell]) -> list[dict[str, Any]]:
    named = [(one.key, one.words, one.tone) for one in STATES]
    return [
        {"key": key, "words": words, "tone": tone, "count": sum(cell.has(key) for cell in cells)}
        for key, words, tone in (*named, *MARKS)
    ]


def _groups(cells: Iterable[Cell], names: Mapping[str, str], first: str) -> list[dict[str, Any]]:
    """Cells by city, the own city first, then in the order of codes."""
    found: dict[str, list[Cell]] = {}
    for cell in sorted(cells, key=lambda one: (one.city != first, one.city, one.code)):
        found.setdefault(cell.city, []).append(cell)
    return [
        {
            "code": code,
            "name": names.get(code, code),
            "cells": held,
            "counts": [
                (BY_KEY[key].words, count)
                for key, count in Counter(cell.state.key for cell in held).items()
            ],
        }
        for code, held in found.items()
    ]


def _rows(cells: Iterable[Cell], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": cell.code,
            "name": cell.name,
            "city": names.get(cell.city, cell.city),
            "state": cell.state.words,
            "minutes": cell.minutes,
            "over": cell.over,
            "permitted": _("是") if cell.permitted else _("否"),
        }
        for cell in cells
    ]


urlpatterns = [path("environment/board/", board, name="environment_board")]
