"""The event log for the auditor: read only, with the state of its chain."""

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from zhiliang.core.event import verify_chain
from zhiliang.core.models import Event
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import RIGHT, download
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.methods.canonical import canonical_json

FILTERS = {"verb": "verb__startswith", "subject": "subject__startswith", "place": "place__exact"}
PER_PAGE = 100
NARROW = {"td": {"class": "code narrow"}, "th": {}}
CODE = {"td": {"class": "code key"}, "th": {}}
TEXT = {"td": {"class": "code words"}, "th": {}}


class Events(tables.Table):
    """Events, newest first."""

    number = tables.Column(gettext_lazy("序号"), attrs=RIGHT)
    recorded_at = tables.Column(gettext_lazy("记录时间"), attrs={"td": {"class": "key"}, "th": {}})
    verb = tables.Column(gettext_lazy("动作"), attrs=CODE)
    subject = tables.Column(gettext_lazy("对象"), attrs=NARROW)
    place = tables.Column(gettext_lazy("地区"))
    by = tables.Column(gettext_lazy("经办人（化名）"), attrs=CODE)
    data = tables.Column(gettext_lazy("内容"), orderable=False, attrs=TEXT)
    hash = tables.Column(gettext_lazy("摘要"), visible=False)

    label = gettext_lazy("事件日志")

    def render_recorded_at(self, value: Any) -> str:
        """To the second, in local time."""
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")

    def render_by(self, value: str) -> str:
        """The beginning of the pseudonym; the download has all of it."""
        return f"{value[:8]}…"

    def render_data(self, value: Any) -> str:
        """Canonical text."""
        return canonical_json(value) if value else ""

    def value_by(self, value: str) -> str:
        """All of the pseudonym."""
        return value


@signed_in(Role.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    """The log, filtered by the address; on request the whole chain is recomputed."""
    rows = _filtered(request, visible(request.user, Event).order_by("-number"))
    table = Events(rows)
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name="events"):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    report = verify_chain() if request.GET.get("verify") else None
    context = {
        "heading": _heading(report, rows.count()),
        "lead": _("日志只增不改：每条事件的摘要都包含前一条的摘要，断链或截断会被发现。"),
        "crumbs": [Crumb(_("事件日志"))],
        "table": table,
        "report": report,
        "asked": {name: request.GET.get(name, "") for name in FILTERS},
        "count": rows.count(),
    }
    return render(request, "audit.html", context)


def _filtered(request: HttpRequest, rows: "QuerySet[Event]") -> "QuerySet[Event]":
    for name, lookup in FILTERS.items():
        # PostgreSQL takes no NUL in a text, so nothing that was logged has one
        if asked := request.GET.get(name, "").replace("\0", ""):
            rows = rows.filter(**{lookup: asked})
    return rows


def _heading(report: Any, count: int) -> str:
    if report is None:
        return _("事件日志：%(count)s条") % {"count": count}
    if report.ok:
        return _("事件日志完整：%(count)s条逐条核对无误") % {"count": report.count}
    return _("事件日志已断：第%(number)s条起不可信") % {"number": report.first_bad}
