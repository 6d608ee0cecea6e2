"""Capture of documents, and what became of each (EPCIS 2.0, 12.6)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from zhiliang.core.policy import fetch, visible
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.interface.callers import Caller
from zhiliang.systems.traceability.interface.endpoint import endpoint, key_of, respond
from zhiliang.systems.traceability.interface.pages import linked, listed
from zhiliang.systems.traceability.interface.problems import Problem
from zhiliang.systems.traceability.models import CaptureJob
from zhiliang.systems.traceability.work import take_in

AT_ONCE = 1000
"""Events that are taken in while the sender waits; more are left to the worker."""


def content_of(request: HttpRequest) -> bytes:
    """The body, whole or not at all: Problem for one that is too long or was cut off."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    if announced > settings.LARGEST_BODY:
        raise Problem(413, "CaptureLimitExceededException", _("文档太大，请分成几份报送。"))
    content = request.read()
    if announced and len(content) < announced:
        raise Problem(400, "ValidationException", _("传送中断，没有收完；什么也没有收下。"))
    return content


def capture(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Take a document; 202 with the address of the job that tells what became of it."""
    assert caller.organisation
    job = actions.receive(
        content_of(request),
        by=caller.person,
        organisation=caller.organisation,
        media_type=request.headers.get("Content-Type", ""),
        behaviour=_behaviour(request),
    )
    if job.received <= AT_ONCE:
        actions.process(job, by=caller.person)
    else:
        take_in.enqueue(job.pk)
    answer = HttpResponse(status=202)
    answer.headers["Location"] = request.build_absolute_uri(f"/epcis/capture/{job.key}")
    return answer


def _behaviour(request: HttpRequest) -> str:
    wanted = request.headers.get("GS1-Capture-Error-Behaviour", CaptureJob.Behaviour.ROLLBACK)
    if wanted not in CaptureJob.Behaviour.values:
        raise Problem(
            400,
            "ValidationException",
            _("GS1-Capture-Error-Behaviour 只能是 rollback 或者 proceed。"),
        )
    return wanted


def jobs(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The caller's jobs, newest first."""
    page, token = listed(request, visible(caller.person, CaptureJob))
    return linked(respond([_told(job) for job in page]), request, token)


def job(request: HttpRequest, caller: Caller, key: str) -> HttpResponse:
    """One job."""
    return respond(_told(fetch(caller.person, CaptureJob, key=key_of(key))))


def _told(job: CaptureJob) -> dict[str, Any]:
    told = {
        "captureID": str(job.key),
        "running": job.running,
        "success": job.success,
        "captureErrorBehaviour": job.behaviour,
        "createdAt": job.created_at.isoformat(timespec="milliseconds"),
        "errors": job.errors,
    }
    if job.finished_at:
        told["finishedAt"] = job.finished_at.isoformat(timespec="milliseconds")
    return told


urlpatterns = [
    path("epcis/capture", endpoint(get=jobs, post=capture), name="epcis_capture"),
    path("epcis/capture/<str:key>", endpoint(get=job), name="epcis_job"),
]
