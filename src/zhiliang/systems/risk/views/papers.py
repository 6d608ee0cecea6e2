"""The papers: their bytes, issuing one, the public's own, and the poster."""

import io
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhiliang.core.errors import ClerkError
from zhiliang.core.issued import read_document
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.policy import fetch
from zhiliang.systems.risk.actions import issue_document
from zhiliang.systems.risk.documents import (
    FORMS,
    Kind,
    Language,
    filed,
    kinds_for,
    paper,
    poster_pdf,
)
from zhiliang.systems.risk.documents.kinds import case_of
from zhiliang.systems.risk.flow.parties import OFFICES
from zhiliang.systems.risk.models import AnnouncedWarning, Assessment, Incident, PublicWarning
from zhiliang.systems.risk.policy.papers import may_issue, readable

CASES: dict[str, type[Model]] = {
    "warnings": PublicWarning,
    "assessments": Assessment,
    "incidents": Incident,
}


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def offered(person: Any, kind: Kind, thing: Any) -> dict[str, Any]:
    """One line of the list of papers."""
    return {
        "kind": kind,
        "thing": thing,
        "document": filed(kind.key, thing, language=_language(), form="pdf"),
        "may_issue": may_issue(person, thing),
    }


def _asked(request: HttpRequest, noun: str, pk: int, key: str) -> tuple[Kind, Any]:
    """The paper that is asked for, of the thing named by `of` or of the first there is."""
    if noun not in CASES:
        raise Http404(_("没有这种文书。"))
    case = fetch(request.user, CASES[noun], pk=pk)
    wanted = request.GET.get("of") or request.POST.get("of")
    for kind, thing in readable(request.user, case):
        if kind.key == key and wanted in (None, str(thing.pk)):
            return kind, thing
    raise Http404(_("现在没有这种文书，或者您无权查看。"))


@signed_in(*OFFICES)
def document(request: HttpRequest, noun: str, pk: int, kind: str, form: str) -> FileResponse:
    """A paper as it was issued; while it was not, as it would read today."""
    return _sent(*_asked(request, noun, pk, kind), form)


@by_policy
def announced(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """The paper of a warning that was issued, for everybody; of one that was lifted, that it is."""
    warning = fetch(request.user, AnnouncedWarning, pk=pk)
    return _sent(kinds_for(warning)[-1], warning, form)


def _sent(kind: Kind, thing: Any, form: str) -> FileResponse:
    language = _language()
    known = filed(kind.key, thing, language=language, form=form)
    if known:
        content = read_document(known)
    else:
        content = paper(kind.key, thing, form, language=language, issued=timezone.localdate())
    name = f"{kind.name}-{case_of(thing).number}.{form}"
    return FileResponse(io.BytesIO(content), as_attachment=form == "docx", filename=name)


@by_policy
def poster(request: HttpRequest, pk: int) -> FileResponse:
    """A page to print and hang up."""
    warning = fetch(request.user, AnnouncedWarning, pk=pk)
    url = request.build_absolute_uri(reverse("risk/announced-case", args=[pk]))
    content = poster_pdf(warning, url=url, language=_language(), issued=timezone.localdate())
    return FileResponse(io.BytesIO(content), filename=f"poster-{warning.number}.pdf")


@signed_in(*OFFICES)
@require_POST
def issue(request: HttpRequest, noun: str, pk: int, kind: str) -> HttpResponse:
    """Issue one paper and enter it under its digest."""
    found, thing = _asked(request, noun, pk, kind)
    number, person = request.POST.get("number", "").strip(), request.user
    try:
        issue_document(found.key, thing, by=person, number=number, language=_language())  # type: ignore[arg-type]
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(kind)s”已出具并登记。") % {"kind": found.name})
    return redirect(f"risk/{noun}-case", pk=pk)


urlpatterns = [
    *(
        path(
            f"risk/<slug:noun>/<int:pk>/papers/<slug:kind>.{form}",
            document,
            {"form": form},
            name=f"risk_paper_{form}",
        )
        for form in FORMS
    ),
    *(
        path(
            f"risk/announced/<int:pk>/paper.{form}",
            announced,
            {"form": form},
            name=f"risk_announced_{form}",
        )
        for form in FORMS
    ),
    path("risk/announced/<int:pk>/poster.pdf", poster, name="risk_poster"),
    path("risk/<slug:noun>/<int:pk>/papers/<slug:kind>/issue/", issue, name="risk_issue"),
]
