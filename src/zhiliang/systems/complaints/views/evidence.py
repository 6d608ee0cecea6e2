"""The files that came with a submission, for the office that handles it."""

import io

from django.http import FileResponse, Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext as _

from zhiliang.core.evidence import read_held_file
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.policy import fetch
from zhiliang.systems.complaints.flow.parties import OFFICES
from zhiliang.systems.complaints.models import Submission


@signed_in(*OFFICES)
def evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """One file, never shown as a page of ours."""
    submission = fetch(request.user, Submission, pk=pk)
    held = submission.photos.filter(sha256=sha256).first()
    if held is None:
        raise Http404(_("没有这个文件。"))
    content = io.BytesIO(read_held_file(held))
    return FileResponse(content, as_attachment=True, filename=held.name)


urlpatterns = [
    path(
        "complaints/submissions/<int:pk>/files/<str:sha256>/",
        evidence,
        name="complaints_evidence",
    )
]
