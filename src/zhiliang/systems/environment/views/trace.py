"""An outlet's page: traces with limits and flags, the year of verdicts, cases and permits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.environment.models import (
    DeviceNote,
    Exceedance,
    Outlet,
    Permit,
    PermitLimit,
)
from zhiliang.systems.environment.models.factors import factor_words
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.readings.questions import Bucket, Series
from zhiliang.systems.environment.views import verdict_year
from zhiliang.systems.environment.views.asked import YEARS
from zhiliang.systems.environment.views.factors import KINDS
from zhiliang.systems.environment.views.stretch import SPANS, Stretch, stretch_of
from zhiliang.systems.environment.views.traces import (
    Trace,
    chart_of,
    chosen,
    drawn,
    plain,
    trace_of,
)
from zhiliang.systems.environment.views.watched import watched

MOST_CASES = 10
MOST_LINKS = 300


class Buckets(tables.Table):
    """What a trace is drawn from."""

    start = tables.Column(gettext_lazy("起"), attrs={"td": {"class": "key"}}, orderable=False)
    minimum = tables.Column(gettext_lazy("最小"), attrs=RIGHT, orderable=False)
    mean = tables.Column(gettext_lazy("平均"), attrs=RIGHT, orderable=False)
    maximum = tables.Column(gettext_lazy("最大"), attrs=RIGHT, orderable=False)
    count = tables.Column(gettext_lazy("个数"), attrs=RIGHT, orderable=False)
    flagged = tables.Column(gettext_lazy("异常标记"), attrs=RIGHT, orderable=False)

    tall = True


@by_policy
def trace(request: HttpRequest, pk: int) -> HttpResponse:
    """The outlet's page; with `?factor=` the table of one trace, also as a file."""
    outlet = fetch(request.user, Outlet, pk=pk)
    now = timezone.now()
    series = questions.factors(outlet.mn)
    stretch = stretch_of(request.GET, series, timezone.make_naive(now))
    shown, factor = drawn(series, stretch), request.GET.get("factor", "")
    if factor in dict(shown):
        return _table(request, outlet, stretch, (factor, dict(shown)[factor]))
    limits = limits_of(outlet, stretch)
    notes = notes_of(request, outlet, stretch)
    choice = chosen(shown, limits)
    traces = [trace_of(outlet.mn, *one, stretch, limits) for one in choice.first]
    context = {
        "outlet": outlet,
        "heading": _heading(outlet),
        "lead": outlet.owner_name,
        "crumbs": _crumbs(outlet),
        "stretch": stretch,
        "spans": [(key, words) for key, (words, _span) in SPANS.items()],
        "kinds": _kinds(series, stretch),
        "charts": [_drawing(outlet, one, stretch, notes) for one in traces],
        "rest": _named(choice.rest),
        "unlisted": _named(choice.unlisted[:MOST_LINKS]),
        "unlisted_count": len(choice.unlisted),
        "notes": notes,
        "heard": questions.last_heard().get(outlet.mn),
        "newest": max((one.last for one in series), default=None),
        "permits": _permits(limits),
        "cases": visible(request.user, Exceedance)
        .filter(outlet=outlet)
        .order_by("-first_day")[:MOST_CASES],
        "sample": outlet.source == "sample",
        "faults": watched(request.user).filter(pk=outlet.pk).exists(),
        **verdict_year.of(request, outlet, _year(request, stretch)),
    }
    return render(request, "environment/trace.html", context)


def _heading(outlet: Outlet) -> str:
    place = f"{outlet.place}"
    return _("%(place)s %(outlet)s的监测曲线") % {"place": place, "outlet": outlet}


def _crumbs(outlet: Outlet, *more: Crumb) -> list[Crumb]:
    own = reverse("environment_trace", args=[outlet.pk]) if more else ""
    return [
        Crumb(_("环境质量"), reverse("environment")),
        Crumb(_("实时看板"), reverse("environment_board")),
        Crumb(str(outlet), own),
        *more,
    ]


