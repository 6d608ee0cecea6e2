"""The papers of a complaint or a tip-off: drafts without names, papers as they were issued."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zhiliang.core.errors import ClerkError
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import Page
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import roles_of
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.filing import filed
from zhiliang.systems.complaints.documents.kinds import Kind
from zhiliang.systems.complaints.documents.making import MAKERS
from zhiliang.systems.complaints.documents.persons import hidden, masked
from zhiliang.systems.complaints.flow.parties import FIRM, OFFICERS, OFFICES
from zhiliang.systems.complaints.models import Case, Complaint
from zhiliang.systems.complaints.pages.complaints import complaints
from zhiliang.systems.complaints.pages.own import own
from zhiliang.systems.complaints.pages.tip_offs import tip_offs
from zhiliang.systems.complaints.policy.papers import listed, may_issue, may_open
from zhiliang.systems.complaints.views.secrets import case_of

READERS = (*OFFICES, *FIRM)


@signed_in(*READERS)
def papers(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The list of papers: a part of the case's page, and a page of its own."""
    case = case_of(request, kind, pk)
    page = _page(request.user, case)
    context = {
        "heading": _("%(number)s：文书") % {"number": case.number},
        "crumbs": [
            Crumb(page.title, page.url),
            Crumb(case.number, page.case_url(case)),
            Crumb(_("文书")),
        ],
        "case": case,
        "which": kind,
        "papers": [offered(request.user, one, case) for one in _shown(request.user, case)],
        "drafts": not _is_the_firm_s(request.user, case),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"complaints/papers{'_part' if part else ''}.html", context)


def _page(person: Any, case: Case) -> Page:
    """The list that somebody comes from: the office its own, the firm its own."""
    if not isinstance(case, Complaint):
        return tip_offs
    return own if roles_of(person).isdisjoint(OFFICES) else complaints


def offered(person: Any, kind: Kind, case: Case) -> dict[str, Any]:
    """One line of the list."""
    return {
        "kind": kind,
        "document": _issued(kind, case, "pdf"),
        "may_issue": may_issue(person, kind, case),
        "may_open": may_open(person, kind, case),
    }


def _shown(person: Any, case: Case) -> list[Kind]:
    """The papers somebody can open: for a firm those that were issued."""
    firm = _is_the_firm_s(person, case)
    return [kind for kind in listed(person, case) if not firm or _issued(kind, case, "pdf")]


def _is_the_firm_s(person: Any, case: Case) -> bool:
    """Whether somebody sees the case as the firm alone: the registration is for offices."""
    return all(kind.firm for kind in listed(person, case))


def _issued(kind: Kind, case: Case, form: str) -> Any:
    return filed(kind.key, case, language=CODES[_language()], form=form)


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


@never_cache
@signed_in(*READERS)
def paper(request: HttpRequest, kind: str, pk: int, key: str, form: str) -> FileResponse:
    """A draft without names, as the paper would read today."""
    case = case_of(request, kind, pk)
    found = _asked(request, case, key)
    if _is_the_firm_s(request.user, case):
        raise Http404(_("没有出具的文书只给承办单位看。"))
    shown = masked if isinstance(case, Complaint) else hidden
    edition = Edition(_language(), timezone.localdate(), shown=shown)
    return _sent(MAKERS[form](found.key, case, edition), found, case, form)


@never_cache
@require_POST
@signed_in(*READERS)
def opened(request: HttpRequest, kind: str, pk: int, key: str) -> FileResponse:
    """A paper as it was issued, names and all: who opened it is on record."""
    case = case_of(request, kind, pk)
    found, form = _asked(request, case, key), _form(request)
    document = _issued(found, case, form)
    if document is None or not may_open(request.user, found, case):
        raise Http404(_("这份文书没有出具，或者您无权查看。"))
    content = actions.open_document(document, found, case, by=request.user)  # type: ignore[arg-type]
    return _sent(content, found, case, form)


def _form(request: HttpRequest) -> str:
    return "docx" if request.POST.get("form") == "docx" else "pdf"


def _asked(request: HttpRequest, case: Case, key: str) -> Kind:
    for kind in _shown(request.user, case):
        if kind.key == key:
            return kind
    raise Http404(_("本件现在没有这种文书，或者您无权查看。"))


def _sent(content: bytes, kind: Kind, case: Case, form: str) -> FileResponse:
    name = f"{kind.name}-{case.number}.{form}"
    return FileResponse(io.BytesIO(content), as_attachment=form == "docx", filename=name)


@never_cache
@require_POST
@signed_in(*OFFICERS)
def issue(request: HttpRequest, kind: str, pk: int, key: str) -> HttpResponse | FileResponse:
    """Issue one paper and enter it; one that says who told is printed and kept nowhere."""
    case = case_of(request, kind, pk)
    found, person = _asked(request, case, key), request.user
    try:
        if found.secret:
            form = _form(request)
            content = actions.print_secret(
                found.key,
                case,
                by=person,  # type: ignore[arg-type]
                form=form,
                language=_language(),
            )
            return _sent(content, found, case, form)
        _issue(request, found, case)
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("complaints_papers", kwargs={"kind": kind, "pk": pk}))


def _issue(request: HttpRequest, kind: Kind, case: Case) -> None:
    actions.issue_document(
        kind.key,
        case,
        by=request.user,  # type: ignore[arg-type]
        number=request.POST.get("number", "").strip(),
        language=_language(),
        filled={blank: request.POST.get(blank, "")[:300] for blank in kind.blanks},
    )
    messages.success(request, _("“%(kind)s”已出具并登记。") % {"kind": kind.name})


urlpatterns = [
    path("complaints/<str:kind>/<int:pk>/papers/", papers, name="complaints_papers"),
    *(
        path(
            f"complaints/<str:kind>/<int:pk>/papers/<slug:key>.{form}",
            paper,
            {"form": form},
            name=f"complaints_paper_{form}",
        )
        for form in MAKERS
    ),
    path("complaints/<str:kind>/<int:pk>/papers/<slug:key>/issue/", issue, name="complaints_issue"),
    path("complaints/<str:kind>/<int:pk>/papers/<slug:key>/open/", opened, name="complaints_open"),
]
