"""The recall room: the clock, what is owed, how far it has come, who knows, on one page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.recorded import recorded
from zhiliang.core.pages.views import case_context
from zhiliang.core.policy import fetch, visible
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.clocks import Owed, duties_of, next_owed, objection_until
from zhiliang.systems.recalls.counting import Progress, progress_of
from zhiliang.systems.recalls.flow.parties import PARTIES
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import (
    Check,
    Consignee,
    Lateness,
    Recall,
    RecallPlan,
    Report,
    Scope,
)
from zhiliang.systems.recalls.pages.cases import cases as page
from zhiliang.systems.recalls.policy.cases import supervises
from zhiliang.systems.recalls.policy.papers import readable
from zhiliang.systems.recalls.scoping import difference, pending
from zhiliang.systems.recalls.views.papers import offered

SHOWN = 12


@dataclass(frozen=True)
class Line:
    """A duty in the room's words: how it stands, until when, by which law."""

    words: str
    law: str
    until: str
    standing: str
    tone: str
    icon: str
    provisional: bool


@dataclass(frozen=True)
class Bar:
    """One measure of progress as a bar of whole percent."""

    words: str
    share: int
    told: str


@dataclass(frozen=True)
class Version:
    """A scope with how it differs from the one before."""

    scope: Scope
    added: int
    removed: int
    binds: bool


@signed_in(*PARTIES)
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """One recall."""
    recall = fetch(request.user, Recall, pk=pk)
    now = timezone.now()
    office = supervises(request.user, recall)
    context = case_context(request, page, recall)
    own, instead = _steps(recall, context["steps"], office=office)
    context |= {
        "steps": own,
        "instead": instead,
        "now": now,
        "office": office,
        "big": big_clock(next_owed(recall, now=now), now),
        "owed": [line_of(one, now) for one in duties_of(recall, now=now)],
        "bars": _bars(progress_of(recall)),
        "progress": progress_of(recall),
        "versions": _versions(list(visible(request.user, Scope).filter(recall=recall))),
        "plans": visible(request.user, RecallPlan).filter(recall=recall),
        "reports": visible(request.user, Report).filter(recall=recall),
        "checks": visible(request.user, Check).filter(recall=recall),
        "late": visible(request.user, Lateness).filter(recall=recall),
        "papers": [offered(request.user, *pair) for pair in readable(request.user, recall)],
        **_consignees(request.user, recall),
    }
    return render(request, "recalls/room.html", context)


def _steps(recall: Recall, steps: list[Any], *, office: bool) -> tuple[list[Any], list[Any]]:
    """What it is time for, in the page's order; an office's own, and what it does for the firm."""
    order = [act.verb for act in page.acts]
    timely = [pair for pair in steps if is_time_for(recall, pair[0].verb)]
    timely.sort(key=lambda pair: order.index(pair[0].verb))
    if not office:
        return timely, []
    firms = {step.verb for step in flow.steps if Role.ENTERPRISE in step.by}
    mine = [pair for pair in timely if pair[0].verb not in firms]
    return mine, [pair for pair in timely if pair[0].verb in firms]


def is_time_for(recall: Recall, verb: str) -> bool:
    """Whether a step that its state allows has anything to be done about now."""
    if verb in ("adopt_scope", "dismiss_scope"):
        return pending(recall) is not None
    if verb in ("accept_plan", "return_plan"):
        plan = recall.plans.first()
        return plan is not None and plan.verdict == RecallPlan.Verdict.FILED
    if verb == "send_notices":
        return recall.consignees.filter(in_scope=True, sent_at=None).exists()
    if verb == "report_alarm":
        return recall.serious and recall.reported_at is None
    if verb == "object":
        return objection_until(recall) is not None
    if verb == "extend":
        return "extend" in recall.regime.articles
    if verb == "draw_check":
        return not recall.checks.filter(concluded_at=None).exists()
    return True


def _consignees(person: Any, recall: Recall) -> dict[str, Any]:
    """The consignees somebody may see, those that are least far first; the rest only counted."""
    rows = visible(person, Consignee).filter(recall=recall)
    ordered = rows.order_by("-in_scope", "replied_at", "notified_at", "name", "pk")
    return {
        "consignees": ordered.select_related("place", "organisation")[:SHOWN],
        "consignee_count": rows.count(),
        "hidden": recall.consignees.count() - rows.count(),
    }


