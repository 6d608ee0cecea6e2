"""A firm's own page: what it owes as recaller, what it is asked as consignee, its drills."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.clocks import duties_of
from zhiliang.systems.recalls.counting import progress_of
from zhiliang.systems.recalls.flow.recalls import LIVE, WITH_CONSIGNEES
from zhiliang.systems.recalls.models import Clue, Consignee, Drill, Recall
from zhiliang.systems.recalls.views.room import big_clock, line_of
from zhiliang.systems.traceability.answers import spoken

MOST = 100


@signed_in(Role.ENTERPRISE)
def own(request: HttpRequest) -> HttpResponse:
    """Recalls to carry out, notices to answer, drills against the clock, clues to analyse."""
    mine = scopes(request.user, Role.ENTERPRISE).organisations
    recalls = visible(request.user, Recall).filter(firm__in=mine)
    told = visible(request.user, Consignee).filter(organisation__in=mine, in_scope=True)
    drills = visible(request.user, Drill).filter(organisation__in=mine, state="running")
    asked = visible(request.user, Clue).filter(analysed_at=None, analysis_asked_at__isnull=False)
    context = {
        "heading": _("企业召回事项"),
        "lead": _("要召回的、要配合召回的、要限时答复的，都在这里。"),
        "crumbs": [Crumb(_("企业召回事项"))],
        "owing": [_owing(recall) for recall in recalls.filter(state__in=LIVE)[:MOST]],
        "ended": recalls.exclude(state__in=LIVE)[:MOST],
        "told": _to_answer(told)[:MOST],
        "answered": told.exclude(replied_at=None).select_related("recall__firm")[:MOST],
        "drills": [(drill, spoken(drill.lot)) for drill in drills],
        "asked": asked,
        "sample": recalls.filter(source="sample").exists()
        or told.filter(recall__source="sample").exists(),
    }
    return render(request, "recalls/own.html", context)


def _to_answer(told: Any) -> Any:
    rows = told.filter(replied_at=None, recall__state__in=WITH_CONSIGNEES)
    return rows.select_related("recall__firm").order_by("sent_at", "pk")


def _owing(recall: Recall) -> dict[str, Any]:
    now = timezone.now()
    owed = duties_of(recall, now=now)
    running = [one for one in owed if one.running and one.due_at]
    first = min(running, key=lambda one: one.due_at or now, default=None)
    return {
        "recall": recall,
        "big": big_clock(first, now),
        "lines": [line_of(one, now) for one in owed if one.running],
        "progress": progress_of(recall),
    }


urlpatterns = [path("recalls/own/", own, name="recalls_own")]
