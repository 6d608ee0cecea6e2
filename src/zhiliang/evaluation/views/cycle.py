"""Pages of the cycle that are more than a list or a case: evidence, review desk, comparisons."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.evidence import read_held_file
from zhiliang.core.models import HeldFile
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, visible
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions
from zhiliang.evaluation.models import Case, Drawing, Review, SelfMark

REVIEWERS = (Role.OFFICE, Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER)


@signed_in()
def case_evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that a subject attached to its self-evaluation, or that was brought from a check."""
    case = fetch(request.user, Case, pk=pk)
    marked = HeldFile.objects.filter(pk__in=case.marks.values("evidence"), sha256=sha256)
    checked = HeldFile.objects.filter(pk__in=case.checks.values("evidence"), sha256=sha256)
    return _sent(marked.first() or checked.first())


@signed_in(*REVIEWERS)
def review_evidence(request: HttpRequest, pk: int, sha256: str) -> FileResponse:
    """A file that belongs to the one item under review."""
    review = fetch(request.user, Review, pk=pk)
    marks = SelfMark.objects.filter(case=review.case_id, item=review.item)
    return _sent(HeldFile.objects.filter(pk__in=marks.values("evidence"), sha256=sha256).first())


def _sent(held: HeldFile | None) -> FileResponse:
    if held is None:
        raise Http404(_("没有这份证明材料。"))
    content = io.BytesIO(read_held_file(held))
    return FileResponse(content, as_attachment=True, filename=held.name)


@signed_in(*REVIEWERS)
def review_desk(request: HttpRequest) -> HttpResponse:
    """What one has to judge, case by case; POST confirms the rest of a case as computed."""
    if request.method == "POST":
        return _confirm_rest(request)
    desks = _desks(request.user)
    waiting = sum(desk["open"] for desk in desks)
    context = {
        "heading": _("我的评审：待评 %(count)s 项") % {"count": waiting},
        "lead": _("逐项打开评分；与系统计算一致的，可以一并确认。"),
        "crumbs": [Crumb(_("文审"), reverse("reviews-list")), Crumb(_("我的评审"))],
        "desks": desks,
    }
    return render(request, "evaluation/review_desk.html", context)


def _desks(person: Any) -> list[dict[str, Any]]:
    rows = Review.objects.filter(reviewer=person).select_related(
        "case__cycle", "case__place", "case__department"
    )
    desks: dict[int, dict[str, Any]] = {}
    for review in rows:
        desk = desks.setdefault(review.case_id, {"case": review.case, "open": 0, "done": 0})
        waits = review.points_e6 is None and review.case.state == "reviewing"
        desk["open" if waits else "done"] += 1
    return list(desks.values())


def _confirm_rest(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("case", "")
    review = visible(request.user, Review).filter(
        reviewer=request.user, case=asked if asked.isdecimal() and len(asked) < 18 else 0
    )
    first = review.select_related("case").first()
    if first is None:
        raise Http404(_("没有这个案卷，或者没有分派给您。"))
    try:
        done = actions.confirm_computed(first.case, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("已确认 %(count)s 项。") % {"count": len(done)})
    except ClerkError as refusal:
        messages.error(request, str(refusal))
    return redirect("review_desk")


@by_policy
def draw_record(request: HttpRequest, pk: int) -> JsonResponse:
    """All that repeats a draw: pool, numbers, seeds and the result that was kept."""
    drawing = fetch(request.user, Drawing, pk=pk)
    names = ("sources", "pool", "pool_digest", "items", "records", "seeds", "result")
    told = {"year": drawing.cycle.year, **{name: getattr(drawing, name) for name in names}}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="draw-{drawing.pk}.json"'
    return response
