"""Pages on which a visitor without an account hands in files.

Looking for the token of a form reads the whole form. So such a view says how much it takes before
a byte is read, and a file that is too large is passed over while it arrives: nothing of it is kept,
and what else was typed is not lost.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from zhiliang.core.pages.guards import View

OVERSIZED = "_zhiliang_oversized"


class PassingOver(FileUploadHandler):
    """Passes over what is larger than `each` bytes; the request remembers its name."""

    def __init__(self, request: HttpRequest, *, each: int) -> None:
        super().__init__(request)
        self.each = each

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, for the next handler; SkipFile once the file is too large."""
        if start + len(raw_data) > self.each:
            oversized(self.request).append(str(self.file_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""


def takes_files(*, each: int, most: int) -> Callable[[View], View]:
    """A form by which anybody sends files of up to `each` bytes, up to `most` bytes in all."""

    def decorate(view: View) -> View:
        protected: View = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # before the token is looked for, or the files were read by then
            request.upload_handlers.insert(0, PassingOver(request, each=each))
            return protected(request, *args, **kwargs)

        taking.largest_body = most  # type: ignore[attr-defined]
        return taking

    return decorate


def oversized(request: Any) -> list[str]:
    """Names of the files that were passed over."""
    names: list[str] = request.__dict__.setdefault(OVERSIZED, [])
    return names
