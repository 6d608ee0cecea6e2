"""Issued documents: the list and the files."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiliang.core.models import Document
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, visible

SHOWN_IN_PLACE = {".pdf"}


@by_policy
def documents(request: HttpRequest) -> HttpResponse:
    """Documents by year."""
    rows = visible(request.user, Document)
    asked = request.GET.get("year", "")
    years = sorted(set(rows.values_list("year", flat=True).order_by()), reverse=True)
    year = next((year for year in years if str(year) == asked), None)
    if year:
        rows = rows.filter(year=year)
    context = {
        "heading": _("已生成的公文和白皮书%(count)s份") % {"count": rows.count()},
        "lead": _("每份公文都登记文号和摘要（SHA-256），下载后可以核对是否被改动。"),
        "crumbs": [Crumb(_("公文与白皮书"))],
        "documents": rows,
        "years": years,
        "year": year,
    }
    return render(request, "documents.html", context)


@by_policy
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a document."""
    found = fetch(request.user, Document, pk=pk)
    root = Path(settings.VAR) / "documents"
    path = (root / found.path).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        raise Http404(_("公文已登记，但文件不在服务器上。请联系领导小组办公室。"))
    away = path.suffix not in SHOWN_IN_PLACE
    return FileResponse(path.open("rb"), as_attachment=away, filename=path.name)
