"""JSON and XML: the same rows; every text is escaped, and characters no XML holds are left out."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.xmlutils import SimplerXMLGenerator

Rows = Sequence[Mapping[str, Any]] | Mapping[str, Any]
MEMBERS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "errors": "error",
}
"""What one element of a list is called in XML."""


def answer(rows: Rows, form: str, *, root: str, status: int = 200) -> HttpResponse:
    """Rows under the name of `root`, which JSON does not print; a single row stands alone there."""
    if form == "json":
        return JsonResponse(rows, safe=False, status=status, json_dumps_params=_AS_TEXT)
    return HttpResponse(_xml(root, rows), "text/xml; charset=utf-8", status=status)


_AS_TEXT = {"ensure_ascii": False}


def _xml(root: str, rows: Rows) -> str:
    written = StringIO()
    out = SimplerXMLGenerator(written, "utf-8")
    out.startDocument()
    _element(out, root, rows)
    out.endDocument()
    return written.getvalue()


def _element(out: SimplerXMLGenerator, name: str, value: Any) -> None:
    out.startElement(name, {})  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        held = {MEMBERS[name]: value} if name in MEMBERS else value
        for key, part in held.items():
            _element(out, key, part)
    elif name in MEMBERS:
        for held in value:
            _element(out, MEMBERS[name], held)
    else:
        out.characters(_text(value))
    out.endElement(name)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ",".join(value) if isinstance(value, list) else str(value)
    return "".join(one for one in text if one.isprintable() or one in "\u3000\n\t")
