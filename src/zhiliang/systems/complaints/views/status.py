"""What became of it: opened with the receipt's number and code, rated once it ended."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhiliang.core.errors import ClerkError
from zhiliang.core.issued import read_document
from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Crumb
from zhiliang.systems.complaints.actions import Flooded, open_receipt, rate
from zhiliang.systems.complaints.keys import plain_code
from zhiliang.systems.complaints.models import Complaint, Submission, regime_on
from zhiliang.systems.complaints.views.forms import StatusForm
from zhiliang.systems.complaints.views.kept import forget, keep, kept, private
from zhiliang.systems.complaints.views.progress import Progress, progress_of
from zhiliang.systems.complaints.views.receipt import cases_of
from zhiliang.systems.complaints.views.sender import sender_of

STARS = range(5, 0, -1)
LONGEST_NOTE = 1000


@require_http_methods(["GET", "HEAD", "POST"])
@public
def status(request: HttpRequest) -> HttpResponseBase:
    """Ask for number and code."""
    if request.method != "POST":
        given = {name: request.GET.get(name, "")[:40] for name in ("number", "code")}
        return _ask(request, StatusForm(initial=given))
    # what no database keeps is as wrong as anything else
    given = {name: request.POST.get(name, "").replace("\x00", "") for name in ("number", "code")}
    form = StatusForm(given)
    if not form.is_valid():
        return _ask(request, form, status=422)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    try:
        found = open_receipt(number=number, code=code, sender=sender_of(request))
    except Flooded as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, form, status=429)
    if found is None:
        form.add_error(
            None,
            _("没有查到：编号或者查询码不对。请对照回执再输一遍；回执丢了的，可以拨打 12315。"),
        )
        return _ask(request, form, status=422)
    answer = redirect("complaint_case")
    keep(answer, found.number, plain_code(code))
    return answer


def _ask(request: HttpRequest, form: StatusForm, *, status: int = 200) -> HttpResponseBase:
    context = {
        "heading": _("查询投诉举报进展"),
        "lead": _("输入回执上的受理编号和查询码。"),
        "crumbs": [Crumb(_("投诉举报"), reverse("complaint_new")), Crumb(_("查询进展"))],
        "form": form,
        "kept": kept(request),
    }
    return private(render(request, "complaints/status.html", context, status=status))


@require_safe
@public
def case(request: HttpRequest) -> HttpResponseBase:
    """What was done, what comes next, and by which order."""
    found = kept(request)
    return _shown(request, found[0]) if found else redirect("complaint_status")


def _shown(request: HttpRequest, submission: Submission, fault: str = "") -> HttpResponseBase:
    shown = [progress_of(one) for one in cases_of(submission)]
    today = timezone.localdate()
    context = {
        "heading": _heading(submission, shown),
        "lead": submission.title,
        "crumbs": [
            Crumb(_("投诉举报"), reverse("complaint_new")),
            Crumb(_("查询进展"), reverse("complaint_status")),
            Crumb(submission.number),
        ],
        "submission": submission,
        "shown": shown,
        "regime": regime_on(today),
        "today": today,
        "stars": STARS,
        "fault": fault,
        "sample": submission.sample,
    }
    status = 422 if fault else 200
    return private(render(request, "complaints/case.html", context, status=status))


def _heading(submission: Submission, shown: list[Progress]) -> str:
    words = _("%(kind)s%(state)s")
    told = _("，").join(words % {"kind": one.kind, "state": one.state} for one in shown)
    return _("%(number)s：%(told)s") % {"number": submission.number, "told": told}


@require_POST
@public
def rating(request: HttpRequest) -> HttpResponseBase:
    """One to five, once."""
    found = kept(request)
    if found is None:
        return redirect("complaint_status")
    submission, rated = found[0], Complaint.objects.filter(submission=found[0]).first()
    if rated is None:
        return redirect("complaint_case")
    stars = request.POST.get("satisfaction", "")
    if stars not in {str(one) for one in STARS}:
        return _shown(request, submission, _("请选择 1 至 5 分。"))
    text = request.POST.get("text", "").replace("\x00", "").strip()
    if len(text) > LONGEST_NOTE:
        most = {"most": LONGEST_NOTE}
        return _shown(request, submission, _("意见最多 %(most)s 字。") % most)
    try:
        rate(rated, satisfaction=int(stars), text=text)
    except ValidationError as fault:
        return _shown(request, submission, " ".join(fault.messages))
    except ClerkError as refusal:
        return _shown(request, submission, str(refusal))
    messages.success(request, _("谢谢您的评价。"))
    return redirect("complaint_case")


@require_safe
@public
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A paper that was issued to whoever holds the receipt."""
    found = kept(request)
    cases = cases_of(found[0]) if found else []
    papers: dict[int, Any] = {
        one.pk: one for shown in map(progress_of, cases) for one in shown.papers
    }
    if pk not in papers:
        raise Http404(_("没有这份文书；请先用编号和查询码打开进展。"))
    content = io.BytesIO(read_document(papers[pk]))
    return private(FileResponse(content, filename=f"{papers[pk].title}.pdf"))


@require_POST
@public
def leave(request: HttpRequest) -> HttpResponseBase:
    """Forget the receipt on this device."""
    answer = redirect("complaint_status")
    forget(answer)
    return answer


urlpatterns = [
    path("complaints/status/", status, name="complaint_status"),
    path("complaints/status/case/", case, name="complaint_case"),
    path("complaints/status/rating/", rating, name="complaint_rating"),
    path("complaints/status/papers/<int:pk>/", paper, name="complaint_paper"),
    path("complaints/status/leave/", leave, name="complaint_leave"),
]
