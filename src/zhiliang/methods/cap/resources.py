"""Rules for the files beside an alert: address, type, size, digest."""

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator

from zhiliang.methods.cap.findings import Problem
from zhiliang.methods.cap.nodes import Node
from zhiliang.methods.cap.shape import WRITTEN

ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>]+", re.ASCII | re.I)
# An address is opened by who reads the alert: a script in it is none.
SCRIPT = re.compile(r"(javascript|vbscript|data):", re.ASCII | re.I)
MIME = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(\s*;.*)?", re.ASCII | re.S)
DIGEST = re.compile(r"[0-9a-f]{40}", re.ASCII | re.I)


def is_address(text: str) -> bool:
    """Whether a text is an absolute address that runs nothing."""
    return bool(ABSOLUTE.fullmatch(text)) and not SCRIPT.match(text)


def resource_problems(node: Node) -> Iterator[Problem]:
    """Yield the broken rules of a resource (CAP 1.2, 3.2.3)."""
    said = defaultdict(str, node.said())
    content = _content(said["derefUri"])
    if content is None:
        yield Problem("resource.content", f"{node.path}/derefUri", {})
    uri, mime_type = said["uri"], said["mimeType"]
    if uri and not is_address(uri) and (not said["derefUri"] or SCRIPT.match(uri)):
        yield Problem("resource.uri", f"{node.path}/uri", {"value": uri})
    if mime_type and not MIME.fullmatch(mime_type):
        yield Problem("resource.mime_type", f"{node.path}/mimeType", {"value": mime_type})
    yield from _size(f"{node.path}/size", said["size"], content)
    yield from _digest(f"{node.path}/digest", said["digest"], content)


def _content(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None


def _size(path: str, said: str, content: bytes | None) -> Iterator[Problem]:
    if WRITTEN["integer"].fullmatch(said):
        wrong = content and int(said) != len(content)
        if int(said) < 0 or wrong:
            wanted = f" ({len(content)})" if content else ""
            yield Problem("resource.size", path, {"value": said, "wanted": wanted})


def _digest(path: str, said: str, content: bytes | None) -> Iterator[Problem]:
    real = hashlib.sha1(content, usedforsecurity=False).hexdigest() if content else ""
    if said and (not DIGEST.fullmatch(said) or (real and said.lower() != real)):
        wanted = f" ({real})" if real else ""
        yield Problem("resource.digest", path, {"value": said, "wanted": wanted})
