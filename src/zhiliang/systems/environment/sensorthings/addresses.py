"""Resource paths (OGC 18-088 9.2) read and written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest

SEGMENT = re.compile(r"(?P<name>[$A-Za-z]\w*)(?:\((?P<key>'(?:[^']|'')*'|[^()']*)\))?(?:/|$)")
MOST_SEGMENTS = 8
UNTOUCHED = "$,()/':;@="


@dataclass(frozen=True)
class Segment:
    """One step of a path; `key` None where there are no brackets."""

    name: str
    key: str | None


def read_path(resource: str) -> list[Segment]:
    """The steps of a resource path; FaultyRequest 404 for what is none."""
    found = list(_segments(resource.rstrip("/")))
    if len(found) > MOST_SEGMENTS:
        raise FaultyRequest(_("地址太长：最多 %(most)s 段。") % {"most": MOST_SEGMENTS})
    return found


def _segments(resource: str) -> Iterator[Segment]:
    at = 0
    while at < len(resource):
        match = SEGMENT.match(resource, at)
        if match is None:
            raise FaultyRequest(_("没有这个地址：%(path)s") % {"path": resource[:80]}, 404)
        key = match["key"]
        if key is not None and key.startswith("'"):
            key = key[1:-1].replace("''", "'")
        yield Segment(match["name"], key)
        at = match.end()


def entity_address(base: str, plural: str, key: str) -> str:
    """Address of one entity; keys are texts, so they are quoted."""
    return f"{base}/{plural}('{quote(key.replace(chr(39), chr(39) * 2), safe=UNTOUCHED[:-1])}')"


def page_address(address: str, texts: Mapping[str, str], skip: int) -> str:
    """The same question, further on."""
    return f"{address}?{urlencode({**texts, '$skip': skip}, quote_via=quote, safe=UNTOUCHED)}"
