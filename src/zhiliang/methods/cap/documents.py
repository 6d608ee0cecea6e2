"""Documents that carry alerts: an alert itself, or an envelope around several."""

from collections.abc import Iterator
from typing import Any

from zhiliang.methods.cap.findings import Problem
from zhiliang.methods.cap.nodes import Node
from zhiliang.methods.harmless_xml import Hostile, Tree, parse_into
from zhiliang.methods.tables.cap import ElementRow

CAP_1_2 = "urn:oasis:names:tc:emergency:cap:1.2"
VERSIONS = {CAP_1_2: "1.2", "urn:oasis:names:tc:emergency:cap:1.1": "1.1"}
ENVELOPES = {
    "{urn:oasis:names:tc:emergency:EDXL:DE:1.0}EDXLDistribution",
    "{urn:oasis:names:tc:emergency:EDXL:DE:2.0}EDXLDistribution",
    "{http://www.w3.org/2005/Atom}feed",
    "{http://www.w3.org/2005/Atom}entry",
    "rss",
}
LARGEST = 5_000_000  # bytes; alerts run to a few kB, some thousand points of polygons to 100 kB
MOST_ELEMENTS = 200_000
ALERT = ElementRow("", "alert", "", "alert", 1, 1, 1)


def alerts_in(content: bytes) -> tuple[list[Node], list[Problem]]:
    """Return the alerts of a document, or why it has none."""
    if len(content) > LARGEST:
        return [], [Problem("document.size", "/", {"value": len(content), "most": LARGEST})]
    try:
        root = parse_into(Tree(elements=MOST_ELEMENTS), content)
    except Hostile as danger:
        return [], [Problem("document.hostile", "/", {"reason": danger})]
    except ValueError as error:
        return [], [Problem("document.xml", "/", {"reason": error})]
    return _alerts(root)


def _alerts(root: Any) -> tuple[list[Node], list[Problem]]:
    namespace, _, name = root.tag.rpartition("}")
    if name == "alert":
        return _alert(root, "/alert")
    if root.tag not in ENVELOPES:
        return [], [Problem("document.root", f"/{name}", {"value": root.tag})]
    found, problems = [], []
    for number, element in enumerate(_outermost(root), start=1):
        nodes, wrong = _alert(element, f"/{name}//alert[{number}]")
        found.extend(nodes)
        problems.extend(wrong)
    if not found and not problems:
        problems.append(Problem("document.empty", f"/{name}", {"value": name}))
    return found, problems


def _alert(element: Any, path: str) -> tuple[list[Node], list[Problem]]:
    namespace = element.tag.rpartition("}")[0].removeprefix("{")
    if namespace not in VERSIONS:
        words = {"value": namespace or "—", "wanted": CAP_1_2}
        return [], [Problem("document.version", path, words)]
    return [Node(element, ALERT, path, namespace, VERSIONS[namespace])], []


def _outermost(element: Any) -> Iterator[Any]:
    for child in element:
        if str(child.tag).rpartition("}")[2] == "alert":
            yield child
        else:
            yield from _outermost(child)
