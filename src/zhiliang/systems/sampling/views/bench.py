"""The laboratory's bench: samples on their way, to be tested, to be re-tested; files of results."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.errors import ClerkError
from zhiliang.core.feed import Outcome, feeds, read
from zhiliang.core.pages.fields import File
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.actions import import_laboratory_results
from zhiliang.systems.sampling.models import Objection, SamplingCase

SHOWN = 50


class ResultsFile(forms.Form):
    """A laboratory's own file."""

    file = File(
        label=gettext_lazy("结果文件"),
        help_text=gettext_lazy(
            "CSV 或 XLSX：抽样编号、项目代码、检验结果、单位、扩展不确定度，一行一个项目。"
        ),
    )


@signed_in(Role.LABORATORY)
def bench(request: HttpRequest) -> HttpResponse:
    """What waits for the laboratory; on POST a file of results, row by row."""
    outcome, form = _filed(request) if request.method == "POST" else (None, ResultsFile())
    mine = scopes(request.user, Role.LABORATORY).organisations
    cases = visible(request.user, SamplingCase).filter(laboratory__in=mine)
    context = {
        "heading": _("检验台"),
        "lead": _("收样、录入结果、出具报告。抽样的人不检验自己抽的样品；结论由结果算出。"),
        "crumbs": [Crumb(_("检验台"))],
        "groups": [
            ("sampled", _("在途待收"), _with_progress(cases.filter(state="sampled"))),
            ("received", _("待检、待报告"), _with_progress(cases.filter(state="received"))),
            ("tested", _("已报告，待组织部门确认"), _with_progress(cases.filter(state="tested"))),
        ],
        "retests": visible(request.user, Objection)
        .filter(laboratory__in=mine, state="retesting")
        .select_related("case__product_class"),
        "form": form,
        "outcome": outcome,
        "feed": feeds["laboratory-results"],
        "today": timezone.localdate(),
    }
    return render(request, "sampling/bench.html", context, status=422 if form.errors else 200)


def _with_progress(cases: "QuerySet[SamplingCase]") -> "QuerySet[Any]":
    """Each with how many items it has and how many results are entered."""
    counted = cases.annotate(
        wanted=Count("rule__items", distinct=True),
        entered=Count("testings__results", filter=Q(testings__round="first"), distinct=True),
    )
    return counted.select_related("product_class", "firm").order_by(
        F("due_on").asc(nulls_last=True), "number"
    )[:SHOWN]


def _filed(request: HttpRequest) -> tuple[Outcome | None, forms.Form]:
    form = ResultsFile(request.POST, request.FILES)
    if not form.is_valid():
        return None, form
    name, content = form.cleaned_data["file"]
    try:
        reading = read(feeds["laboratory-results"], content, name=name)
        return import_laboratory_results(reading, by=request.user), ResultsFile()
    except (ClerkError, ValidationError) as refusal:
        form.add_error("file", str(refusal))
        return None, form


urlpatterns = [path("sampling/bench/", bench, name="sampling_bench")]
