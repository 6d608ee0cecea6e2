"""Within one request, who holds what is read from the database once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhiliang.core.held import read_once


class ReadOnceMiddleware:
    """Lets the policies of everything on a page share one reading of the reader's assignments."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with read_once():
            return self.get_response(request)
