"""One address of the interface: its methods, its headers, its refusals."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.pages.guards import View, by_policy
from zhiliang.systems.traceability.actions.capturing import MOST_EVENTS, TooMany
from zhiliang.systems.traceability.feeds import NotSupported, Unreadable
from zhiliang.systems.traceability.feeds.texts import is_text
from zhiliang.systems.traceability.interface.callers import caller_of
from zhiliang.systems.traceability.interface.problems import Problem
from zhiliang.systems.traceability.notifying.schedule import BadSchedule
from zhiliang.systems.traceability.querying import QueryFault, TooLarge

VERSION = "2.0.0"
LONGEST_ADDRESS = 8000
FORMATS = ("No_Preference", "Always_GS1_Digital_Link", "Always_EPC_URN", "Never_Translates")
Handler = Callable[..., HttpResponse]
_VERSIONS = (("GS1-EPCIS-Min", "GS1-EPCIS-Max"), ("GS1-CBV-Min", "GS1-CBV-Max"))
_ACCEPTED = ("*/*", "application/*", "application/json", "application/ld+json")


def endpoint(**handlers: Handler) -> View:
    """A view of one address; `handlers` by method: `get=…, post=…, delete=…`.

    Each takes the request, the caller and the parts of the address. Forms of other sites can do
    nothing here: whoever writes must show a key.
    """
    methods = {name.upper(): handler for name, handler in handlers.items()}

    @csrf_exempt
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        language = get_language_from_request(request)
        with override(language):
            try:
                answer = _answer(request, methods, parts)
            except Exception as fault:
                answer = problem_of(fault).response()
        for name, value in _told(methods if request.method == "OPTIONS" else None).items():
            answer.headers.setdefault(name, value)
        answer.headers["Content-Language"] = language
        return answer

    return by_policy(view)


def _answer(
    request: HttpRequest, methods: Mapping[str, Handler], parts: Mapping[str, str]
) -> HttpResponse:
    if request.method == "OPTIONS":
        caller_of(request)
        return HttpResponse(status=204)
    method = "GET" if request.method == "HEAD" else request.method or ""
    if method not in methods:
        answer = Problem(405, "ImplementationException", _("这个地址没有这种操作。")).response()
        answer.headers["Allow"] = _allowed(methods)
        return answer
    caller = caller_of(request)
    if method != "GET" and not caller.by_key:
        raise Problem(401, "SecurityException", _("写入和删除须用接口密钥，不能用网页会话。"))
    negotiate(request)
    return methods[method](request, caller, **parts)


def negotiate(request: HttpRequest) -> None:
    """Problem for headers that ask for what this interface does not speak."""
    if len(request.get_full_path()) > LONGEST_ADDRESS:
        raise Problem(414, "URITooLongException", _("地址太长；请改用 POST /queries 建立查询。"))
    told = [request.path, *(one for pair in request.GET.lists() for one in (pair[0], *pair[1]))]
    if not all(map(is_text, told)):
        raise Problem(400, "ValidationException", _("地址中有的文字含有 NUL 或者残缺的字符。"))
    accepted = request.headers.get("Accept") or "*/*"
    kinds = {one.split(";")[0].strip() for one in accepted.split(",")}
    if request.headers.get("Upgrade", "").lower() != "websocket" and not kinds & set(_ACCEPTED):
        raise Problem(406, "NotAcceptableException", _("本接口以 application/json 作答。"))
    for least, most in _VERSIONS:
        low, high = (_version(request.headers.get(name)) for name in (least, most))
        if (low and low > (2, 0, 0)) or (high and high < (2, 0, 0)):
            raise Problem(406, "NotAcceptableException", _("本接口是 EPCIS 和 CBV 2.0 版。"))
    if request.headers.get("GS1-EPC-Format", FORMATS[0]) not in FORMATS:
        raise Problem(406, "NotAcceptableException", _("GS1-EPC-Format 的值不在标准之内。"))


def _version(text: str | None) -> tuple[int, ...] | None:
    """A version as numbers, made three long; None for none and for what is no version."""
    if not text or not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,2}", text):
        return None
    return (*map(int, text.split(".")), 0, 0)[:3]


def _told(methods: Mapping[str, Handler] | None) -> dict[str, str]:
    """Headers of every answer; the whole promise where `methods` are asked for."""
    told = {"GS1-EPCIS-Version": VERSION, "GS1-CBV-Version": VERSION, "GS1-Vendor-Version": "1"}
    if methods is None:
        return told
    return told | {
        "Allow": _allowed(methods),
        "GS1-EPCIS-Min": VERSION,
        "GS1-EPCIS-Max": VERSION,
        "GS1-CBV-Min": VERSION,
        "GS1-CBV-Max": VERSION,
        "GS1-EPC-Format": ", ".join(FORMATS),
        "GS1-EPCIS-Capture-Limit": str(MOST_EVENTS),
        "GS1-EPCIS-Capture-File-Size-Limit": str(settings.LARGEST_BODY),
        "GS1-Capture-Error-Behaviour": "all",
    }


def _allowed(methods: Mapping[str, Handler]) -> str:
    return ", ".join(["OPTIONS", *methods])


def problem_of(fault: Exception) -> Problem:
    """The problem that a fault of ours is to the caller; other faults are raised again."""
    match fault:
        case Problem():
            return fault
        case NotSupported():
            return Problem(415, "UnsupportedMediaTypeException", str(fault))
        case TooMany():
            return Problem(413, "CaptureLimitExceededException", str(fault))
        case TooLarge():
            return Problem(413, "QueryTooLargeException", str(fault))
        case QueryFault():
            return Problem(400, "QueryParameterException", str(fault))
        case BadSchedule():
            return Problem(400, "SubscriptionControlsException", str(fault))
        case NotAllowed():
            return Problem(403, "SecurityException", str(fault))
        case Unreadable() | ClerkError():
            return Problem(400, "ValidationException", str(fault))
        case ValidationError():
            return Problem(400, "ValidationException", "；".join(fault.messages))
        case Http404():
            return Problem(404, "NoSuchResourceException", _("没有这个资源。"))
    raise fault


def key_of(text: str) -> UUID:
    """The key that a part of an address names; Http404 for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def respond(body: Any, *, status: int = 200, **headers: str) -> HttpResponse:
    """An answer in JSON; keyword headers with underscores for hyphens."""
    answer = JsonResponse(
        body, status=status, safe=False, json_dumps_params={"ensure_ascii": False}
    )
    for name, value in headers.items():
        answer.headers[name.replace("_", "-")] = value
    return answer
