"""The risk room: signals that wait, where they are, open responses, what nobody acknowledged."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiliang.core.language import name_of
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb, Tile
from zhiliang.core.pages.tile_map import positions
from zhiliang.core.places import latest_names
from zhiliang.core.policy import visible
from zhiliang.systems.risk.clocks import Owed, next_owed
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.models import (
    IN_FORCE,
    LIVE,
    MILLION,
    OPEN,
    Incident,
    Information,
    PublicWarning,
    Signal,
)
from zhiliang.systems.risk.views.shapes import Spark, spark

SHOWN = 20
SHADES = ((5, "5"), (3, "4"), (2, "3"), (1, "2"))
STATES = {"raised": ("warn", "alert"), "watched": ("info", "clock"), "assessing": ("info", "clock")}


@dataclass(frozen=True)
class Line:
    """A signal with its spark."""

    signal: Signal
    spark: Spark
    tone: str
    icon: str


@dataclass(frozen=True)
class Running:
    """A live incident with what it owes next."""

    incident: Incident
    owed: Owed | None
    until: str
    over: bool


@dataclass(frozen=True)
class Count:
    """A number on top of the room, with where it leads."""

    words: Words
    number: int
    url: str
    tone: str
    icon: str


@signed_in(*OFFICES)
def room(request: HttpRequest) -> HttpResponse:
    """Everything that waits for somebody; a place narrows it."""
    place = request.GET.get("place", "")
    signals = visible(request.user, Signal).filter(state__in=OPEN).select_related("place")
    here = signals.filter(place=place) if place in positions() else signals
    warnings = visible(request.user, PublicWarning).filter(state=IN_FORCE)
    live = visible(request.user, Incident).filter(state__in=LIVE)
    late = _late(visible(request.user, Information))
    context = {
        "heading": _heading(signals),
        "lead": _("每晚对各系统流入的事实计数，超出往年同期的成为信号；由人研判，不自动处置。"),
        "crumbs": [Crumb(_("风险台"))],
        "counts": _counts(signals, warnings, live, late),
        "signals": [_line(one) for one in here.order_by("-score_e6", "-pk")[:SHOWN]],
        "signal_count": here.count(),
        "running": [_running(one) for one in live.select_related("place")[:SHOWN]],
        "warnings": warnings.select_related("place", "department")[:SHOWN],
        "late": late.select_related("place", "department", "warning", "incident", "signal")[:SHOWN],
        "tiles": _tiles(signals, place),
        "place": place,
        "sample": signals.filter(source="sample").exists(),
    }
    return render(request, "risk/room.html", context)


def _late(rows: "QuerySet[Information]") -> "QuerySet[Information]":
    return rows.filter(acknowledged_at=None, due_at__lt=timezone.now()).order_by("due_at")


def _heading(signals: "QuerySet[Signal]") -> str:
    waiting = signals.filter(state="raised").count()
    return ngettext(
        "风险台：%(waiting)s 个信号待研判", "风险台：%(waiting)s 个信号待研判", waiting
    ) % {"waiting": waiting}


def _counts(
    signals: "QuerySet[Signal]",
    warnings: "QuerySet[PublicWarning]",
    live: "QuerySet[Incident]",
    late: "QuerySet[Information]",
) -> list[Count]:
    listed = reverse("risk/signals-list")
    return [
        Count(
            _("待研判"),
            signals.filter(state="raised").count(),
            f"{listed}?state=raised",
            "warn",
            "alert",
        ),
        Count(_("关注和评估中"), signals.exclude(state="raised").count(), listed, "info", "clock"),
        Count(
            _("生效的预警和提示"),
            warnings.count(),
            f"{reverse('risk/warnings-list')}?state=issued",
            "info",
            "document",
        ),
        Count(_("未办结的事件"), live.count(), reverse("risk/incidents-list"), "warn", "alert"),
        Count(
            _("逾期未签收"),
            late.count(),
            f"{reverse('risk/informations-list')}?receipt=overdue",
            "bad",
            "alert",
        ),
    ]


def line_of(signal: Signal) -> Line:
    """A signal as it stands in a table."""
    return _line(signal)


def _line(signal: Signal) -> Line:
    expected, upper = signal.expected_e6 / MILLION, signal.upper_e6 / MILLION
    tone, icon = STATES.get(signal.state, ("quiet", "dash"))
    return Line(signal, spark(signal.weeks, expected, upper), tone, icon)


def _running(incident: Incident) -> Running:
    owed = next_owed(incident)
    if owed is None or owed.due_at is None:
        return Running(incident, None, "", over=False)
    until = formats.date_format(timezone.localtime(owed.due_at), "m-d H:i")
    return Running(incident, owed, until, over=owed.overdue(timezone.now()))


def _tiles(signals: "QuerySet[Signal]", current: str) -> list[Tile]:
    counts = Counter(signals.order_by().values_list("place_id", flat=True))
    names = latest_names(timezone.localdate())
    return [
        _tile(code, names[code], counts[code], current) for code in positions() if code in names
    ]


def _tile(code: str, name: Any, count: int, current: str) -> Tile:
    shown = name_of(name)
    words = _("%(place)s：%(count)s 个未办结的信号") % {"place": shown, "count": count}
    shade = next((shade for least, shade in SHADES if count >= least), "1" if count else "none")
    column, row = positions()[code]
    return Tile(
        code,
        shown.removesuffix("市"),
        column,
        row,
        value=str(count) if count else "—",
        words=words,
        shade=shade,
        url=f"?place={code}#signals",
        current=code == current,
    )


urlpatterns = [path("risk/room/", room, name="risk_room")]