def _drawing(
    outlet: Outlet, found: Trace, stretch: Stretch, notes: Sequence[dict[str, str]]
) -> dict[str, Any]:
    """A chart with the addresses of the readings behind it."""
    asked = {"cn": stretch.cn, "factor": found.factor}
    asked |= {"start": stretch.start.isoformat(), "end": stretch.end.isoformat()}
    return {
        "factor": found.factor,
        "chart": chart_of(found, stretch, notes),
        "files": {
            form: f"{reverse('environment_readings', args=[outlet.pk, form])}?{urlencode(asked)}"
            for form in ("csv", "parquet")
        },
    }


def _named(factors: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"factor": factor, "name": factor_words(factor)} for factor, _statistic in factors]


def _permits(limits: Sequence[PermitLimit]) -> list[dict[str, Any]]:
    """The permits in force during the stretch, the newest first, with their limits."""
    found: dict[Permit, list[PermitLimit]] = {}
    for limit in limits:
        found.setdefault(limit.permit, []).append(limit)
    return [{"permit": permit, "limits": rows} for permit, rows in reversed(found.items())]


def _kinds(series: Sequence[Series], stretch: Stretch) -> list[tuple[str, Any]]:
    """The kinds of data that the outlet has, and the one that is asked for."""
    there = {one.cn for one in series} | {stretch.cn}
    return [(cn, words) for cn, words in KINDS.items() if cn in there]


def _in_force(permits: "QuerySet[Permit]", stretch: Stretch) -> "QuerySet[Permit]":
    ended = Q(valid_to=None) | Q(valid_to__gte=stretch.start.date())
    return permits.filter(ended, valid_from__lte=stretch.end.date()).order_by("-valid_from")


def limits_of(outlet: Outlet, stretch: Stretch) -> list[PermitLimit]:
    permits = _in_force(Permit.objects.filter(outlet=outlet), stretch)
    rows = PermitLimit.objects.filter(permit__in=permits).select_related("permit")
    return list(rows.order_by("permit__valid_from"))


def notes_of(request: HttpRequest, outlet: Outlet, stretch: Stretch) -> list[dict[str, str]]:
    """Standstills that the source noted, as far as the reader may see them, cut to the stretch."""
    start, end = map(timezone.make_aware, (stretch.start, stretch.end))
    rows = visible(request.user, DeviceNote).filter(outlet=outlet, starts_at__lt=end)
    return [
        {
            "start": _local(max(note.starts_at, start)),
            "end": _local(min(note.ends_at, end)),
            "words": str(note.get_kind_display()),
        }
        for note in rows.filter(ends_at__gt=start).order_by("starts_at")
    ]


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M:%S}"


def _year(request: HttpRequest, stretch: Stretch) -> int | None:
    """The year of verdicts that is asked for, or that the reader's own stretch begins in."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in YEARS:
        return int(asked)
    return stretch.start.year if stretch.span == "own" else None


def _table(
    request: HttpRequest, outlet: Outlet, stretch: Stretch, which: tuple[str, str]
) -> HttpResponse:
    """The buckets of one trace: as a file, as a fragment below its chart, as a page of its own."""
    found = trace_of(outlet.mn, *which, stretch, [])
    table = Buckets([_row(bucket) for bucket in found.buckets])
    name = f"{outlet.code}-{which[0]}"
    if given := download(table, request, name=name):
        return given
    words = factor_words(which[0])
    context = {
        "outlet": outlet,
        "heading": _("%(outlet)s：%(factor)s") % {"outlet": outlet, "factor": found.name},
        "crumbs": _crumbs(outlet, Crumb(words)),
        "table": _labelled(table, found),
        "sample": outlet.source == "sample",
    }
    part = request.headers.get("HX-Request") == "true"
    template = "environment/trace_rows.html" if part else "environment/trace_table.html"
    return render(request, template, context)


def _labelled(table: tables.Table, found: Trace) -> tables.Table:
    table.label = found.name
    return table


def _row(bucket: Bucket) -> dict[str, Any]:
    numbers = {name: getattr(bucket, name) for name in ("minimum", "mean", "maximum")}
    return {
        "start": f"{bucket.start:%Y-%m-%d %H:%M}",
        **{name: None if value is None else plain(value) for name, value in numbers.items()},
        "count": bucket.count,
        "flagged": bucket.flagged,
    }


urlpatterns = [path("environment/outlets/<int:pk>/trace/", trace, name="environment_trace")]
