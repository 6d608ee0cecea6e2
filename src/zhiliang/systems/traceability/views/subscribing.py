"""Named queries, their events and their subscriptions (EPCIS 2.0, 12.7)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from zhiliang.core.policy import fetch, visible
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.feeds.texts import has_only_texts
from zhiliang.systems.traceability.interface.callers import Caller
from zhiliang.systems.traceability.interface.endpoint import endpoint, key_of, respond
from zhiliang.systems.traceability.interface.formats import format_of
from zhiliang.systems.traceability.interface.pages import (
    linked,
    listed,
    per_page,
    query_document,
)
from zhiliang.systems.traceability.interface.problems import TELLS_WHERE, Problem
from zhiliang.systems.traceability.models import EpcisEvent, NamedQuery, Subscription
from zhiliang.systems.traceability.notifying.controls import controls_of_json
from zhiliang.systems.traceability.querying import answer, from_json
from zhiliang.systems.traceability.views.capturing import content_of


def _body(request: HttpRequest) -> dict[str, Any]:
    kind = request.headers.get("Content-Type", "").split(";")[0].strip()
    if kind not in ("application/json", "application/ld+json"):
        raise Problem(415, "UnsupportedMediaTypeException", _("请以 application/json 发送。"))
    content = content_of(request)
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict) or not has_only_texts(content, body):
        raise Problem(400, "ValidationException", _("内容须是一个 JSON 对象。"))
    return body


def queries(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The caller's named queries."""
    page, token = listed(request, visible(caller.person, NamedQuery))
    return linked(respond([_definition(one) for one in page]), request, token)


def _definition(query: NamedQuery) -> dict[str, Any]:
    return {"name": query.name, "query": query.query}


def create(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Keep a query under a name."""
    body = _body(request)
    name, query = body.get("name"), body.get("query")
    if not isinstance(name, str) or not name or "/" in name or not isinstance(query, dict):
        raise Problem(
            400, "ValidationException", _("须写明 name（不含斜线的文字）和 query（对象）。")
        )
    assert caller.organisation
    try:
        kept = actions.create_query(name, query, by=caller.person, organisation=caller.organisation)
    except actions.Exists as taken:
        raise Problem(409, "ResourceAlreadyExistsException", str(taken)) from taken
    address = request.build_absolute_uri(f"/epcis/queries/{kept.name}")
    return respond(_definition(kept), status=201, Location=address)


def query(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """One definition."""
    return respond(_definition(fetch(caller.person, NamedQuery, name=name)))


def delete(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """Take it away with its subscriptions."""
    actions.delete_query(fetch(caller.person, NamedQuery, name=name), by=caller.person)
    return HttpResponse(status=204)


def events(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """The events that a named query finds."""
    if request.headers.get("Upgrade", "").lower() == "websocket":
        raise Problem(426, "ImplementationException", TELLS_WHERE)
    kept = fetch(caller.person, NamedQuery, name=name)
    page = answer(
        from_json(kept.query),
        visible(caller.person, EpcisEvent),
        per_page=per_page(request.GET),
        token=request.GET.get("nextPageToken", ""),
    )
    return query_document(request, page, name=kept.name)


def subscriptions(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """Who is subscribed to a query."""
    kept = fetch(caller.person, NamedQuery, name=name)
    page, token = listed(request, visible(caller.person, Subscription).filter(query=kept))
    return linked(respond([_told(one) for one in page]), request, token)


def subscribe(request: HttpRequest, caller: Caller, name: str) -> HttpResponse:
    """Subscribe an address to a query."""
    kept = fetch(caller.person, NamedQuery, name=name)
    body = _body(request)
    made = actions.subscribe(
        kept,
        by=caller.person,
        dest=str(body.get("dest") or ""),
        controls=controls_of_json(body),
        signature_token=str(body.get("signatureToken") or body.get("secret") or ""),
        epc_format=format_of(request),
    )
    address = request.build_absolute_uri(f"/epcis/queries/{kept.name}/subscriptions/{made.key}")
    return respond(_told(made), status=201, Location=address)


def _told(one: Subscription) -> dict[str, Any]:
    """What may be told of a subscription; its secret never."""
    told: dict[str, Any] = {
        "subscriptionID": str(one.key),
        "dest": one.dest,
        "createdAt": one.created_at.isoformat(timespec="milliseconds"),
        "reportIfEmpty": one.report_if_empty,
        "epcFormat": one.epc_format,
    }
    if one.initial_record_time:
        told["initialRecordTime"] = one.initial_record_time.isoformat(timespec="milliseconds")
    least = one.last_run_at or one.initial_record_time or one.created_at
    told["minRecordTime"] = least.isoformat(timespec="milliseconds")
    told |= {"stream": True} if one.stream else {"schedule": one.schedule}
    if one.last_success_at:
        told["lastNotifiedAt"] = one.last_success_at.isoformat(timespec="milliseconds")
    return told


def _one(caller: Caller, name: str, key: str) -> Subscription:
    found: Subscription = fetch(caller.person, Subscription, key=key_of(key), query__name=name)
    return found


def subscription(request: HttpRequest, caller: Caller, name: str, key: str) -> HttpResponse:
    """One subscription."""
    told = _told(_one(caller, name, key))
    return respond(told, GS1_Query_Min_Record_Time=told["minRecordTime"])


def unsubscribe(request: HttpRequest, caller: Caller, name: str, key: str) -> HttpResponse:
    """End it."""
    actions.unsubscribe(_one(caller, name, key), by=caller.person)
    return HttpResponse(status=204)


_QUERY = "epcis/queries/<str:name>"
urlpatterns = [
    path("epcis/queries", endpoint(get=queries, post=create), name="epcis_queries"),
    path(_QUERY, endpoint(get=query, delete=delete), name="epcis_query"),
    path(f"{_QUERY}/events", endpoint(get=events), name="epcis_query_events"),
    path(
        f"{_QUERY}/subscriptions",
        endpoint(get=subscriptions, post=subscribe),
        name="epcis_subscriptions",
    ),
    path(
        f"{_QUERY}/subscriptions/<str:key>",
        endpoint(get=subscription, delete=unsubscribe),
        name="epcis_subscription",
    ),
]
