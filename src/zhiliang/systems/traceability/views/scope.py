"""The lots of a scope and nothing else, whole, for supervision: by name and time."""

import json
from json.encoder import encode_basestring as quoted
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhiliang.core.feed import write_csv
from zhiliang.core.pages.guards import signed_in
from zhiliang.systems.traceability.exploring.asking import Question, asked_of, question_of
from zhiliang.systems.traceability.exploring.reaching import Reached, lots_of, reached
from zhiliang.systems.traceability.exploring.reading import MOST_ROOTS, is_cut
from zhiliang.systems.traceability.exploring.redaction import sees_all
from zhiliang.systems.traceability.pages.choices import READERS
from zhiliang.systems.traceability.scanning.codes import BadCode

ALLOWED = {"direction": ("forward", "backward"), "format": ("json", "csv")}


@require_safe
@signed_in(*READERS)
def scope_list(request: HttpRequest) -> HttpResponse:
    """Every lot of a scope as JSON or CSV; a problem (RFC 9457) says why not."""
    if not sees_all(request.user):
        return _refused(request)
    try:
        question = _question(request)
    except BadCode as refused:
        return _problem(400, refused.words, detail=refused.detail)
    found = reached(question)
    if found is None:
        return _problem(404, _("没有这个码的记录。请核对号码。"))
    return _csv(found) if request.GET.get("format") == "csv" else _json(found)


def _question(request: HttpRequest) -> Question:
    for name, known in ALLOWED.items():
        if (given := request.GET.get(name, known[0])) not in known:
            told = {"name": name, "given": given[:40], "known": ", ".join(known)}
            raise BadCode(_("%(name)s 不能是“%(given)s”，只能是：%(known)s。") % told)
    question = question_of(request.GET)
    if question is None:
        raise BadCode(_("请给出要追溯的码：?code=…。"))
    if is_cut(question.root):
        words = _("这种产品有记录的超过 %(most)s 批（件），一次追不完。请写明批号。")
        raise BadCode(words % {"most": MOST_ROOTS})
    return question


def _json(found: Reached) -> HttpResponse:
    head = {
        "code": found.question.root,
        "direction": found.question.direction,
        "as_of": found.as_of.isoformat(),
        "algorithm": found.algorithm,
        "count": len(found),
    }
    # lot by lot as text: a mapping for each would take longer than the whole walk
    lots = ",\n".join(_line(name, at) for name, at in lots_of(found))
    body = f'{json.dumps(head)[:-1]}, "lots": [\n{lots}\n]}}'
    return HttpResponse(body, content_type="application/json")


def _line(name: str, at: str | None) -> str:
    moment = "null" if at is None else f'"{at}"'
    return f'{{"id": {quoted(name)}, "at": {moment}}}'


def _csv(found: Reached) -> HttpResponse:
    content = write_csv(("id", "at"), lots_of(found))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="trace-scope.csv"'
    return response


def _refused(request: HttpRequest) -> HttpResponse:
    """The explorer answers the same question with what the reader may see of it."""
    words = _(
        "完整批次清单只给全省监管人员：清单不遮蔽其他单位。请用“追溯查询”，它显示您能看的部分。"
    )
    explorer = reverse("trace_explorer")
    if asked := asked_of(request.GET):
        explorer += "?" + urlencode(asked)
    return _problem(403, words, explorer=explorer)


def _problem(status: int, title: str, **more: Any) -> JsonResponse:
    return JsonResponse(
        {"title": title, "status": status, **{name: told for name, told in more.items() if told}},
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


urlpatterns = [path("traceability/scope/", scope_list, name="trace_scope_list")]
