"""The receipt: the number, the code that opens the status, and what happens when."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.qr import qr_code
from zhiliang.systems.complaints.clocks import Owed, owed_of
from zhiliang.systems.complaints.models import Case, Complaint, Submission
from zhiliang.systems.complaints.views.kept import MINUTES, kept, private


@dataclass(frozen=True)
class Promise:
    """A step with the day by which it is done, and the article that sets it."""

    words: str
    day: date | None
    law: str
    provisional: bool


@require_safe
@public
def receipt(request: HttpRequest) -> HttpResponseBase:
    """The receipt of what this browser sent; after half an hour the status page."""
    found = kept(request)
    if found is None:
        return redirect("complaint_status")
    submission, code = found
    context = {
        "heading": _("已收到：%(number)s") % {"number": submission.number},
        "lead": _("请截屏、打印或者抄下编号和查询码：以后查进展、评价都要用，丢了不能补发。"),
        "crumbs": [Crumb(_("投诉举报"), reverse("complaint_new")), Crumb(_("回执"))],
        "submission": submission,
        "code": spaced(code),
        "qr": qr_code(_address(request, submission, code)),
        "cases": [(case, promises_of(case)) for case in cases_of(submission)],
        "minutes": MINUTES,
    }
    return private(render(request, "complaints/receipt.html", context))


def cases_of(submission: Submission) -> list[Case]:
    """The complaint and the tip-off that were made of it; what officers found is not theirs."""
    complaints = Complaint.objects.filter(submission=submission)
    return [*complaints, *submission.tip_offs.filter(clue_of=None)]


def promises_of(case: Case) -> list[Promise]:
    """What is owed now, each step by its last day."""
    return [_promise(one) for one in owed_of(case) if one.done_on is None and one.key != "dispute"]


def _promise(owed: Owed) -> Promise:
    return Promise(owed.words, owed.last_day, _law(owed), owed.provisional)


def _law(owed: Owed) -> str:
    """The order with the article that sets the time; the table has articles as bare numbers."""
    found = re.match(r"\d+", owed.rule.article) if owed.rule else None
    article = _("第%(number)s条") % {"number": found[0]} if found else ""
    return f"{owed.regime.law} {article}".strip()


def spaced(code: str) -> str:
    """A code in groups of four, as it is read aloud."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _address(request: HttpRequest, submission: Submission, code: str) -> str:
    """The status page with both filled in: it is the citizen's own paper."""
    query = urlencode({"number": submission.number, "code": code})
    return request.build_absolute_uri(f"{reverse('complaint_status')}?{query}")


urlpatterns = [path("complaints/receipt/", receipt, name="complaint_receipt")]
