"""The rules of CAP that its schema does not say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from zhiliang.methods.cap.areas import area_problems
from zhiliang.methods.cap.findings import Problem
from zhiliang.methods.cap.nodes import PARENTS, Node
from zhiliang.methods.cap.resources import is_address, resource_problems
from zhiliang.methods.cap.times import read_time

PLAIN = re.compile(r"[^\s,&<]+")
REFERRING = ("Update", "Cancel", "Ack", "Error")
# Without these the message says nothing, though the schema takes them empty.
NEVER_EMPTY = {"event", "areaDesc", "resourceDesc", "mimeType", "valueName"}


def rule_problems(alert: Node) -> Iterator[Problem]:
    """Yield the broken rules of an alert, whatever its shape."""
    head = defaultdict(str, alert.said())
    yield from _scope(alert.path, head)
    yield from _empty(alert)
    if "references" not in head and head["msgType"] in REFERRING:
        yield Problem("references.missing", alert.path, {"value": head["msgType"]})
    for child in alert.children():
        if child.row.element in ("identifier", "sender") and not PLAIN.fullmatch(child.text):
            yield Problem("identifier.form", child.path, {"value": child.text})
        elif child.kind == "references":
            yield from _references(child, head)
        elif child.kind == "info":
            yield from _info(child, head)


def _scope(path: str, head: Mapping[str, str]) -> Iterator[Problem]:
    for scope, element in (("Restricted", "restriction"), ("Private", "addresses")):
        if head["scope"] == scope and not head[element]:
            yield Problem(f"{element}.missing", path, {})


def _references(node: Node, head: Mapping[str, str]) -> Iterator[Problem]:
    references = node.text.split()
    if not references and head["msgType"] in REFERRING:
        yield Problem("references.missing", node.path, {"value": head["msgType"]})
    elif not references:
        yield Problem("references.form", node.path, {"value": "—"})
    for reference in references:
        yield from _reference(node.path, head, reference)


def _reference(path: str, head: Mapping[str, str], reference: str) -> Iterator[Problem]:
    parts = reference.split(",")
    sent, own = read_time(parts[-1]), read_time(head["sent"])
    if len(parts) != 3 or sent is None or not all(map(PLAIN.fullmatch, parts)):
        yield Problem("references.form", path, {"value": reference})
    elif (parts[0], parts[1]) == (head["sender"], head["identifier"]):
        yield Problem("references.self", path, {"value": reference})
    elif own and sent > own:
        yield Problem("references.later", path, {"value": reference})


def _empty(node: Node) -> Iterator[Problem]:
    for child in node.children():
        if child.kind in PARENTS:
            yield from _empty(child)
        elif child.row.element in NEVER_EMPTY and not child.text.strip():
            yield Problem("text.missing", child.path, {"value": child.row.element})


def _info(info: Node, head: Mapping[str, str]) -> Iterator[Problem]:
    said = defaultdict(str, info.said())
    # A cancelled warning may say that it is over already.
    if head["msgType"] != "Cancel":
        yield from _expiry(
            f"{info.path}/expires", said["expires"], (head["sent"], said["effective"])
        )
    if said["web"] and not is_address(said["web"]):
        yield Problem("web.form", f"{info.path}/web", {"value": said["web"]})
    for child in info.children():
        if child.kind == "resource":
            yield from resource_problems(child)
        elif child.kind == "area":
            yield from area_problems(child)


def _expiry(path: str, expires: str, earlier: Iterable[str]) -> Iterator[Problem]:
    end = read_time(expires)
    for other in earlier:
        start = read_time(other)
        if end and start and end <= start:
            yield Problem("expires.order", path, {"value": expires, "other": other})
            return
