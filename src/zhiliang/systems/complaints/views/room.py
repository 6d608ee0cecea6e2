"""One case with its clocks and those of the case that came of the same submission."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Page, Words
from zhiliang.core.pages.views import case_context
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.complaints.clocks import Owed, owed_of
from zhiliang.systems.complaints.flow.parties import OFFICES
from zhiliang.systems.complaints.models import Case, Complaint, Pause, TipOff
from zhiliang.systems.complaints.pages.complaints import complaints
from zhiliang.systems.complaints.pages.tip_offs import tip_offs
from zhiliang.systems.complaints.signs import signs_of
from zhiliang.systems.complaints.suggestions import proposals


@dataclass(frozen=True)
class Line:
    """A step with its clock in the page's words."""

    words: str
    law: str
    since: date
    until: date | None
    standing: str
    tone: str
    icon: str
    provisional: bool


@dataclass(frozen=True)
class Clocks:
    """The clocks of one of the cases of a submission."""

    title: Words
    url: str
    lines: list[Line]


@signed_in(*OFFICES)
def complaint_room(request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint."""
    case = fetch(request.user, Complaint, pk=pk)
    context = _context(request, complaints, case)
    context["steps"] = _steps(complaints, case, context["steps"])
    context["pauses"] = visible(request.user, Pause).filter(complaint=case)
    return render(request, "complaints/room.html", context)


@signed_in(*OFFICES)
def tip_off_room(request: HttpRequest, pk: int) -> HttpResponse:
    """One tip-off."""
    case = fetch(request.user, TipOff, pk=pk)
    context = _context(request, tip_offs, case)
    context["steps"] = _steps(tip_offs, case, context["steps"])
    return render(request, "complaints/room.html", context)


def _context(request: HttpRequest, page: Page, case: Case) -> dict[str, Any]:
    return case_context(request, page, case) | {
        "clocks": list(_clocks(request.user, case)),
        "signs": signs_of(case.submission) if isinstance(case, Complaint) else [],
        "proposals": proposals(case.submission),
        "photos": case.submission.photos.all(),
        "secret_url": reverse("complaints_unmask", kwargs={"kind": _kind(case), "pk": case.pk}),
        "kind": _kind(case),
    }


def _steps(page: Page, case: Case, steps: list[Any]) -> list[Any]:
    """What it is time for, in the page's order: what decides the case comes first."""
    order = [act.verb for act in page.acts]
    timely = [pair for pair in steps if _timely(case, pair[0].verb)]
    return sorted(timely, key=lambda pair: order.index(pair[0].verb))


def _kind(case: Case) -> str:
    return "complaint" if isinstance(case, Complaint) else "tip-off"


def _clocks(person: Any, case: Case) -> Any:
    """The clocks of this case first, then of what else came of the submission, as far as seen."""
    today = timezone.localdate()
    yield Clocks(_("本件"), "", [line_of(one, today) for one in owed_of(case)])
    others: list[Case] = [
        *visible(person, Complaint).filter(submission=case.submission),
        *visible(person, TipOff).filter(submission=case.submission),
    ]
    for other in others:
        if (type(other), other.pk) != (type(case), case.pk):
            page = complaints if isinstance(other, Complaint) else tip_offs
            lines = [line_of(one, today) for one in owed_of(other)]
            yield Clocks(f"{page.title} {other.number}", page.case_url(other), lines)


def line_of(owed: Owed, today: date) -> Line:
    """A clock as it stands today."""
    tone, icon, standing = _standing(owed, today)
    return Line(
        owed.words, owed.law, owed.since, owed.last_day, standing, tone, icon, owed.provisional
    )


def _standing(owed: Owed, today: date) -> tuple[str, str, str]:
    if owed.done_on:
        done = {"on": owed.done_on.isoformat()}
        if owed.late(today):
            return "warn", "clock", _("逾期后于 %(on)s 完成") % done
        return "good", "check", _("%(on)s 完成") % done
    if owed.paused:
        return "quiet", "clock", _("鉴定、检测中，不计时")
    if owed.last_day is None:
        return "quiet", "dash", _("没有法定期限")
    days = (owed.last_day - today).days
    if days < 0:
        return "bad", "alert", ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -days) % {"n": -days}
    return "info", "clock", ngettext("还有 %(n)s 天", "还有 %(n)s 天", days) % {"n": days}


_NEEDED = {
    "give_identity": lambda case: case.identity_asked_at and not case.identity_given_at,
    "grant_extension": lambda case: case.extension_asked_at and not case.extended_at,
    "ask_extension": lambda case: not case.extension_asked_at and not case.extended_at,
    "end_test": lambda case: case.pauses.filter(last_day=None).exists(),
    "send_to_test": lambda case: not case.pauses.filter(last_day=None).exists(),
    "delegate": lambda case: case.submission.delegate_ok,
    "resolve": lambda case: case.disputed_at and not case.settled_dispute_at,
    "dispute": lambda case: not case.disputed_at or case.settled_dispute_at,
    "tell": lambda case: case.told_at is None,
}


def _timely(case: Case, verb: str) -> bool:
    """Whether a step that its state allows has anything to be done about now."""
    return verb not in _NEEDED or bool(_NEEDED[verb](case))


urlpatterns = [
    path("complaints/cases/<int:pk>/", complaint_room, name="complaints_complaint_room"),
    path("complaints/tip-offs/<int:pk>/", tip_off_room, name="complaints_tip_off_room"),
]
