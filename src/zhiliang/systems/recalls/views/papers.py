"""The papers of a recall: their bytes, and issuing one."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhiliang.core.errors import ClerkError
from zhiliang.core.evidence import read_held_file
from zhiliang.core.issued import read_document
from zhiliang.core.models import HeldFile
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.recalls.actions import issue_document
from zhiliang.systems.recalls.documents.filing import filed
from zhiliang.systems.recalls.documents.kinds import Kind
from zhiliang.systems.recalls.documents.making import form_docx, form_pdf, possible, recall_of
from zhiliang.systems.recalls.flow.parties import PARTIES
from zhiliang.systems.recalls.models import (
    AnnouncedRecall,
    Consignee,
    Movement,
    Recall,
    RecallPlan,
    Report,
)
from zhiliang.systems.recalls.policy.papers import may_issue, readable

MAKERS = {"pdf": form_pdf, "docx": form_docx}


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def offered(person: Any, kind: Kind, thing: Any) -> dict[str, Any]:
    """One line of the list of papers."""
    document = filed(kind.key, thing, language=CODES[_language()], form="pdf")
    return {
        "kind": kind,
        "thing": thing,
        "document": document,
        "may_issue": may_issue(person, kind, thing),
    }


def _asked(request: HttpRequest, pk: int, key: str) -> tuple[Kind, Any]:
    """The paper that is asked for, of the thing named by `of` or of the first there is."""
    recall = fetch(request.user, Recall, pk=pk)
    wanted = request.GET.get("of") or request.POST.get("of")
    for kind, thing in readable(request.user, recall):
        if kind.key == key and wanted in (None, str(thing.pk)):
            return kind, thing
    raise Http404(_("这起召回现在没有这种文书，或者您无权查看。"))


@signed_in(*PARTIES)
def paper(request: HttpRequest, pk: int, kind: str, form: str) -> FileResponse:
    """A paper as it was issued; while it was not, as it would read today."""
    return _sent(*_asked(request, pk, kind), form)


@signed_in(*PARTIES)
def notice(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """The recall notice to a consignee, for itself, for who named it, for the office."""
    consignee = fetch(request.user, Consignee, pk=pk)
    try:
        kind = possible("consignee_notice", consignee)
    except ClerkError as refusal:
        raise Http404(str(refusal)) from None
    return _sent(kind, consignee, form)


@by_policy
def bulletin(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """The announcement of a recall, for everybody."""
    announced = fetch(request.user, AnnouncedRecall, pk=pk)
    return _sent(possible("recall_bulletin", announced), announced, form)


def _sent(kind: Kind, thing: Any, form: str) -> FileResponse:
    language = _language()
    document = filed(kind.key, thing, language=CODES[language], form=form)
    if document:
        content = read_document(document)
    else:
        content = MAKERS[form](kind.key, thing, language=language, issued=timezone.localdate())
    name = f"{kind.name}-{recall_of(thing).number}.{form}"
    return FileResponse(io.BytesIO(content), as_attachment=form == "docx", filename=name)


@require_POST
@signed_in(*PARTIES)
def issue(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Issue one paper and enter it under its digest."""
    found, thing = _asked(request, pk, kind)
    number, person = request.POST.get("number", "").strip(), request.user
    try:
        issue_document(found.key, thing, by=person, number=number, language=_language())  # type: ignore[arg-type]
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(kind)s”已出具并登记。") % {"kind": found.name})
    return redirect("recalls/cases-case", pk=pk)


@signed_in(*PARTIES)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that came with a plan, a report or a quantity of a recall."""
    recall = fetch(request.user, Recall, pk=pk)
    plans = visible(request.user, RecallPlan).filter(recall=recall).values("files")
    reports = visible(request.user, Report).filter(recall=recall).values("files")
    moved = visible(request.user, Movement).filter(consignee__recall=recall).values("evidence")
    found = HeldFile.objects.filter(sha256=sha256)
    rows = found.filter(pk__in=plans) | found.filter(pk__in=reports) | found.filter(pk__in=moved)
    file = rows.first()
    if file is None:
        raise Http404(_("没有这份证明材料。"))
    content = io.BytesIO(read_held_file(file))
    return FileResponse(content, as_attachment=True, filename=file.name)


urlpatterns = [
    *(
        path(
            f"recalls/cases/<int:pk>/papers/<slug:kind>.{form}",
            paper,
            {"form": form},
            name=f"recalls_paper_{form}",
        )
        for form in MAKERS
    ),
    *(
        path(
            f"recalls/consignees/<int:pk>/notice.{form}",
            notice,
            {"form": form},
            name=f"recalls_notice_{form}",
        )
        for form in MAKERS
    ),
    *(
        path(
            f"recalls/announced/<int:pk>/bulletin.{form}",
            bulletin,
            {"form": form},
            name=f"recalls_bulletin_{form}",
        )
        for form in MAKERS
    ),
    path("recalls/cases/<int:pk>/papers/<slug:kind>/issue/", issue, name="recalls_issue"),
    path("recalls/cases/<int:pk>/evidence/<slug:sha256>/", evidence, name="recalls_evidence"),
]
