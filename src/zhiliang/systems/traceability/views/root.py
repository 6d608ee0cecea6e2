"""Where the interface begins, and page tokens given back."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from zhiliang.systems.traceability.actions import revoke_token
from zhiliang.systems.traceability.interface.callers import Caller
from zhiliang.systems.traceability.interface.endpoint import endpoint, respond
from zhiliang.systems.traceability.interface.pages import CONTEXT
from zhiliang.systems.traceability.querying.answering import place_of

RESOURCES = (
    "capture",
    "events",
    "eventTypes",
    "epcs",
    "bizSteps",
    "bizLocations",
    "readPoints",
    "dispositions",
    "queries",
)


def resources(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The top-level resources."""
    return respond({"@context": CONTEXT, "type": "Collection", "member": list(RESOURCES)})


def give_back(request: HttpRequest, caller: Caller, token: str) -> HttpResponse:
    """Stop a page token before it runs out."""
    place_of(token)
    revoke_token(hashlib.sha256(token.encode()).hexdigest(), by=caller.person)
    return HttpResponse(status=204)


def nowhere(request: HttpRequest, caller: Caller, rest: str) -> HttpResponse:
    """An address that the standard does not have."""
    raise Http404


elsewhere = [re_path(r"^epcis/(?P<rest>.*)$", endpoint(get=nowhere), name="epcis_elsewhere")]
urlpatterns = [
    path("epcis/", endpoint(get=resources), name="epcis"),
    path("epcis", endpoint(get=resources), name="epcis_bare"),
    path("epcis/nextPageToken/<str:token>", endpoint(delete=give_back), name="epcis_token"),
]
