"""Answers in pages: how many, from which token, and where the next one is."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhiliang.systems.traceability.interface.endpoint import respond
from zhiliang.systems.traceability.interface.formats import format_of, in_format
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.querying.answering import (
    LASTING,
    MOST,
    USUAL,
    Answer,
    place_of,
    token_for,
)
from zhiliang.systems.traceability.querying.parameters import unfit

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


def per_page(values: Mapping[str, str]) -> int:
    """How many a page holds: 30 unless asked otherwise, at most 1,000."""
    text = values.get("perPage", "")
    if not text:
        return USUAL
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) == 0:
        raise unfit("perPage", text)
    return min(int(text), MOST)


def linked(answer: HttpResponse, request: HttpRequest, token: str) -> HttpResponse:
    """The answer with the address of the next page; unchanged on the last."""
    if token:
        values = {**request.GET.dict(), "nextPageToken": token}
        address = request.build_absolute_uri(f"{request.path}?{urlencode(values)}")
        answer.headers["Link"] = f'<{address}>; rel="next"'
        expires = timezone.now() + timedelta(seconds=LASTING)
        answer.headers["GS1-Next-Page-Token-Expires"] = expires.isoformat(timespec="seconds")
    return answer


def listed(request: HttpRequest, rows: Any) -> tuple[list[Any], str]:
    """One page of rows, and the token of the next."""
    token = request.GET.get("nextPageToken", "")
    start, size = place_of(token).offset if token else 0, per_page(request.GET)
    page = list(rows[start : start + size + 1])
    return page[:size], token_for(start + size) if len(page) > size else ""


def collection(request: HttpRequest, rows: Any) -> HttpResponse:
    """A page of names."""
    names, token = listed(request, rows)
    body = {"@context": CONTEXT, "type": "Collection", "member": names}
    return linked(respond(body), request, token)


def query_document(
    request: HttpRequest, found: Answer, *, name: str = "SimpleEventQuery"
) -> HttpResponse:
    """A page of events as an EPCISQueryDocument."""
    wanted = format_of(request)
    events = [in_format(told(event), wanted) for event in found.events]
    body = document(events, name=name)
    return linked(respond(body), request, found.next_token)


def document(events: list[dict[str, Any]], *, name: str, subscription: str = "") -> dict[str, Any]:
    """Events as an EPCISQueryDocument; each keeps the prefixes that it was captured with."""
    results: dict[str, Any] = {"queryName": name, "resultsBody": {"eventList": events}}
    if subscription:
        results["subscriptionID"] = subscription
    return {
        "@context": [CONTEXT],
        "type": "EPCISQueryDocument",
        "schemaVersion": "2.0",
        "creationDate": timezone.now().isoformat(timespec="milliseconds"),
        "epcisBody": {"queryResults": results},
    }


def told(event: EpcisEvent) -> dict[str, Any]:
    """The event as it was captured, with its id and when it was recorded."""
    body: dict[str, Any] = json.loads(event.body)
    body["eventID"] = event.event_id
    body["recordTime"] = event.record_time.isoformat(timespec="milliseconds")
    context = [one for one in _contexts(body.pop("@context", None)) if one != CONTEXT]
    return body | ({"@context": context} if context else {})


def _contexts(context: Any) -> list[Any]:
    if context is None:
        return []
    held = context if isinstance(context, list) else [context]
    return [one for one in held if not isinstance(one, str)]
