"""The firm's own desk: keys for its systems, tables for those without, what it reported."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.db.models.functions import TruncHour
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zhiliang.core.errors import ClerkError
from zhiliang.core.feed import Outcome, Reject, read, write_csv, write_xlsx
from zhiliang.core.models import Organisation, Person
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.tables import XLSX
from zhiliang.core.policy import fetch, visible
from zhiliang.core.roles import Role
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.feeds import HEADINGS, table
from zhiliang.systems.traceability.models import CaptureJob, EpcisEvent, InterfaceKey, Site
from zhiliang.systems.traceability.policy.firms import firm_of
from zhiliang.systems.traceability.scanning.words import step_words

HOURS = 48
MOST_JOBS = 10
MOST_SHOWN = 50
EXAMPLE = (
    "2026-03-01 08:30",
    "发货",
    "06901234567892",
    "L20260301",
    "",
    "1200",
    "千克",
    "6901234500004",
    "6901234500011",
    "",
    "FH-0301",
    "",
    "生鲜乳",
)


class TableForm(forms.Form):
    """A table to take in."""

    file = forms.FileField(label=gettext_lazy("CSV 或 XLSX 表"))
    behaviour = forms.ChoiceField(
        label=gettext_lazy("有错时"),
        choices=CaptureJob.Behaviour.choices,
        initial=CaptureJob.Behaviour.ROLLBACK,
    )


class KeyForm(forms.Form):
    """A key to make."""

    label = forms.CharField(
        label=gettext_lazy("用途"),
        max_length=100,
        help_text=gettext_lazy("哪个系统用，例如“仓库 WMS”。"),
    )


@require_safe
@signed_in(Role.ENTERPRISE)
def desk(request: HttpRequest) -> HttpResponse:
    """Everything of the firm's interface on one page."""
    return _desk(request)


def _desk(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    firm = firm_of(request.user)
    context = {
        "heading": _("追溯接口"),
        "lead": _("用本单位的系统直接报送，或者上传表格；同一事件送两次只存一次。"),
        "crumbs": [Crumb(_("追溯接口"))],
        "firm": firm,
        "keys": visible(request.user, InterfaceKey).filter(organisation=firm),
        "jobs": visible(request.user, CaptureJob).filter(organisation=firm)[:MOST_JOBS],
        "sites": visible(request.user, Site).filter(organisation=firm).select_related("place"),
        "hours": list(_hours(request.user, firm)),
        "address": request.build_absolute_uri("/epcis/"),
        "table_form": TableForm(),
        "key_form": KeyForm(),
        "sample": bool(firm and firm.sample),
    }
    return render(request, "traceability/desk.html", {**context, **more}, status=status)


def _hours(person: Any, firm: Organisation | None) -> Iterator[tuple[Any, Any, int]]:
    """Hour, step and number of events of the last hours, newest first."""
    since = timezone.now() - timedelta(hours=HOURS)
    rows = visible(person, EpcisEvent).filter(organisation=firm, record_time__gte=since)
    hourly = rows.order_by().annotate(hour=TruncHour("record_time"))
    counted = hourly.values("hour", "biz_step").annotate(events=Count("pk"))
    for row in counted.order_by("-hour", "biz_step"):
        yield row["hour"], step_words(row["biz_step"]), row["events"]


@require_POST
@never_cache
@signed_in(Role.ENTERPRISE)
def make_key(request: HttpRequest) -> HttpResponse:
    """A new key; its secret is on this one page and nowhere else."""
    form, firm = KeyForm(request.POST), firm_of(request.user)
    if firm is None or not form.is_valid():
        return _desk(request, status=422, key_form=form)
    key, secret = actions.make_key(firm, by=_person(request), label=form.cleaned_data["label"])
    return _desk(request, made=key, secret=secret)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


@require_POST
@signed_in(Role.ENTERPRISE)
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a key out of use."""
    try:
        actions.revoke_key(fetch(request.user, InterfaceKey, pk=pk), by=_person(request))
        messages.success(request, _("密钥已停用，用它的系统从现在起不能报送。"))
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    return redirect("traceability_desk")


@require_POST
@signed_in(Role.ENTERPRISE)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a table in and say line by line what is wrong with it."""
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _desk(request, status=422, table_form=form)
    file = form.cleaned_data["file"]
    try:
        reading = read(table, file.read(), name=file.name)
        outcome = actions.take_table(
            reading, by=_person(request), behaviour=form.cleaned_data["behaviour"]
        )
    except ClerkError as refusal:
        outcome = Outcome(0, [Reject(getattr(refusal, "line", 0), "", "", str(refusal))], "")
    if outcome.rejected:
        shown = outcome.rejected[:MOST_SHOWN]
        return _desk(request, status=422, outcome=outcome, shown=shown, table_form=form)
    told = (
        _("没有变化：这份表里的事件先前已经收过。")
        if outcome.unchanged
        else _("已收下 %(count)s 行。") % {"count": outcome.accepted}
    )
    messages.success(request, told)
    return redirect("traceability_desk")


@require_safe
@signed_in(Role.ENTERPRISE)
def template(request: HttpRequest, form: str) -> HttpResponse:
    """The empty table with one line as an example."""
    if form == "xlsx":
        answer = HttpResponse(write_xlsx(HEADINGS, [EXAMPLE]), content_type=XLSX)
    else:
        answer = HttpResponse(
            write_csv(HEADINGS, [EXAMPLE]), content_type="text/csv; charset=utf-8"
        )
        form = "csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="traceability.{form}"'
    return answer


urlpatterns = [
    path("traceability/desk/", desk, name="traceability_desk"),
    path("traceability/desk/keys/", make_key, name="traceability_make_key"),
    path("traceability/desk/keys/<int:pk>/revoke/", revoke_key, name="traceability_revoke_key"),
    path("traceability/desk/table/", upload, name="traceability_upload"),
    path("traceability/desk/template.<str:form>", template, name="traceability_template"),
]
