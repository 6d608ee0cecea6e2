"""The official forms of a sample: their list, their bytes, and issuing one."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhiliang.core.errors import ClerkError
from zhiliang.core.issued import read_document
from zhiliang.core.models import Document
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch
from zhiliang.systems.sampling.actions import issue_document
from zhiliang.systems.sampling.documents import Kind, form_docx, form_pdf
from zhiliang.systems.sampling.documents.filing import filed
from zhiliang.systems.sampling.documents.kinds import AUTHORITIES, EVERY_PARTY
from zhiliang.systems.sampling.documents.making import possible
from zhiliang.systems.sampling.models import Objection, SamplingCase, SamplingPlan
from zhiliang.systems.sampling.policy.forms import may_issue, readable, readable_of

MAKERS = {"pdf": form_pdf, "docx": form_docx}


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


@signed_in(*EVERY_PARTY)
def case_forms(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms of a sample that the reader may have."""
    case = fetch(request.user, SamplingCase, pk=pk)
    context = {
        "heading": _("%(case)s：文书") % {"case": case},
        "crumbs": [Crumb(_("监督抽查")), Crumb(case.number), Crumb(_("文书"))],
        "case": case,
        "forms": [_offered(request.user, *pair) for pair in readable(request.user, case)],
        "sample": case.sample,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"sampling/{'forms_list' if part else 'case_forms'}.html", context)


def _offered(person: Any, kind: Kind, thing: Any) -> dict[str, Any]:
    """One line of the list; `to` is whom it goes to, where there may be several."""
    document = filed(kind.key, thing, language=CODES[_language()], form="pdf")
    to = getattr(thing, "name", "") or getattr(thing, "organisation", "")
    return {
        "kind": kind,
        "thing": thing,
        "to": to if not isinstance(thing, SamplingCase) else "",
        "document": document,
        "may_issue": may_issue(person, kind, thing),
    }


def _asked(request: HttpRequest, pk: int, key: str) -> tuple[Kind, Any]:
    """The form that is asked for, of the thing named by `of` or of the first there is."""
    case = fetch(request.user, SamplingCase, pk=pk)
    wanted = request.GET.get("of") or request.POST.get("of")
    for kind, thing in readable(request.user, case):
        if kind.key == key and wanted in (None, str(thing.pk)):
            return kind, thing
    raise Http404(_("这份样品现在没有这种文书，或者您无权查看。"))


@signed_in(*EVERY_PARTY)
def case_form(request: HttpRequest, pk: int, kind: str, form: str) -> FileResponse:
    """A form as it was issued; while it was not, as it would read today."""
    return _sent(*_asked(request, pk, kind), form)


@signed_in(*EVERY_PARTY)
def objection_form(request: HttpRequest, pk: int, kind: str, form: str) -> FileResponse:
    """A form of an objection, for whoever sees the objection, be the sample closed to it."""
    objection = fetch(request.user, Objection, pk=pk)
    for found in readable_of(request.user, objection):
        if found.key == kind:
            return _sent(found, objection, form)
    raise Http404(_("这份样品现在没有这种文书，或者您无权查看。"))


@signed_in(*AUTHORITIES)
def plan_form(request: HttpRequest, pk: int, kind: str, form: str) -> FileResponse:
    """A form of a plan."""
    plan = fetch(request.user, SamplingPlan, pk=pk)
    try:
        return _sent(possible(kind, plan), plan, form)
    except ClerkError as refusal:
        raise Http404(str(refusal)) from None


def _sent(kind: Kind, thing: Any, form: str) -> FileResponse:
    language = _language()
    code = "en" if language == "en" else "zh-hans"
    document: Document | None = filed(kind.key, thing, language=code, form=form)
    if document:
        content = read_document(document)
    else:
        today = timezone.localdate()
        content = MAKERS[form](kind.key, thing, language=language, issued=today)
    number = getattr(thing, "case", thing).number
    return FileResponse(
        io.BytesIO(content), as_attachment=form == "docx", filename=f"{kind.name}-{number}.{form}"
    )


@require_POST
@signed_in(*EVERY_PARTY)
def issue_form(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Issue one form and enter it under its digest."""
    found, thing = _asked(request, pk, kind)
    person: Any = request.user
    try:
        issue_document(
            found.key,
            thing,
            by=person,
            number=request.POST.get("number", "").strip(),
            language=_language(),
        )
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(kind)s”已出具并登记。") % {"kind": found.name})
    return redirect("sampling_case_forms", pk=pk)


urlpatterns = [
    path("sampling/cases/<int:pk>/forms/", case_forms, name="sampling_case_forms"),
    *(
        path(
            f"sampling/cases/<int:pk>/forms/<slug:kind>.{form}",
            case_form,
            {"form": form},
            name=f"sampling_case_form_{form}",
        )
        for form in MAKERS
    ),
    *(
        path(
            f"sampling/objections/<int:pk>/forms/<slug:kind>.{form}",
            objection_form,
            {"form": form},
            name=f"sampling_objection_form_{form}",
        )
        for form in MAKERS
    ),
    *(
        path(
            f"sampling/plans/<int:pk>/forms/<slug:kind>.{form}",
            plan_form,
            {"form": form},
            name=f"sampling_plan_form_{form}",
        )
        for form in MAKERS
    ),
    path(
        "sampling/cases/<int:pk>/forms/<slug:kind>/issue/",
        issue_form,
        name="sampling_issue_form",
    ),
]
