"""What hangs on an objection: its forms, the draw of its laboratory; objecting to a sampling."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.clocks import explain_by, sampling_due
from zhiliang.systems.sampling.models import (
    Objection,
    RetestDraw,
    RetestInterest,
    SamplingCase,
)
from zhiliang.systems.sampling.pages.case_forms import SamplingObjectionForm
from zhiliang.systems.sampling.pages.objections import READERS
from zhiliang.systems.sampling.policy.cases import sampled_on_site
from zhiliang.systems.sampling.policy.forms import readable_of

DOCUMENTS = ("before", "after")


@signed_in(Role.ENTERPRISE)
def object_to_sampling(request: HttpRequest, pk: int) -> HttpResponse:
    """The firm that was sampled objects to how; it is shown no more than its sheet says."""
    case = get_object_or_404(sampled_on_site(request.user), pk=pk)
    posted = request.method == "POST"
    form = SamplingObjectionForm(*(request.POST, request.FILES) if posted else ())
    if posted and form.is_valid() and (filed := _filed(request, case, form)):
        return redirect("sampling/objections-case", pk=filed.pk)
    day, provisional = sampling_due(case)
    context = {
        "heading": _("对抽样过程提出异议"),
        "crumbs": [Crumb(_("企业收件箱"), reverse("sampling_inbox")), Crumb(case.number)],
        "case": case,
        "day": day,
        "provisional": provisional,
        "form": form,
        "sample": case.sample,
    }
    status = 422 if form.errors else 200
    return render(request, "sampling/object.html", context, status=status)


def _filed(
    request: HttpRequest, case: SamplingCase, form: SamplingObjectionForm
) -> Objection | None:
    person: Any = request.user
    try:
        return actions.object_to(
            case, by=person, organisation=case.firm, kind="sampling", **form.cleaned_data
        )
    except ClerkError as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return None


@signed_in(*READERS)
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of an objection's page with its forms, interests and draws."""
    objection = fetch(request.user, Objection, pk=pk)
    draws: QuerySet[RetestDraw] = visible(request.user, RetestDraw)
    context = {
        "heading": str(objection),
        "crumbs": [Crumb(_("异议和复检"), reverse("sampling/objections-list")), Crumb(_("文书"))],
        "case": objection,
        "forms": readable_of(request.user, objection),
        "interests": visible(request.user, RetestInterest).filter(objection=objection),
        "draws": [_round(one) for one in draws.filter(objection=objection)],
        "sample": objection.case.sample,
    }
    part = request.headers.get("HX-Request") == "true"
    template = "sampling/dispute_part.html" if part else "sampling/dispute.html"
    return render(request, template, context)


def _round(draw: RetestDraw) -> dict[str, Any]:
    return {"draw": draw, "explain_by": explain_by(draw)}


@signed_in(*READERS)
def retest_document(request: HttpRequest, pk: int, which: str) -> HttpResponse:
    """One of the two documents of the draw of a laboratory, in the bytes that were hashed."""
    draw = fetch(request.user, RetestDraw, pk=pk)
    content = getattr(draw, which) if which in DOCUMENTS else ""
    if not content:
        raise Http404(_("这份文件还没有：抽取以后才有抽取后文件。"))
    response = HttpResponse(content.encode(), content_type="application/json")
    name = f"{draw.number}-{which}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


urlpatterns = [
    path("sampling/inbox/<int:pk>/object/", object_to_sampling, name="sampling_object"),
    path("sampling/objections/<int:pk>/dispute/", dispute, name="sampling_dispute"),
    path(
        "sampling/retests/<int:pk>/<slug:which>.json",
        retest_document,
        name="sampling_retest_document",
    ),
]
