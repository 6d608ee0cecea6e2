"""Who knew what when: the trail of responsibility, from the event log and the receipts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from zhiliang.core.event import subject_of
from zhiliang.core.models import Event, Person
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import assignments_of, fetch, visible
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.flow.clues import clue as clue_flow
from zhiliang.systems.recalls.flow.parties import OFFICES
from zhiliang.systems.recalls.flow.recalls import recall as recall_flow
from zhiliang.systems.recalls.models import Consignee, Recall
from zhiliang.systems.recalls.pages.cases import cases as page
from zhiliang.systems.recalls.views.room import spoken

MOST = 2000


@dataclass(frozen=True)
class Knowing:
    """That somebody knew or did something, and how long after the risk became known."""

    at: datetime
    who: str
    what: str
    source: str
    later: str
    late: bool = False


@signed_in(*OFFICES)
def knowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that shows when the firm, the offices and the consignees knew."""
    recall = fetch(request.user, Recall, pk=pk)
    found = sorted(_known(request.user, recall), key=lambda one: (one.at, one.source))
    declared = page_of("recalls/cases")
    context = {
        "heading": _("%(number)s：何人何时知悉、何时行动") % {"number": recall.number},
        "lead": _("由事件日志和送达、答复记录逐条列出，时间从知悉风险算起；用于责任追究。"),
        "crumbs": [
            Crumb(declared.title, declared.url),
            Crumb(recall.number, declared.case_url(recall)),
            Crumb(_("责任链")),
        ],
        "recall": recall,
        "rows": found[:MOST],
        "sample": recall.sample,
    }
    return render(request, "recalls/knowledge.html", context)


def _known(person: Any, recall: Recall) -> Iterator[Knowing]:
    yield _row(recall, recall.known_at, str(recall.firm), _("风险为人所知（时限由此起算）"), "")
    subjects = [subject_of(recall)]
    subjects += [subject_of(check) for check in recall.checks.all()]
    if recall.clue:
        subjects.append(subject_of(recall.clue))
    events = list(Event.objects.filter(subject__in=subjects).order_by("number")[:MOST])
    people = {
        one.pseudonym: one
        for one in Person.objects.filter(pseudonym__in={event.by for event in events})
    }
    for event in events:
        who = _named(people.get(event.by)) if event.by else _("系统")
        what, late = _words(event), event.verb.endswith(".overdue")
        yield _row(recall, event.occurred_at, who, what, f"#{event.number}", late=late)
    yield from _receipts(person, recall)


def _receipts(person: Any, recall: Recall) -> Iterator[Knowing]:
    rows = visible(person, Consignee).filter(recall=recall)
    for one in rows.exclude(notified_at=None)[:MOST]:
        assert one.notified_at
        way = one.get_notified_way_display()
        what = _("收到召回通知（%(way)s）") % {"way": way}
        yield _row(recall, one.notified_at, one.name, what, _("回执"))
        if one.replied_at:
            yield _row(recall, one.replied_at, one.name, _("答复"), _("回执"))


def _row(
    recall: Recall, at: datetime, who: str, what: str, source: str, *, late: bool = False
) -> Knowing:
    gap: timedelta = at - recall.known_at
    sign = "−" if gap < timedelta() else "+"
    return Knowing(at, who, what, source, f"{sign}{spoken(abs(gap))}", late)


def _named(person: Person | None) -> str:
    """Who it was, and as what."""
    if person is None:
        return _("已注销人员")
    roles = [str(Role(held.role).label) for held in assignments_of(person)]
    return f"{person}（{_('、').join(roles)}）" if roles else str(person)


def _words(event: Event) -> str:
    noun, verb = event.verb.split(".")[1:3]
    named = dict(page.verbs)
    flow = clue_flow if noun == "clue" else recall_flow
    known = {step.verb: step.label for step in flow.steps}
    told = str(known.get(verb) or named.get(verb) or verb)
    reason = event.data.get("note") or event.data.get("reason") or ""
    return f"{told}：{reason}" if reason else told


urlpatterns = [
    path("recalls/cases/<int:pk>/knowledge/", knowledge, name="recalls_knowledge"),
]
