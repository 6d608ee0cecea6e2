"""A sample's file, for who may see it: sheet, photographs, tests, receipts, objections."""

import io
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from zhiliang.core.evidence import read_held_file
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, visible
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Photo,
    Rectification,
    SamplingCase,
    SamplingSheet,
    Testing,
)
from zhiliang.systems.sampling.pages.choices import PARTIES


@signed_in(*PARTIES)
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a case: a part of its page, and a page of its own."""
    case = fetch(request.user, SamplingCase, pk=pk)
    context = {
        "heading": _("%(case)s：案卷") % {"case": case},
        "crumbs": [
            Crumb(_("监督抽查案"), reverse("sampling/cases-list")),
            Crumb(case.number, page_of("sampling/cases").case_url(case)),
            Crumb(_("案卷")),
        ],
        "case": case,
        **papers_of(request.user, case),
    }
    part = request.headers.get("HX-Request") == "true"
    template = "sampling/papers_part.html" if part else "sampling/papers.html"
    return render(request, template, context)


def papers_of(person: Any, case: SamplingCase) -> dict[str, Any]:
    """Everything of a case that a person may see."""
    tests = visible(person, Testing).filter(case=case).select_related("laboratory", "report")
    return {
        "sheet": visible(person, SamplingSheet).filter(case=case).first(),
        "photos": visible(person, Photo).filter(case=case).select_related("file"),
        "testings": tests.prefetch_related("results__item"),
        "receipts": visible(person, DeliveryReceipt).filter(case=case),
        "objections": visible(person, Objection).filter(case=case).select_related("organisation"),
        "owed": visible(person, Rectification).filter(case=case).first(),
    }


@signed_in(*PARTIES)
def photo(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """One photograph of a case."""
    case = fetch(request.user, SamplingCase, pk=pk)
    shown = visible(request.user, Photo).filter(case=case, file__sha256=sha256).first()
    if shown is None:
        raise Http404(_("没有这张照片。"))
    return FileResponse(io.BytesIO(read_held_file(shown.file)), filename=shown.file.name)


@signed_in(*PARTIES)
def report(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A test report of a case."""
    case = fetch(request.user, SamplingCase, pk=pk)
    tests = visible(request.user, Testing).filter(case=case, report__sha256=sha256)
    test = tests.first()
    if test is None or test.report is None:
        raise Http404(_("没有这份检验报告。"))
    content = io.BytesIO(read_held_file(test.report))
    return FileResponse(content, as_attachment=True, filename=test.report.name)


@signed_in(*PARTIES)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that came with an objection or a correction of a case."""
    case = fetch(request.user, SamplingCase, pk=pk)
    found = papers_of(request.user, case)
    files = [file for one in found["objections"] for file in one.evidence.filter(sha256=sha256)]
    if found["owed"]:
        files += found["owed"].evidence.filter(sha256=sha256)
    if not files:
        raise Http404(_("没有这份证明材料。"))
    content = io.BytesIO(read_held_file(files[0]))
    return FileResponse(content, as_attachment=True, filename=files[0].name)


urlpatterns = [
    path("sampling/cases/<int:pk>/papers/", papers, name="sampling_papers"),
    path("sampling/cases/<int:pk>/photos/<slug:sha256>/", photo, name="sampling_photo"),
    path("sampling/cases/<int:pk>/reports/<slug:sha256>/", report, name="sampling_report"),
    path("sampling/cases/<int:pk>/evidence/<slug:sha256>/", evidence, name="sampling_evidence"),
]
