"""Where the office evaluates: versions, documents, open objections, queued work."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from zhiliang.core.models import Document
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import policy_of, visible
from zhiliang.core.roles import Role
from zhiliang.evaluation.models import Evaluation, Objection
from zhiliang.evaluation.scheme import years
from zhiliang.systems.coordination.answers import open_task_count
from zhiliang.web.reading import Reading, subjects_of
from zhiliang.web.work import evaluate_year, publish_documents

WORK: dict[str, Task[Any, Any]] = {"evaluate": evaluate_year, "publish": publish_documents}
SHOWN = 10


@signed_in(Role.OFFICE, Role.PROVINCIAL_OFFICER)
def workspace(request: HttpRequest) -> HttpResponse:
    """The years with what may be done about them; POST queues the work."""
    if request.method == "POST":
        return _queue(request)
    reading = Reading(request.user)
    policy = policy_of(Evaluation)
    open_objections = visible(request.user, Objection).filter(state="raised")
    context = {
        "heading": _("评价工作台：已评价%(years)s个年度，待答复异议%(open)s件")
        % {"years": len(reading.years), "open": open_objections.count()},
        "crumbs": [Crumb(_("评价工作台"))],
        "versions": [_version(reading, year) for year in reading.years],
        "may_evaluate": policy.may(request.user, "evaluate"),
        "may_publish": policy.may(request.user, "publish"),
        "objections": open_objections,
        "tasks_open": open_task_count(),
        "documents": visible(request.user, Document).filter(subject="")[:SHOWN],
        "queued": _queued(),
    }
    return render(request, "workspace.html", context)


def _queue(request: HttpRequest) -> HttpResponse:
    verb, year = request.POST.get("verb", ""), request.POST.get("year", "")
    if verb not in WORK or not policy_of(Evaluation).may(request.user, verb):
        raise PermissionDenied(_("只有领导小组办公室可以评价和印发。"))
    if year not in map(str, years()):
        messages.error(request, _("没有%(year)s年度的评价方案。") % {"year": year})
        return redirect("workspace")
    WORK[verb].enqueue(int(year), request.user.pk)
    messages.success(request, _("已排队，由任务进程办理；刷新本页可以看到结果。"))
    return redirect("workspace")


def _queued() -> list[dict[str, Any]]:
    ours = DBTaskResult.objects.filter(task_path__startswith="zhiliang.web.work.")
    names = {"evaluate_year": _("评价"), "publish_documents": _("生成公文")}
    return [
        {
            "name": names.get(item.task_path.rpartition(".")[2], item.task_path),
            "year": item.args_kwargs["args"][0],
            "status": item.status,
            "at": item.enqueued_at,
            "result": item.return_value or item.exception_class_path.rpartition(".")[2],
        }
        for item in ours.order_by("-enqueued_at")[:SHOWN]
    ]


def _version(reading: Reading, year: int) -> dict[str, Any]:
    results = reading.results(year) or {"subjects": [], "targets": []}
    cities = subjects_of(results, "city")
    return {
        "year": year,
        "found": reading.evaluation(year),
        "grades": dict(sorted(Counter(city["grade"] or "" for city in cities).items())),
        "vetoes": sum(bool(city.get("vetoes")) for city in cities),
        "sample": any(city["sample"] for city in cities),
    }
