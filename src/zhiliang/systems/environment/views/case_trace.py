"""What an outlet reported around the days of an exceedance."""

from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Chart, Crumb
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.environment.models import Exceedance, OutletDay, PermitLimit
from zhiliang.systems.environment.pages.outlets import PARTIES
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.views.stretch import Stretch
from zhiliang.systems.environment.views.trace import limits_of, notes_of
from zhiliang.systems.environment.views.traces import chart_of, drawn, trace_of

HOURS = "2061"
AROUND = timedelta(days=3)
DAY = timedelta(days=1)
# a case that goes on for months is looked at from its beginning
LONGEST = timedelta(days=40)


@signed_in(*PARTIES)
def case_trace(request: HttpRequest, pk: int) -> HttpResponse:
    """The factors of a case hour by hour, from three days before to three days after."""
    case = fetch(request.user, Exceedance, pk=pk)
    stretch = _stretch(case)
    context = {
        "heading": _("%(case)s：这几天前后") % {"case": case},
        "crumbs": [
            Crumb(_("环境质量"), reverse("environment")),
            Crumb(case.number, page_of("environment/exceedances").case_url(case)),
            Crumb(_("这几天前后")),
        ],
        "charts": _charts(request, case, stretch),
        "verdicts": _verdicts(request, case, stretch),
        "sample": case.source == "sample",
    }
    part = request.headers.get("HX-Request") == "true"
    template = "environment/case_around.html" if part else "environment/case_trace.html"
    return render(request, template, context)


def _stretch(case: Exceedance) -> Stretch:
    start = datetime.combine(case.first_day, time()) - AROUND
    end = min(datetime.combine(case.last_day, time()) + DAY + AROUND, start + LONGEST)
    return Stretch("own", HOURS, start, end, int((end - start) / timedelta(hours=1)))


def _charts(request: HttpRequest, case: Exceedance, stretch: Stretch) -> list[Chart]:
    outlet, over = case.outlet, case.factors.split("、")
    limits: list[PermitLimit] = limits_of(outlet, stretch)
    notes = notes_of(request, outlet, stretch)
    shown = [one for one in drawn(questions.factors(outlet.mn), stretch) if one[0] in over]
    traces = [trace_of(outlet.mn, *one, stretch, limits) for one in shown]
    return [chart_of(one, stretch, notes) for one in traces if one.buckets]


def _verdicts(request: HttpRequest, case: Exceedance, stretch: Stretch) -> "QuerySet[OutletDay]":
    days = (stretch.start.date(), stretch.end.date() - DAY)
    rows = visible(request.user, OutletDay).filter(outlet=case.outlet, superseded_at=None)
    return rows.filter(day__range=days).order_by("day").prefetch_related("factors")


urlpatterns = [
    path("environment/exceedances/<int:pk>/trace/", case_trace, name="environment_case_trace")
]
