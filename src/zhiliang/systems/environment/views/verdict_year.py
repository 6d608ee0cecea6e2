"""An outlet's year of verdicts as a calendar."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.page import Words, page_of
from zhiliang.core.policy import visible
from zhiliang.systems.environment.models import Outlet, OutletDay
from zhiliang.systems.environment.models.verdicts import Standing
from zhiliang.systems.environment.views import grid
from zhiliang.systems.environment.views.grid import Square

# One sign for each standing, so that colour is never alone.
SIGNS: dict[str, Words] = {
    Standing.COMPLIANT: gettext_lazy("达"),
    Standing.EXCEEDED: gettext_lazy("超"),
    Standing.INVALID: gettext_lazy("缺"),
    Standing.STOPPED: gettext_lazy("停"),
    Standing.SILENT: gettext_lazy("无"),
    Standing.UNLIMITED: gettext_lazy("—"),
}


def of(request: HttpRequest, outlet: Outlet, asked: int | None) -> dict[str, Any]:
    """The calendar of the year asked for, else of the newest with verdicts; its legend."""
    rows = visible(request.user, OutletDay).filter(outlet=outlet, superseded_at=None)
    years = {day.year for day in rows.dates("day", "year")}
    year = asked or max(years, default=timezone.localdate().year)
    found = {one.day: one for one in rows.filter(day__year=year).prefetch_related("factors")}
    squares = [_square(found.get(day), day) for day in grid.days_of(year)]
    return {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "months": list(grid.months(squares)) if found else [],
        "legend": _legend(squares),
    }


def _square(verdict: OutletDay | None, day: Any) -> Square:
    if verdict is None:
        return Square(day, "none", "", _("%(day)s 没有判定") % {"day": day})
    words = f"{day} {verdict.get_standing_display()}"
    over = verdict.exceeded_names
    url = page_of("environment/outlet-days").case_url(verdict)
    sign = SIGNS[verdict.standing]
    told = _("%(day)s：%(over)s") % {"day": words, "over": over} if over else words
    return Square(day, verdict.standing, sign, told, url)


def _legend(squares: list[Square]) -> list[dict[str, Any]]:
    count = Counter(square.shade for square in squares)
    return [
        {"shade": value, "sign": SIGNS[value], "words": words, "days": count[value]}
        for value, words in Standing.choices
        if count[value]
    ]
