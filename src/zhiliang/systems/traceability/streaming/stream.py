"""One subscriber on a WebSocket: who it is, what it asks for, how far it has been served."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404
from django.utils import timezone

from zhiliang.core.policy import fetch, visible
from zhiliang.systems.traceability.interface.callers import Caller, caller_by_key, caller_of
from zhiliang.systems.traceability.interface.endpoint import negotiate
from zhiliang.systems.traceability.interface.formats import format_of, in_format
from zhiliang.systems.traceability.interface.pages import document, told
from zhiliang.systems.traceability.models import EpcisEvent, NamedQuery
from zhiliang.systems.traceability.notifying.controls import NAMES, Controls, controls_of_address
from zhiliang.systems.traceability.notifying.news import mark_before, news
from zhiliang.systems.traceability.notifying.schedule import next_after
from zhiliang.systems.traceability.querying.parameters import PAGING, unknown

_ADDRESS = re.compile(r"^/epcis/queries/([^/]+)/events$")


@dataclass(frozen=True)
class Batch:
    """A document to send, empty for nothing; the mark that it reaches; whether more waits."""

    text: str
    mark: int
    more: bool


@dataclass
class Stream:
    """A query under a subscriber's key. What was sent is not asked for again: at most once.

    Who lost the connection comes back with the `initialRecordTime` of the last event received.
    """

    authorization: str
    name: str
    controls: Controls
    epc_format: str
    mark: int
    organisation: int
    last: datetime = field(default_factory=timezone.now)

    def next_time(self) -> datetime | None:
        """When the schedule falls due next, after the last time."""
        return next_after(self.controls.schedule or {}, timezone.localtime(self.last))

    def batch(self) -> Batch:
        """What is new; Problem or Http404 once the key or the query is gone."""
        caller, query = self.still_allowed()
        rows = visible(caller.person, EpcisEvent)
        found = news(query, rows, after=self.mark, since=self.controls.begins)
        empty = not found.events and (self.controls.stream or not self.controls.report_if_empty)
        text = "" if empty else self._text(found.events)
        return Batch(text, found.mark, found.more)

    def still_allowed(self) -> tuple[Caller, NamedQuery]:
        """The caller and the query as they are now."""
        caller = caller_by_key(self.authorization)
        if caller is None:
            raise Http404
        return caller, fetch(caller.person, NamedQuery, name=self.name)

    def _text(self, events: list[EpcisEvent]) -> str:
        bodies = [in_format(told(event), self.epc_format) for event in events]
        return json.dumps(document(bodies, name=self.name), ensure_ascii=False)


def request_of(scope: Mapping[str, Any]) -> ASGIRequest:
    """The handshake as a request; keys alone open it, so that other sites gain nothing."""
    request = ASGIRequest({**scope, "type": "http", "method": "GET"}, BytesIO())
    request.user = AnonymousUser()
    return request


def opened(request: ASGIRequest) -> Stream:
    """The stream that a handshake asks for; raises Problem, Http404 or a ClerkError."""
    found = _ADDRESS.match(request.path)
    if found is None:
        raise Http404
    caller = caller_of(request)
    negotiate(request)
    query = fetch(caller.person, NamedQuery, name=found[1])
    for name in request.GET:
        if name not in (*NAMES, *PAGING):
            raise unknown(name)
    controls = controls_of_address(request.GET.dict())
    return Stream(
        request.headers["Authorization"],
        query.name,
        controls,
        format_of(request),
        mark_before(controls.begins),
        query.organisation_id,
    )
