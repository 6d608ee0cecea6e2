"""One published result, for whoever scans its code or follows its link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.qr import qr_code
from zhiliang.core.policy import visible
from zhiliang.systems.sampling.models import Conclusion, SamplingCase, SamplingSheet


def published(person: Any) -> Any:
    """The samples whose result everybody may read: published, and not void."""
    rows = visible(person, SamplingCase).filter(state="published")
    return rows.exclude(conclusion=Conclusion.VOID)


def sheet_of(case: SamplingCase) -> SamplingSheet | None:
    """The sheet, of which a bulletin names product, trademark, model, batch and producer alone."""
    return getattr(case, "sheet", None)


@require_safe
@by_policy
def result(request: HttpRequest, number: str) -> HttpResponse:
    """What was sampled, what was tested, what was found."""
    rows = published(request.user).select_related(
        "sheet", "product_class", "rule", "firm", "producer", "place"
    )
    # no stored text holds a null character, and PostgreSQL refuses to look for one
    case = rows.filter(number=number.replace("\x00", "")).first()
    if case is None:
        raise Http404(_("没有公布过这个编号的抽查结果。请核对编号；还在办理的不公布。"))
    address = request.build_absolute_uri(reverse("sampling_result", kwargs={"number": number}))
    context = {
        "heading": f"{product_of(case)}：{case.get_conclusion_display()}",
        "crumbs": [Crumb(_("抽查结果"), reverse("sampling_results")), Crumb(number)],
        "case": case,
        "sheet": sheet_of(case),
        "product": product_of(case),
        "items": list(case.rule.items.all()) if case.rule else [],
        "address": address,
        "code": qr_code(address),
        "sample": case.sample,
    }
    return render(request, "sampling/result.html", context)


def product_of(case: SamplingCase) -> str:
    """The product as the sheet names it; its class where there is none."""
    sheet = sheet_of(case)
    return sheet.product if sheet else case.product_class.name


urlpatterns = [path("sampling/results/<str:number>/", result, name="sampling_result")]
