"""From an Alert to a document: the same bytes for the same alert, on every machine."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiliang.methods.cap.alerts import Alert, Reference
from zhiliang.methods.cap.documents import CAP_1_2
from zhiliang.methods.cap.findings import InvalidAlert
from zhiliang.methods.cap.listing import write_list
from zhiliang.methods.cap.places import Circle, Polygon, plain, write_point
from zhiliang.methods.cap.times import write_time
from zhiliang.methods.cap.validating import validate
from zhiliang.methods.tables.cap import ElementRow, elements

# XML 1.0 has no way to write these.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A bare carriage return would be read as a line's end.
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def write(alert: Alert) -> bytes:
    """Return an alert as a document of CAP 1.2 [UTF-8], indented, elements in the standard's order.

    Raises
    ------
    InvalidAlert
        The standard does not allow it; `findings` say why.
    ValueError
        A time, list or character that XML or CAP cannot write.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<alert xmlns="{CAP_1_2}">',
        *_lines(alert, "alert", "  "),
        "</alert>",
        "",
    ]
    content = "\n".join(lines).encode()
    findings = validate(content)
    if findings:
        raise InvalidAlert(findings)
    return content


def _lines(part: Any, kind: str, indent: str) -> Iterator[str]:
    for row in elements(kind):
        value = getattr(part, row.field)
        if row.most is None:
            values = value
        else:
            values = () if row.least == 0 and value in ("", (), None) else (value,)
        for one in values:
            yield from _element(one, row, indent)


def _element(value: Any, row: ElementRow, indent: str) -> Iterator[str]:
    if row.kind in WRITE:
        yield f"{indent}<{row.element}>{_escaped(WRITE[row.kind](value))}</{row.element}>"
    else:
        yield f"{indent}<{row.element}>"
        yield from _lines(value, row.kind, f"{indent}  ")
        yield f"{indent}</{row.element}>"


def _escaped(text: str) -> str:
    stray = UNWRITABLE.search(text)
    if stray:
        raise ValueError(f"XML cannot write the character {stray[0]!r}: leave it out")
    return text.translate(ESCAPES)


def _references(references: tuple[Reference, ...]) -> str:
    return " ".join(
        ",".join((one.sender, one.identifier, write_time(one.sent))) for one in references
    )


def _polygon(points: Polygon) -> str:
    return " ".join(map(write_point, points))


def _circle(circle: Circle) -> str:
    return f"{write_point(circle.centre)} {plain(circle.radius)}"


WRITE: Mapping[str, Callable[[Any], str]] = {
    "text": str,
    "word": str,
    "language": str,
    "uri": str,
    "integer": str,
    "time": write_time,
    "decimal": plain,
    "list": write_list,
    "references": _references,
    "polygon": _polygon,
    "circle": _circle,
}
