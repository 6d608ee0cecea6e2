"""Top-level resources: what there is of each, and the events of one (EPCIS 2.0, 12.4)."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from zhiliang.core.policy import visible
from zhiliang.systems.traceability.interface.callers import Caller
from zhiliang.systems.traceability.interface.endpoint import endpoint, respond
from zhiliang.systems.traceability.interface.pages import CONTEXT, collection, query_document
from zhiliang.systems.traceability.models import EpcisEvent, Role, TracedObject
from zhiliang.systems.traceability.querying.names import Prefixes
from zhiliang.systems.traceability.views.events import found

COLUMNS = {
    "eventTypes": ("type", "eventType"),
    "bizSteps": ("biz_step", "EQ_bizStep"),
    "bizLocations": ("biz_location", "EQ_bizLocation"),
    "readPoints": ("read_point", "EQ_readPoint"),
    "dispositions": ("disposition", "EQ_disposition"),
}
_WORDS = {"bizSteps": "BizStep", "dispositions": "Disp"}


def _names(kind: str, caller: Caller) -> "QuerySet[Any]":
    if kind == "epcs":
        seen = visible(caller.person, EpcisEvent)
        named = TracedObject.objects.filter(named__event__in=seen, named__role__lt=Role.EPC_CLASS)
        return named.order_by("canonical").values_list("canonical", flat=True).distinct()
    column = COLUMNS[kind][0]
    rows = visible(caller.person, EpcisEvent).exclude(**{column: ""})
    return rows.order_by(column).values_list(column, flat=True).distinct()


def _known(kind: str, caller: Caller, value: str) -> str:
    """The value as it is stored; Http404 where no event that is seen has it."""
    names = Prefixes()
    stored = names.word(_WORDS[kind], value) if kind in _WORDS else names.identifier(value)
    held = _names(kind, caller)
    column = "canonical" if kind == "epcs" else COLUMNS[kind][0]
    if not held.filter(**{column: stored}).exists():
        raise Http404
    return stored


def _of(kind: str) -> Iterator[URLPattern]:
    def all_of_it(request: HttpRequest, caller: Caller) -> HttpResponse:
        """The names that occur in events the caller sees."""
        return collection(request, _names(kind, caller))

    def one(request: HttpRequest, caller: Caller, value: str) -> HttpResponse:
        """What lies below a name: its events."""
        _known(kind, caller, value)
        return respond({"@context": CONTEXT, "type": "Collection", "member": ["events"]})

    def events(request: HttpRequest, caller: Caller, value: str) -> HttpResponse:
        """The events of a name."""
        parameter = "MATCH_anyEPC" if kind == "epcs" else COLUMNS[kind][1]
        fixed = {parameter: _known(kind, caller, value)}
        return query_document(request, found(request, caller, **fixed))

    yield path(f"epcis/{kind}", endpoint(get=all_of_it), name=f"epcis_{kind}")
    yield _below(kind, r"(?P<value>.+)/events$", events, "events")
    yield _below(kind, r"(?P<value>.+)$", one, "one")


def _below(kind: str, pattern: str, handler: Callable[..., HttpResponse], name: str) -> URLPattern:
    return re_path(rf"^epcis/{kind}/{pattern}", endpoint(get=handler), name=f"epcis_{kind}_{name}")


urlpatterns = [route for kind in ("epcs", *COLUMNS) for route in _of(kind)]
