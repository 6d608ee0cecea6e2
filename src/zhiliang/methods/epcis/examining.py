"""Everything a repository needs to know of a document it captures, in one walk."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from zhiliang.methods.epcis.findings import Finding
from zhiliang.methods.epcis.hashing import hash_of
from zhiliang.methods.epcis.normal import form_of
from zhiliang.methods.epcis.validating import Judged, judge


class Examined(NamedTuple):
    """An event, and what is wrong with it; where nothing is, its normal form and its hash."""

    pointer: str
    event: dict[str, Any]
    findings: list[Finding]
    form: dict[str, Any]
    hash: str


def examine(document: Any) -> tuple[list[Finding], Iterator[Examined]]:
    """Return what is wrong with a document outside its events, and its events, each examined.

    All findings together are those of `validate`. An event's identifiers are read once, and
    nothing of an event outlives it, so that large documents take no more time or memory each.

    Examples
    --------
    >>> found, events = examine({"@context": [], "type": "ObjectEvent", "eventTime": "today"})
    >>> [(one.pointer, one.findings[0].rule, one.hash) for one in events]
    [('', 'schema.required', '')]
    """
    found, events = judge(document)
    return found, (_examined(judged) for judged in events)


def _examined(judged: Judged) -> Examined:
    pointer, event, names, found = judged
    if found:
        return Examined(pointer, event, found, {}, "")
    form = form_of(event, names)
    return Examined(pointer, event, [], form, hash_of(form))
