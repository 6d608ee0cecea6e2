"""Events: one written at once, all of them queried (EPCIS 2.0, 12.3 and 12.7)."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _

from zhiliang.core.policy import visible
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.interface.callers import Caller
from zhiliang.systems.traceability.interface.endpoint import endpoint, respond
from zhiliang.systems.traceability.interface.pages import per_page, query_document, told
from zhiliang.systems.traceability.interface.problems import Problem
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.querying import Answer, answer, from_url
from zhiliang.systems.traceability.querying.names import Prefixes
from zhiliang.systems.traceability.views.capturing import content_of


def found(request: HttpRequest, caller: Caller, **fixed: str) -> Answer:
    """A page of the events that the caller may see and the address asks for."""
    values = {**request.GET.dict(), **fixed}
    prefixes = Prefixes.of_header(request.headers.get("GS1-Extensions", ""))
    return answer(
        from_url(values, prefixes),
        visible(caller.person, EpcisEvent),
        per_page=per_page(request.GET),
        token=request.GET.get("nextPageToken", ""),
    )


def events(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Events by SimpleEventQuery."""
    return query_document(request, found(request, caller))


def write(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Capture one event at once; 201 with its address."""
    assert caller.organisation
    job = actions.receive(
        content_of(request),
        by=caller.person,
        organisation=caller.organisation,
        media_type=request.headers.get("Content-Type", ""),
    )
    job = actions.process(job, by=caller.person)
    if not job.success:
        first = job.errors[0]
        name = first["type"].removeprefix("epcisException:")
        raise Problem(first["status"], name, first["title"], errors=job.errors)
    if not job.stored:
        raise Problem(409, "ResourceAlreadyExistsException", _("这个事件已经收过，没有重复保存。"))
    event = job.events.get()
    body = _single(event)
    address = request.build_absolute_uri(f"/epcis/events/{event.event_id}")
    return respond(body, status=201, Location=address)


def _single(event: EpcisEvent) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(event.body)
    return body | {"eventID": event.event_id, "recordTime": told(event)["recordTime"]}


def event(request: HttpRequest, caller: Caller, event_id: str) -> HttpResponse:
    """One event; where an error declaration takes it back, both."""
    rows = list(visible(caller.person, EpcisEvent).filter(event_id=_whole(request, event_id)))
    if not rows:
        raise Http404
    return query_document(request, Answer(sorted(rows, key=lambda row: row.declaration)))


def _whole(request: HttpRequest, event_id: str) -> str:
    """The id with its `?ver=…`, which a client may have left unescaped."""
    version = request.GET.get("ver")
    return f"{event_id}?ver={version}" if version and "?" not in event_id else event_id


urlpatterns = [
    path("epcis/events", endpoint(get=events, post=write), name="epcis_events"),
    re_path(r"^epcis/events/(?P<event_id>.+)$", endpoint(get=event), name="epcis_event"),
]
