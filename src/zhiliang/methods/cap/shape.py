"""The schema of CAP: which elements, in what order, how often, with what in them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from zhiliang.methods.cap.findings import Problem
from zhiliang.methods.cap.nodes import PARENTS, Node
from zhiliang.methods.cap.times import read_time
from zhiliang.methods.tables.cap import ElementRow, elements, words

BLANKS = " \t\r\n"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
# Where a schema lies may be said anywhere; it is never fetched.
HARMLESS = {f"{INSTANCE}schemaLocation", f"{INSTANCE}noNamespaceSchemaLocation"}
WRITTEN = {
    "language": re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", re.ASCII),
    "integer": re.compile(r"[+-]?\d{1,20}", re.ASCII),
    "decimal": re.compile(r"[+-]?(\d{1,20}(\.\d{0,30})?|\.\d{1,30})", re.ASCII),
}


def shape_problems(node: Node) -> Iterator[Problem]:
    """Yield what the schema finds wrong with an element and all below it."""
    yield from _attributes(node)
    if node.kind in PARENTS:
        yield from _loose_text(node)
        yield from _sequence(node)
        for child in node.children():
            yield from shape_problems(child)
    else:
        yield from _no_elements(node)
        yield from _value(node)


def _attributes(node: Node) -> Iterator[Problem]:
    for name in sorted(node.element.attrib.keys() - HARMLESS):
        yield Problem("schema.attribute", node.path, {"value": node.row.element, "name": name})


def _loose_text(node: Node) -> Iterator[Problem]:
    texts = (node.element.text, *(child.tail for child in node.element))
    if any(text and text.strip(BLANKS) for text in texts):
        yield Problem("schema.text", node.path, {"value": node.row.element})


def _no_elements(node: Node) -> Iterator[Problem]:
    for child in node.element:
        yield _unexpected(node, child)


def _sequence(node: Node) -> Iterator[Problem]:
    rows = elements(node.kind)
    places = {row.element: place for place, row in enumerate(rows)}
    reached, counted = 0, Counter[str]()
    for child in node.element:
        name = node.local(child)
        if node.kind == "alert" and str(child.tag).startswith(SIGNATURE):
            reached = len(rows)
        elif name not in places:
            yield _unexpected(node, child)
        elif places[name] < reached:
            after = rows[reached].element if reached < len(rows) else "Signature"
            yield Problem("schema.order", node.path, {"value": name, "after": after})
            counted[name] += 1
        else:
            reached = places[name]
            counted[name] += 1
    yield from _counts(node, rows, counted)


def _counts(node: Node, rows: tuple[ElementRow, ...], counted: Counter[str]) -> Iterator[Problem]:
    for row in rows:
        least = row.least if node.version == "1.2" else row.least_in_1_1
        if counted[row.element] < least:
            lacking = {"parent": node.row.element, "value": row.element}
            yield Problem("schema.missing", node.path, lacking)
        if row.most and counted[row.element] > row.most:
            yield Problem("schema.repeated", node.path, {"value": row.element})


def _value(node: Node) -> Iterator[Problem]:
    if node.kind == "word":
        allowed = words(node.row.element, node.version)
        if node.text not in allowed:
            listed = ", ".join(allowed)
            yield Problem("schema.word", node.path, {"value": node.text, "wanted": listed})
    elif node.kind == "time":
        if read_time(node.text) is None:
            yield Problem("schema.time", node.path, {"value": node.text})
    elif node.kind == "language" and not node.text:
        return  # an empty element has the schema's default language
    elif node.kind in WRITTEN and not WRITTEN[node.kind].fullmatch(node.text.strip(BLANKS)):
        yield Problem(f"schema.{node.kind}", node.path, {"value": node.text})


def _unexpected(node: Node, child: Any) -> Problem:
    words_of = {"parent": node.row.element, "value": node.local(child) or child.tag}
    return Problem("schema.unexpected", node.path, words_of)
