"""From a document to an Alert."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from zhiliang.methods.cap.alerts import Alert, Area, Info, Named, Reference, Resource
from zhiliang.methods.cap.documents import alerts_in
from zhiliang.methods.cap.findings import InvalidAlert
from zhiliang.methods.cap.listing import read_list
from zhiliang.methods.cap.nodes import Node
from zhiliang.methods.cap.places import read_circle, read_polygon
from zhiliang.methods.cap.times import read_time
from zhiliang.methods.cap.validating import validate


def read(content: bytes) -> Alert:
    """Return the one alert of a document, CAP 1.2 or 1.1.

    Empty optional elements count as absent. A signature is left out and not verified.

    Raises
    ------
    InvalidAlert
        `validate` finds something; its `findings` say what.
    ValueError
        An envelope with several alerts.
    """
    found = read_all(content)
    if len(found) > 1:
        raise ValueError(f"the document carries {len(found)} alerts: read them with read_all")
    return found[0]


def read_all(content: bytes) -> tuple[Alert, ...]:
    """Return all alerts of a document or envelope, at least one.

    Raises
    ------
    InvalidAlert
        `validate` finds something; its `findings` say what.
    """
    findings = validate(content)
    if findings:
        raise InvalidAlert(findings)
    nodes, _ = alerts_in(content)
    return tuple(cast("Alert", _read(node)) for node in nodes)


def _read(node: Node) -> Any:
    values: dict[str, Any] = {}
    for child in node.children():
        value = READ[child.kind](child)
        if child.row.most is None:
            values[child.row.field] = (*values.get(child.row.field, ()), value)
        elif value != "":
            values[child.row.field] = value
    return MADE[node.kind](**values)


def _references(node: Node) -> tuple[Reference, ...]:
    parts = (reference.split(",") for reference in node.text.split())
    return tuple(
        Reference(sender, identifier, cast("Any", read_time(sent)))
        for sender, identifier, sent in parts
    )


def _named(node: Node) -> Named:
    name, value = node.children()
    return Named(name.text, value.text)


MADE: Mapping[str, Callable[..., Any]] = {
    "alert": Alert,
    "info": Info,
    "resource": Resource,
    "area": Area,
}
READ: Mapping[str, Callable[[Node], Any]] = {
    "text": lambda node: node.text,
    "word": lambda node: node.text,
    "language": lambda node: node.text.strip(),
    "uri": lambda node: node.text.strip(),
    "time": lambda node: read_time(node.text),
    "integer": lambda node: int(node.text),
    "decimal": lambda node: Decimal(node.text.strip()),
    "list": lambda node: read_list(node.text),
    "references": _references,
    "polygon": lambda node: read_polygon(node.text),
    "circle": lambda node: read_circle(node.text),
    "named": _named,
    "info": _read,
    "resource": _read,
    "area": _read,
}
