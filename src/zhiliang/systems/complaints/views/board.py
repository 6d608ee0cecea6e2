"""The desk: overdue on top, then what ends soon, what nobody handles, what is new."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.deadline import Calendar, current_calendar
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import visible
from zhiliang.systems.complaints.clocks import next_owed
from zhiliang.systems.complaints.flow.parties import OFFICES
from zhiliang.systems.complaints.models import Case, Complaint, TipOff
from zhiliang.systems.complaints.pages.choices import LIVE

SHOWN = 20
SOON = timedelta(days=3)
"""How near a last day must be to be called near: configuration."""
RELATED = ("submission", "submission__firm", "place", "officer")


@dataclass(frozen=True)
class Card:
    """A case at a glance: whose, what is owed, until when."""

    case: Case
    kind: Words
    tone: str
    url: str
    words: str
    law: str
    last_day: date | None
    days: int
    provisional: bool


@dataclass(frozen=True)
class Group:
    """A list of the desk."""

    key: str
    title: Words
    tone: str
    icon: str
    cards: list[Card]
    count: int


@signed_in(*OFFICES)
def board(request: HttpRequest) -> HttpResponse:
    """The overdue on top."""
    today = timezone.localdate()
    groups = [group for group in _groups(request.user, today) if group.count]
    live = sum(group.count for group in groups)
    late = next((group.count for group in groups if group.key == "overdue"), 0)
    context = {
        "heading": _("投诉举报台：在办 %(live)s 件，逾期 %(late)s 件")
        % {"live": live, "late": late},
        "lead": _("投诉和举报各有时限；排在最前的最先到期。"),
        "crumbs": [Crumb(_("投诉举报台"))],
        "groups": groups,
        "sample": any(card.case.sample for group in groups for card in group.cards),
    }
    return render(request, "complaints/board.html", context)


def _groups(person: Any, today: date) -> list[Group]:
    late, soon = Q(next_due_on__lt=today), Q(next_due_on__lte=today + SOON)
    free = ~late & ~soon | Q(next_due_on=None)
    return [
        _group("overdue", _("已逾期"), "bad", "alert", person, late),
        _group("soon", _("三日内到期"), "warn", "clock", person, ~late & soon),
        _group("nobody", _("没有承办人"), "info", "user", person, free & Q(officer=None)),
        _group("rest", _("其余在办"), "info", "clock", person, free & Q(officer__isnull=False)),
    ]


def _group(key: str, title: Words, tone: str, icon: str, person: Any, which: Q) -> Group:
    found = [_rows(person, model, which) for model in (Complaint, TipOff)]
    cases = [case for rows in found for case in rows[:SHOWN]]
    cases.sort(key=lambda case: (case.next_due_on or date.max, case.received_at))
    calendar = current_calendar()
    cards = [_card(case, calendar) for case in cases[:SHOWN]]
    return Group(key, title, tone, icon, cards, sum(rows.count() for rows in found))


def _rows(person: Any, model: type[Case], which: Q) -> "QuerySet[Any]":
    rows = visible(person, model).filter(which, state__in=LIVE).select_related(*RELATED)
    ordered = rows.order_by(F("next_due_on").asc(nulls_last=True), "pk")
    return ordered.prefetch_related("place__names")


def _card(case: Case, calendar: Calendar) -> Card:
    owed = next_owed(case, calendar)
    complaint = isinstance(case, Complaint)
    key = "complaints/cases-case" if complaint else "complaints/tip-offs-case"
    last = owed.last_day if owed else case.next_due_on
    return Card(
        case=case,
        kind=_("投诉") if complaint else _("举报"),
        tone="info" if complaint else "warn",
        url=reverse(key, kwargs={"pk": case.pk}),
        words=owed.words if owed else "",
        law=owed.law if owed else "",
        last_day=last,
        days=(last - timezone.localdate()).days if last else 0,
        provisional=bool(owed and owed.provisional),
    )


urlpatterns = [path("complaints/board/", board, name="complaints_board")]
