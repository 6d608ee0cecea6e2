"""How good the readings are, outlet by outlet; what is listed here is a question, not a verdict."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.pages.tables import PER_PAGE, RIGHT, download
from zhiliang.systems.environment.judging.terms import TERMS
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.models.factors import factor_words
from zhiliang.systems.environment.pages.outlets import PARTIES
from zhiliang.systems.environment.readings import attention
from zhiliang.systems.environment.readings.attention import Picture
from zhiliang.systems.environment.readings.questions import Constant
from zhiliang.systems.environment.readings.schema import NORMAL
from zhiliang.systems.environment.views import charts
from zhiliang.systems.environment.views.factors import FLAGS
from zhiliang.systems.environment.views.traces import plain
from zhiliang.systems.environment.views.watched import answered_for, of_city, watched

SPANS = {"1": 1, "7": 7, "30": 30, "92": 92}
DRAWN = 15
MOST_RUNS = 3
Line = tuple[Outlet, Picture]


class OutletColumn(tables.Column):
    """An outlet that leads to its traces."""

    def render(self, value: Outlet) -> Any:
        """Owner and name."""
        url = reverse("environment_trace", args=[value.pk])
        return format_html('<a href="{}">{} {}</a>', url, value.owner_name, value)

    def value(self, **options: Any) -> Any:
        """The code."""
        return options["value"].code


class Quality(tables.Table):
    """One line an outlet."""

    outlet = OutletColumn(verbose_name=gettext_lazy("排放口"), order_by="code")
    share = tables.Column(gettext_lazy("完整率（%）"), attrs=RIGHT, order_by="share_exact")
    received = tables.Column(gettext_lazy("收到 / 应有"), attrs=RIGHT, orderable=False)
    flagged = tables.Column(gettext_lazy("异常标记（%）"), attrs=RIGHT, order_by="flagged_exact")
    flags = tables.Column(gettext_lazy("标记"), orderable=False)
    frozen = tables.Column(gettext_lazy("可疑不变值"), orderable=False)
    corrected = tables.Column(gettext_lazy("更正"), attrs=RIGHT)
    clock = tables.Column(gettext_lazy("时间不可信"), attrs=RIGHT, order_by="clock_exact")

    class Meta:
        default = ""


@signed_in(*PARTIES)
def quality(request: HttpRequest) -> HttpResponse:
    """Completeness, marks, frozen values, corrections and clocks of the outlets one watches."""
    days = SPANS.get(request.GET.get("days", ""), 7)
    outlets = list(of_city(request, answered_for(request.user)))
    end = _end(outlets, request.GET.get("end", ""))
    start = end - timedelta(days=days)
    lines = _lines(outlets, start, end)
    table = Quality([_row(*line) for line in lines])
    table.label = _("各排放口的监测数据质量")
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="data-quality"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "heading": _heading(lines, days),
        "lead": _("完整率按小时数据；标记是数采仪自己给的。这里列的都不是判定，只是先看哪里。"),
        "crumbs": [Crumb(_("环境质量"), reverse("environment")), Crumb(_("监测数据质量"))],
        "table": table,
        "count": len(lines),
        "chart": _chart(lines),
        "faults": watched(request.user).exists(),
        "start": start,
        "end": end,
        "days": str(days),
        "spans": [(key, _("%(n)s天") % {"n": number}) for key, number in SPANS.items()],
        "cities": city_choices(),
        "place": request.GET.get("place", ""),
        "constant_hours": TERMS.constant_hours,
        "sample": any(outlet.source == "sample" for outlet in outlets),
    }
    return render(request, "environment/quality.html", context)


def _end(outlets: Sequence[Outlet], asked: str) -> datetime:
    """The moment up to which it is looked at: as asked, else the last whole hour."""
    now = timezone.make_naive(timezone.now()).replace(minute=0, second=0, microsecond=0)
    try:
        end = datetime.fromisoformat(asked).replace(tzinfo=None)
    except ValueError:
        return now
    return end if 1990 <= end.year < 2100 else now


def _lines(outlets: Sequence[Outlet], start: datetime, end: datetime) -> list[Line]:
    """Outlets with their pictures, those that want a look first."""
    mns = [outlet.mn for outlet in outlets]
    known = attention.pictures(mns, start, end, frozen_hours=TERMS.constant_hours)
    lines = [(outlet, known[outlet.mn]) for outlet in outlets]
    return sorted(lines, key=lambda line: line[1].urgency)


def _row(outlet: Outlet, picture: Picture) -> dict[str, Any]:
    marked = {flag: n for flag, n in picture.flags.items() if flag not in NORMAL}
    return {
        "outlet": outlet,
        "code": outlet.code,
        "share": f"{picture.share:.1f}",
        "share_exact": picture.share,
        "received": f"{picture.complete.received} / {picture.complete.expected}",
        "flagged": f"{picture.flagged:.1f}" if picture.complete.readings else "",
        "flagged_exact": picture.flagged,
        "flags": _("、").join(_flag(flag, count) for flag, count in marked.items()),
        "frozen": _("；").join(_frozen(run) for run in picture.frozen[:MOST_RUNS]),
        "corrected": picture.corrected or "",
        "clock": picture.ahead + picture.behind or "",
        "clock_exact": picture.ahead + picture.behind,
    }


def _flag(flag: str, count: int) -> str:
    return f"{flag} {FLAGS.get(flag, '')} {count}".replace("  ", " ")


def _frozen(run: Constant) -> str:
    facts = {"name": factor_words(run.factor), "value": plain(run.value), "n": run.count}
    return _("%(name)s连续%(n)s小时为%(value)s") % facts


def _heading(lines: Sequence[Line], days: int) -> str:
    full = sum(one.complete.received >= one.complete.expected for _outlet, one in lines)
    none = sum(not one.complete.received for _outlet, one in lines)
    facts = {"days": days, "all": len(lines), "full": full, "none": none}
    return _("%(days)s天里%(all)s个排放口：%(full)s个小时数据齐全，%(none)s个没有数据") % facts


def _chart(lines: Sequence[Line]) -> Chart | None:
    """The outlets with the largest gaps among those that reported at all."""
    drawn = [
        {"name": outlet.code, "value": round(one.share, 1), "shown": f"{one.share:.1f}"}
        for outlet, one in lines
        if one.complete.received
    ][:DRAWN]
    if not drawn:
        return None
    facts = {"n": len(drawn), "share": drawn[0]["shown"]}
    return Chart(
        "completeness",
        _("有数据的排放口中缺口最大的%(n)s个：完整率最低%(share)s%%") % facts,
        charts.lying(drawn, words=_("完整率（%）"), top=100),
        _("；").join(f"{row['name']} {row['shown']}%" for row in drawn),
        note=_("收到的小时数占应有小时数，单位：%。数据见下表。"),
    )


urlpatterns = [path("environment/quality/", quality, name="environment_quality")]
