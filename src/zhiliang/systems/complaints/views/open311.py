"""Open311 GeoReport v2: addresses, formats and statuses of the specification.

Forms of other sites can do nothing here: whoever posts must show a key.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from zhiliang.core.errors import ClerkError
from zhiliang.core.pages.guards import View, public
from zhiliang.systems.complaints.actions import Flooded
from zhiliang.systems.complaints.open311.asking import asked, by_token, one
from zhiliang.systems.complaints.open311.callers import caller_of, jurisdiction
from zhiliang.systems.complaints.open311.faults import Fault, no_such_service
from zhiliang.systems.complaints.open311.formats import Rows, answer
from zhiliang.systems.complaints.open311.offers import offers
from zhiliang.systems.complaints.open311.taking import take

Handler = Callable[..., Rows]


def endpoint(root: str, *, unknown: int = 404, **handlers: Handler) -> View:
    """A view of one address; `handlers` by method, `unknown` the status for a jurisdiction."""
    methods = {name.upper(): handler for name, handler in handlers.items()}

    @csrf_exempt
    def view(request: HttpRequest, form: str, **parts: str) -> HttpResponse:
        with override(get_language_from_request(request)):
            try:
                rows = _rows(request, methods, unknown, parts)
            except Fault as fault:
                return _refused(fault, form)
            except Flooded as fault:
                return _refused(Fault(429, str(fault)), form)
            except ClerkError as fault:
                return _refused(Fault(400, str(fault)), form)
            return answer(rows, form, root=root)

    return public(view)


def _rows(
    request: HttpRequest, methods: dict[str, Handler], unknown: int, parts: dict[str, str]
) -> Rows:
    method = "GET" if request.method == "HEAD" else request.method or ""
    if method not in methods:
        raise Fault(405, _("这个地址没有这种操作。"))
    given = request.POST if method == "POST" else request.GET
    named = request.GET.get("jurisdiction_id") or given.get("jurisdiction_id") or ""
    jurisdiction(named, status=unknown if method == "GET" else 404)
    return methods[method](request, **parts)


def _refused(fault: Fault, form: str) -> HttpResponse:
    rows = [{"code": fault.status, "description": fault.description}]
    return answer(rows, form, root="errors", status=fault.status)


def _services(request: HttpRequest) -> Rows:
    return [offer.told() for offer in offers().values()]


def _service(request: HttpRequest, code: str) -> Rows:
    if code not in offers():
        raise no_such_service()
    return offers()[code].definition()


def _requests(request: HttpRequest) -> Rows:
    return asked(request.GET.dict())


def _post(request: HttpRequest) -> Rows:
    """Parameters come in the body or in the address, as the two texts of the specification say."""
    given: dict[str, Any] = request.GET.dict() | request.POST.dict()
    caller = caller_of(given.pop("api_key", ""))
    return [take(given, sender=f"open311 {caller} {request.META.get('REMOTE_ADDR', '')}")]


def _request(request: HttpRequest, number: str) -> Rows:
    return one(number)


def _request_listed(request: HttpRequest, number: str) -> Rows:
    return [one(number)]


def _token(request: HttpRequest, token: str) -> Rows:
    return by_token(token)


def _route(address: str, view: View, name: str) -> Any:
    return re_path(rf"^open311/v2/{address}\.(?P<form>json|xml)$", view, name=f"open311_{name}")


_LISTED = "service_requests"
urlpatterns = [
    _route("services", endpoint("services", get=_services), "services"),
    _route(r"services/(?P<code>\w+)", endpoint("service_definition", get=_service), "service"),
    _route("requests", endpoint(_LISTED, unknown=401, get=_requests, post=_post), "requests"),
    _route(r"requests/(?P<number>[\w-]+)", endpoint(_LISTED, get=_request_listed), "request"),
    _route(r"request/(?P<number>[\w-]+)", endpoint("request", get=_request), "request_alone"),
    _route(r"tokens/(?P<token>[\w-]+)", endpoint(_LISTED, get=_token), "token"),
]
