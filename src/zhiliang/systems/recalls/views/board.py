"""The officers' desk: what is overdue, widened, offered, running; clues that wait."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import visible
from zhiliang.systems.recalls.clocks import next_owed
from zhiliang.systems.recalls.counting import progress_of
from zhiliang.systems.recalls.flow.clues import OPEN
from zhiliang.systems.recalls.flow.parties import OFFICES
from zhiliang.systems.recalls.flow.recalls import LIVE
from zhiliang.systems.recalls.models import Clue, Drill, Recall
from zhiliang.systems.recalls.pages.choices import by_lateness, overdue
from zhiliang.systems.recalls.views.room import spoken

SHOWN = 20


@dataclass(frozen=True)
class Card:
    """A recall at a glance: what is next, how far it has come."""

    recall: Recall
    next_words: str
    left: str
    over: bool
    notified: int
    replied: int


@dataclass(frozen=True)
class Group:
    """A list of the desk."""

    key: str
    title: Words
    tone: str
    icon: str
    cards: list[Card]
    count: int
    url: str


@signed_in(*OFFICES)
def board(request: HttpRequest) -> HttpResponse:
    """Overdue first."""
    rows = visible(request.user, Recall).select_related("firm", "authority", "offered_to")
    clues = visible(request.user, Clue).filter(state__in=OPEN).select_related("place")
    drills = visible(request.user, Drill).filter(state__in=("running", "answered"))
    groups = [group for group in _groups(rows) if group.count]
    context = {
        "heading": _heading(rows),
        "lead": _("逾期的在最前；新的追溯事件扩大了范围的，须由人决定是否采用。"),
        "crumbs": [Crumb(_("召回台"))],
        "groups": groups,
        "clues": clues.order_by("-serious", "known_at")[:SHOWN],
        "clue_count": clues.count(),
        "drills": drills.select_related("organisation")[:SHOWN],
        "sample": any(card.recall.sample for group in groups for card in group.cards),
    }
    return render(request, "recalls/board.html", context)


def _heading(rows: "QuerySet[Recall]") -> str:
    live = rows.filter(state__in=LIVE)
    told = {"live": live.count(), "late": overdue(rows).count()}
    return _("召回台：在办 %(live)s 起，有逾期事项 %(late)s 起") % told


def _groups(rows: "QuerySet[Recall]") -> list[Group]:
    late = overdue(rows)
    widened, offered = by_lateness(rows, "widened"), by_lateness(rows, "offered")
    rest = rows.filter(state__in=LIVE).exclude(pk__in=late.values("pk"))
    listed = reverse("recalls/cases-list")
    return [
        _group("overdue", _("有逾期事项"), "bad", "alert", late, f"{listed}?late=overdue"),
        _group("widened", _("范围扩大待决定"), "warn", "alert", widened, f"{listed}?late=widened"),
        _group("offered", _("移交待接收"), "info", "swap", offered, f"{listed}?late=offered"),
        _group("rest", _("其余在办"), "info", "clock", rest, listed),
    ]


def _group(
    key: str, title: Words, tone: str, icon: str, rows: "QuerySet[Recall]", url: str
) -> Group:
    ordered = rows.order_by(F("next_due_at").asc(nulls_last=True), "pk")
    cards = [_card(recall) for recall in ordered[:SHOWN]]
    return Group(key, title, tone, icon, cards, rows.count(), url)


def _card(recall: Recall) -> Card:
    now = timezone.now()
    owed, counts = next_owed(recall, now=now), progress_of(recall)
    left: Any = owed.left(now) if owed else None
    return Card(
        recall,
        owed.words if owed else "",
        spoken(abs(left)) if left is not None else "",
        owed is not None and owed.overdue(now),
        counts.share("notified"),
        counts.share("replied"),
    )


urlpatterns = [path("recalls/board/", board, name="recalls_board")]
