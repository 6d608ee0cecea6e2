"""Files that were handed in with an exceedance, for who may see the case."""

import io

from django.http import FileResponse, Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext as _

from zhiliang.core.evidence import read_held_file
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.policy import fetch
from zhiliang.systems.environment.models import Exceedance
from zhiliang.systems.environment.pages.outlets import PARTIES


@signed_in(*PARTIES)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """One file of a case."""
    case = fetch(request.user, Exceedance, pk=pk)
    held = case.evidence.filter(sha256=sha256).first()
    if held is None:
        raise Http404(_("没有这份证明材料。"))
    return FileResponse(io.BytesIO(read_held_file(held)), as_attachment=True, filename=held.name)


urlpatterns = [
    path(
        "environment/exceedances/<int:pk>/evidence/<slug:sha256>/",
        evidence,
        name="exceedance_evidence",
    )
]
