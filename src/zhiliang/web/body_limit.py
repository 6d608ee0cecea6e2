"""How much anybody may send, judged by the announced length before a byte of it is read.

Looking for the token of a form reads the whole form, files included, and writes them to disk:
so a limit inside a view comes too late.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from zhiliang.web.views.refused import too_large


class BodyLimitMiddleware:
    """Refuses a body beyond what the sender may send: little for a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        size = request.META.get("CONTENT_LENGTH") or "0"
        sent = int(size[:18]) if size.isascii() and size.isdigit() else 0
        if sent > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and sent > _allowed(request):
            return too_large(request, limit=_allowed(request))
        return self.get_response(request)


def _allowed(request: HttpRequest) -> int:
    if request.user.is_authenticated:
        return settings.LARGEST_BODY
    return max(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, _taken_by_page(request))


def _taken_by_page(request: HttpRequest) -> int:
    """What a page takes of anybody (`core.pages.uploads`); nothing where it does not say."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return 0
    return int(getattr(found.func, "largest_body", 0))