def big_clock(owed: Owed | None, now: datetime) -> dict[str, Any] | None:
    if owed is None or owed.due_at is None:
        return None
    left = owed.due_at - now
    return {
        "words": owed.words,
        "law": recorded(owed.law),
        "at": _until(owed),
        "left": spoken(abs(left)),
        "over": left.total_seconds() <= 0,
        "tone": "bad" if left.total_seconds() <= 0 else "warn" if left < _SOON else "good",
        "provisional": owed.provisional,
        "iso": owed.due_at.isoformat(),
        "used": _used(owed, now),
    }


_SOON = timedelta(hours=12)


def _used(owed: Owed, now: datetime) -> int:
    """How much of the time is used up, in percent; 100 once it is over."""
    assert owed.since and owed.due_at
    whole = (owed.due_at - owed.since).total_seconds()
    gone = (now - owed.since).total_seconds()
    return max(0, min(100, round(100 * gone / whole))) if whole > 0 else 100


def spoken(left: timedelta) -> str:
    """A stretch of time in days and hours, or hours and minutes."""
    minutes = int(left.total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        told = ngettext("%(days)s 天", "%(days)s 天", days) % {"days": days}
        return told + (
            " " + ngettext("%(hours)s 小时", "%(hours)s 小时", hours) % {"hours": hours}
            if hours
            else ""
        )
    if hours:
        told = ngettext("%(hours)s 小时", "%(hours)s 小时", hours) % {"hours": hours}
        return f"{told} " + _("%(minutes)s 分") % {"minutes": rest}
    return _("%(minutes)s 分") % {"minutes": rest}


def _until(owed: Owed) -> str:
    """The last day where the law counts days, the exact minute where it counts hours."""
    if owed.last_day:
        return formats.date_format(owed.last_day, "Y-m-d")
    if owed.due_at:
        return formats.date_format(timezone.localtime(owed.due_at), "Y-m-d H:i")
    return ""


def line_of(owed: Owed, now: datetime) -> Line:
    tone, icon, standing = _standing(owed, now)
    law, until = recorded(owed.law), _until(owed)
    return Line(owed.words, law, until, standing, tone, icon, owed.provisional)


def _standing(owed: Owed, now: datetime) -> tuple[str, str, str]:
    if owed.done_at:
        day = formats.date_format(timezone.localtime(owed.done_at), "Y-m-d H:i")
        if owed.late(now):
            return "warn", "clock", _("逾期后于 %(at)s 完成") % {"at": day}
        return "good", "check", _("%(at)s 完成") % {"at": day}
    if owed.since is None:
        return "quiet", "dash", _("尚未起算")
    if owed.due_at is None:
        return "quiet", "dash", _("没有法定期限")
    left = spoken(abs(owed.due_at - now))
    if owed.overdue(now):
        return "bad", "alert", _("已逾期 %(left)s") % {"left": left}
    return "info", "clock", _("还有 %(left)s") % {"left": left}


def _bars(counts: Progress) -> list[Bar]:
    whole = counts.consignees
    bars = [
        Bar(words, counts.share(name), f"{getattr(counts, name)} / {whole}")
        for name, words in (
            ("sent", _("已发通知")),
            ("notified", _("已通知到")),
            ("replied", _("已答复")),
        )
    ]
    percent = counts.recovered_percent_e6
    if percent is not None:
        told = _("%(back)s 退回，%(there)s 就地处置，应召回 %(wanted)s") % {
            "back": counts.words("recovered_e6"),
            "there": counts.words("disposed_e6"),
            "wanted": counts.words("wanted_e6"),
        }
        bars.append(Bar(_("已收回或处置"), min(100, percent // 1_000_000), told))
    return bars


def _versions(scopes: list[Scope]) -> list[Version]:
    """Newest first, each compared with the one before it."""
    found = []
    bound = next((one.pk for one in scopes if one.adopted_at), None)
    for scope, before in zip(scopes, [*scopes[1:], None], strict=False):
        differs = difference(before.told if before else None, scope.told)
        added = len(differs.added_lots) + len(differs.added_holders)
        removed = len(differs.removed_lots) + len(differs.removed_holders)
        found.append(Version(scope, added, removed, binds=scope.pk == bound))
    return found


urlpatterns = [path("recalls/cases/<int:pk>/", room, name="recalls_room")]
