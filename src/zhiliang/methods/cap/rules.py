"""The rules of CAP that its schema does not say."""

import re
from collections.abc import Iterator

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
    yield from _names(alert)
    yield from _scope(alert)
    yield from _references(alert)
    yield from _empty(alert)
    for info in alert.children():
        if info.kind == "info":
            yield from _info(alert, info)


def _names(alert: Node) -> Iterator[Problem]:
    for child in alert.children():
        if child.row.element in ("identifier", "sender") and not PLAIN.fullmatch(child.text):
            yield Problem("identifier.form", child.path, {"value": child.text})


def _scope(alert: Node) -> Iterator[Problem]:
    for scope, element in (("Restricted", "restriction"), ("Private", "addresses")):
        if alert.said("scope") == scope and not alert.said(element):
            yield Problem(f"{element}.missing", alert.path, {})


def _references(alert: Node) -> Iterator[Problem]:
    written, kind = alert.first("references"), alert.said("msgType")
    if not alert.said("references"):
        if kind in REFERRING:
            yield Problem("references.missing", alert.path, {"value": kind})
        elif written:
            yield Problem("references.form", written.path, {"value": "—"})
    elif written:
        for reference in written.text.split():
            yield from _reference(alert, written.path, reference)


def _reference(alert: Node, path: str, reference: str) -> Iterator[Problem]:
    parts = reference.split(",")
    sent, own = read_time(parts[-1]), read_time(alert.said("sent"))
    if len(parts) != 3 or sent is None or not all(map(PLAIN.fullmatch, parts)):
        yield Problem("references.form", path, {"value": reference})
    elif (parts[0], parts[1]) == (alert.said("sender"), alert.said("identifier")):
        yield Problem("references.self", path, {"value": reference})
    elif own and sent > own:
        yield Problem("references.later", path, {"value": reference})


def _empty(node: Node) -> Iterator[Problem]:
    for child in node.children():
        if child.kind in PARENTS:
            yield from _empty(child)
        elif child.row.element in NEVER_EMPTY and not child.text.strip():
            yield Problem("text.missing", child.path, {"value": child.row.element})


def _info(alert: Node, info: Node) -> Iterator[Problem]:
    yield from _expiry(alert, info)
    web = info.said("web")
    if web and not is_address(web):
        yield Problem("web.form", f"{info.path}/web", {"value": web})
    for child in info.children():
        if child.kind == "resource":
            yield from resource_problems(child)
        elif child.kind == "area":
            yield from area_problems(child)


def _expiry(alert: Node, info: Node) -> Iterator[Problem]:
    # A cancelled warning may say that it is over already.
    expires = read_time(info.said("expires"))
    if expires is None or alert.said("msgType") == "Cancel":
        return
    for other in (alert.said("sent"), info.said("effective")):
        moment = read_time(other)
        if moment and expires <= moment:
            words = {"value": info.said("expires"), "other": other}
            yield Problem("expires.order", f"{info.path}/expires", words)
            return
