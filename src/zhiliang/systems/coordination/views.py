"""The follow-up desk, and the files of a task."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.evidence import read_held_file
from zhiliang.core.issued import document_path
from zhiliang.core.models import HeldFile
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import download, table_of
from zhiliang.core.policy import fetch, holds_everywhere, visible
from zhiliang.core.roles import Role
from zhiliang.systems.coordination.flow import LIVE, PARTIES, TERMS, WITH_CARRIER
from zhiliang.systems.coordination.models import Escalation, Extension, Standing, Task
from zhiliang.systems.coordination.pages import tasks as tasks_page

Rows = QuerySet[Any]
"""Tasks, each with its `standing` of today."""

SHOWN = 20
BAR = 200


@dataclass(frozen=True)
class Group:
    """A list of the desk: what it is about, the first tasks, how many there are, where all are."""

    key: str
    title: Words
    tone: str
    icon: str
    tasks: list[Task]
    count: int
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One carrier's open tasks, drawn on a width of 200."""

    name: str
    late: int
    soon: int
    rest: int
    scale: float

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """(kind, start, width) of each part that is there."""
        found, start = [], 0.0
        for kind in ("late", "soon", "rest"):
            if width := getattr(self, kind) * self.scale:
                found.append((kind, round(start, 1), round(width, 1)))
                start += width
        return found


@signed_in(*PARTIES)
def desk(request: HttpRequest) -> HttpResponse:
    """What is late, who is silent, what awaits the check, what is due; one's own for a city."""
    live = visible(request.user, Task).filter(state__in=LIVE)
    rows = tasks_page.rows(live).order_by(F("due_on").asc(nulls_last=True), "pk")
    if given := download(table_of(tasks_page, rows), request, name="follow-up"):
        return given
    decides = holds_everywhere(request.user, (Role.OFFICE, Role.PROVINCIAL_OFFICER))
    groups = [group for group in _groups(rows) if group.count]
    asked = visible(request.user, Extension).filter(state="asked").select_related("task")
    context = {
        "heading": _heading(rows, decides=decides),
        "lead": _lead(decides=decides),
        "crumbs": [Crumb(_("督办台"))],
        "groups": groups,
        "levels": _levels(rows),
        "extensions": asked.order_by("asked_at"),
        "bars": _bars(rows) if decides else [],
        "terms": TERMS,
        "decides": decides,
        "may_order": holds_everywhere(request.user, (Role.OFFICE,)),
        "sample": any(task.sample for group in groups for task in group.tasks),
    }
    return render(request, "coordination/desk.html", context)


@signed_in(*PARTIES)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that was handed in with a report of a task the person may see."""
    task = fetch(request.user, Task, pk=pk)
    held = HeldFile.objects.filter(pk__in=task.reports.values("evidence"), sha256=sha256).first()
    if held is None:
        raise Http404(_("没有这份证明材料。"))
    return FileResponse(io.BytesIO(read_held_file(held)), as_attachment=True, filename=held.name)


@signed_in(*PARTIES)
def order_file(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A follow-up order of a task the person may see, as it was issued."""
    task = fetch(request.user, Task, pk=pk)
    document = task.orders.filter(sha256=sha256).first()
    file = document_path(document.path) if document else None
    if file is None or not file.is_file():
        raise Http404(_("没有这份督办单。"))
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)


def _heading(rows: Rows, *, decides: bool) -> str:
    counts = {
        "open": rows.count(),
        "late": rows.filter(standing=Standing.OVERDUE).count(),
        "waiting": rows.filter(standing=Standing.WAITING).count(),
    }
    if decides:
        return _("督办台：在办%(open)s件，逾期%(late)s件，待核定%(waiting)s件") % counts
    return _("本单位的督办任务：在办%(open)s件，逾期%(late)s件，待核定%(waiting)s件") % counts


def _lead(*, decides: bool) -> str:
    if decides:
        return _("任务只由办公室核定办结，不因过期而了结；逾期的逐级催办、督促、提请通报。")
    return _("先签收，再报告进展；办完后附证明材料申请办结。需要更多时间的，在到期前申请延期。")


def _groups(rows: Rows) -> Iterable[Group]:
    cut = timezone.now() - timedelta(days=TERMS.silent_days)
    unheard = Q(heard_at__lt=cut) | Q(heard_at=None, opened_at__lt=cut)
    in_time = Q(standing__in=(Standing.LATER, Standing.OPEN))
    found = (
        ("overdue", _("已逾期"), "bad", "alert", Q(standing=Standing.OVERDUE)),
        ("waiting", _("待核定"), "info", "check", Q(standing=Standing.WAITING)),
        ("new", _("待签收"), "warn", "document", Q(state="ordered")),
        ("silent", _silent(), "warn", "info", unheard & Q(state__in=WITH_CARRIER)),
        ("soon", _soon(), "warn", "clock", Q(standing=Standing.SOON)),
        ("later", _("其余在办"), "quiet", "clock", in_time & ~unheard & ~Q(state="ordered")),
    )
    for key, title, tone, icon, condition in found:
        tasks = rows.filter(condition)
        yield Group(key, title, tone, icon, list(tasks[:SHOWN]), tasks.count(), _address(key))


def _silent() -> str:
    return _("超过%(days)s天没有回音") % {"days": TERMS.silent_days}


def _soon() -> str:
    return _("%(days)s天内到期") % {"days": TERMS.soon_days}


def _address(key: str) -> str:
    """The list that shows all of a group; one that no filter asks for has none."""
    asked = {
        "overdue": "standing=overdue",
        "waiting": "standing=waiting",
        "new": "state=ordered",
        "soon": "standing=soon",
    }
    return f"{tasks_page.url}?{asked[key]}" if key in asked else ""


def _levels(rows: Rows) -> list[tuple[str, int, str]]:
    """Late tasks by the level reached: words, how many, the list of them."""
    late = rows.filter(standing=Standing.OVERDUE)
    names = {0: _("尚未催办"), **{level.value: level.label for level in Escalation.Level}}
    query = f"{tasks_page.url}?standing=overdue&level="
    return [
        (str(name), late.filter(level=level).count(), f"{query}{level}")
        for level, name in names.items()
    ]


def _bars(rows: Rows) -> list[Bar]:
    """Open tasks by carrier, the one with most that is late first."""
    counted: dict[str, dict[str, int]] = {}
    for task in rows:
        one = counted.setdefault(str(task.carrier), {"late": 0, "soon": 0, "rest": 0})
        kind = {"overdue": "late", "soon": "soon"}.get(getattr(task, "standing", ""), "rest")
        one[kind] += 1
    longest = max((sum(one.values()) for one in counted.values()), default=1)
    bars = [Bar(name, scale=BAR / longest, **one) for name, one in counted.items()]
    return sorted(bars, key=lambda bar: (-bar.late, -bar.soon, -bar.rest, bar.name))


urlpatterns = [
    path("coordination/", desk, name="followup_desk"),
    path("coordination/tasks/<int:pk>/evidence/<slug:sha256>/", evidence, name="followup_evidence"),
    path("coordination/tasks/<int:pk>/orders/<slug:sha256>/", order_file, name="followup_order"),
]
