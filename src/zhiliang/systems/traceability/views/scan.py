"""The resolver at the site's root: GS1 Digital Links of trade items, for people and for machines.

A person gets the page, also an old browser that says nothing of what it takes; a machine that asks
for a linkset gets it; `linkType` leads to one kind of link (GS1-Conformant Resolver Standard).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiliang.core.pages.guards import public
from zhiliang.core.pages.qr import qr_code
from zhiliang.systems.traceability.scanning import linkset
from zhiliang.systems.traceability.scanning.codes import BadCode, Code, read
from zhiliang.systems.traceability.scanning.story import Story, story_of

MACHINES = (linkset.MEDIA_TYPE, "application/json", "application/ld+json")
METHODS = ("GET", "HEAD", "OPTIONS")


class Moved(HttpResponseRedirect):
    """307: the link is there, the address of the code stays what it is."""

    status_code = 307


@require_http_methods(METHODS)
@public
def scan(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a scan."""
    if request.method == "OPTIONS":
        answer = HttpResponse(status=204)
        answer.headers["Allow"] = ", ".join(METHODS)
        return _open(answer)
    try:
        found = read(code, request.META.get("QUERY_STRING", ""))
    except BadCode as fault:
        return _open(_bad(request, fault))
    answer = _answer(request, story_of(found))
    answer.headers["Link"] = ", ".join(linkset.headers_of(found, _root(request)))
    patch_vary_headers(answer, ("Accept", "Accept-Language"))
    return _open(answer)


def _open(answer: HttpResponse) -> HttpResponse:
    """Apps of others may ask: what is public here is public to them."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    answer.headers["Access-Control-Expose-Headers"] = "Link"
    return answer


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _answer(request: HttpRequest, story: Story) -> HttpResponse:
    asked = request.GET.get("linkType", "")
    if asked in linkset.ALL or (not asked and _wants_linkset(request)):
        return _links(request, story)
    if asked:
        return _lead(request, story, asked)
    return _page(request, story)


def _wants_linkset(request: HttpRequest) -> bool:
    """Whether a machine asks: it prefers a linkset or JSON to a page, and says so."""
    best = request.get_preferred_type(["text/html", *MACHINES])
    accepted = request.headers.get("Accept", "")
    return best in MACHINES and any(kind in accepted for kind in MACHINES)


def _links(request: HttpRequest, story: Story) -> HttpResponse:
    if not story.known:
        problem = {"title": _("没有这个码的记录。"), "status": 404}
        return JsonResponse(problem, status=404, content_type="application/problem+json")
    body = linkset.linkset_of(story, _root(request))
    told = {"ensure_ascii": False}
    return JsonResponse(body, json_dumps_params=told, content_type=linkset.MEDIA_TYPE)


def _lead(request: HttpRequest, story: Story, asked: str) -> HttpResponse:
    """To the link of the kind asked for, in the reader's language; 404 where there is none."""
    kind = linkset.known_type(asked)
    if kind is None or not story.known:
        return _page(request, story, status=404, missing=asked if kind is None else "")
    language = get_language_from_request(request)
    prefix = next(one.prefix for one in linkset.LANGUAGES if one.code == language)
    others = request.GET.copy()
    del others["linkType"]
    query = f"?{others.urlencode()}" if others else ""
    return Moved(f"{prefix}{story.code.path}{query}{linkset.ANCHORS.get(kind, '')}")


def _page(
    request: HttpRequest, story: Story, *, status: int = 0, missing: str = ""
) -> HttpResponse:
    address = f"{_root(request)}{story.code.path}"
    context = {
        "heading": story.product or _("没有这个码的记录"),
        "story": story,
        "missing": missing,
        "address": address,
        "qr": qr_code(address) if story.known else None,
        "other": _other(story.code),
    }
    known = status or (200 if story.known else 404)
    return render(request, "traceability/scan.html", context, status=known)


def _other(code: Code) -> dict[str, str]:
    """The same page in the other language."""
    if get_language() == "en":
        return {"url": code.path, "name": "中文", "tag": "zh-Hans-CN"}
    return {"url": f"/en{code.path}", "name": "English", "tag": "en"}


def _bad(request: HttpRequest, fault: BadCode) -> HttpResponse:
    """400 with what is wrong, in words for people and for machines."""
    if _wants_linkset(request) or request.GET.get("linkType") in linkset.ALL:
        problem = {"title": fault.words, "detail": fault.detail, "status": 400}
        return JsonResponse(problem, status=400, content_type="application/problem+json")
    context: dict[str, Any] = {"heading": _("这不是正确的商品码"), "fault": fault}
    return render(request, "traceability/scan_bad.html", context, status=400)


@public
def resolver(request: HttpRequest) -> HttpResponse:
    """What this resolver can (GS1-Conformant Resolver Standard, resolver description file)."""
    body = {
        "name": _("质量追溯解析"),
        "resolverRoot": _root(request),
        "supportedLinkType": [{"namespace": linkset.VOCABULARY, "prefix": "gs1:"}],
        "supportedPrimaryKeys": ["01"],
        "linkTypeDefaultCanBeLinkset": True,
        "validatesAIcombinations": True,
        "supportsLanguageVariants": True,
    }
    return _open(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


urlpatterns = [
    path("01/<path:code>", scan, name="scan"),
    path(".well-known/gs1resolver", resolver, name="gs1_resolver"),
]
