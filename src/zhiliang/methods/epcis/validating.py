"""Documents judged: the schema first, then the rules of the standard that no schema says."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhiliang.methods.epcis.contexts import Names, names_of
from zhiliang.methods.epcis.documents import CONTEXT, DOCUMENTS, effective, listed, placed_events
from zhiliang.methods.epcis.events import event_rules
from zhiliang.methods.epcis.fields import EVENTS, event_fields, extensions, prefix_of
from zhiliang.methods.epcis.findings import Finding, Problem, finding
from zhiliang.methods.epcis.shape import is_sound, shape_problems
from zhiliang.methods.epcis.structures import CHECKS
from zhiliang.methods.epcis.times import instant

Broken = Mapping[str, set[str]]  # pointer of an event: its fields of unsound shape, "" for itself


def validate(document: Any) -> list[Finding]:
    """Return what is wrong with an EPCISDocument, EPCISQueryDocument or single event [JSON].

    An empty list is a document the standard allows. Nothing is fetched, and nothing is raised,
    whatever the JSON.

    Examples
    --------
    >>> bad = {"@context": [], "type": "ObjectEvent", "eventTime": "2026-02-30T08:00:00Z",
    ...        "eventTimeZoneOffset": "+08:00", "action": "ADD", "epcList": ["urn:uuid:1"]}
    >>> [(one.rule, one.pointer) for one in validate(bad)]
    [('time.instant', '/eventTime')]
    """
    if not isinstance(document, dict):
        return [finding(Problem("document.type", (), {"value": document}))]
    shape = [] if is_sound(document) else [*shape_problems(document)]
    found = [finding(problem) for problem in shape]
    if any(one.rule == "document.json" for one in found):
        return found
    if document.get("type") in DOCUMENTS:
        return found + [*_document(document, found)]
    return found + [*_event(document, "", names_of(document.get(CONTEXT)), _broken("", found))]


def _document(document: dict[str, Any], found: list[Finding]) -> Iterator[Finding]:
    outer = listed(document.get(CONTEXT))
    shared = names_of(outer)
    yield from (finding(problem) for problem in _head(document, shared))
    seen: set[Any] = set()
    for pointer, event in placed_events(document):
        if isinstance(event, dict):
            names = names_of(effective(outer, event)) if CONTEXT in event else shared
            broken = _broken(pointer, found) if found else set[str]()
            yield from _event(event, pointer, names, broken)
            yield from _repeated(event, pointer, seen)


def _head(document: dict[str, Any], names: Names) -> Iterator[Problem]:
    created = document.get("creationDate")
    if isinstance(created, str) and instant(created) is None:
        yield Problem("time.instant", ("creationDate",), {"value": created})
    yield from extensions(document, names, document["type"])


def _broken(pointer: str, found: list[Finding]) -> set[str]:
    """Return the event's fields of unsound shape, "" where it lacks one."""
    inside = [one.pointer[len(pointer) + 1 :] for one in found if _within(one.pointer, pointer)]
    return {step.partition("/")[0].replace("~1", "/").replace("~0", "~") for step in inside}


def _within(pointer: str, outer: str) -> bool:
    return pointer == outer or pointer.startswith(f"{outer}/")


def _event(
    event: dict[str, Any], pointer: str, names: Names, broken: set[str]
) -> Iterator[Finding]:
    for problem in _event_problems(event, names, broken):
        yield finding(problem, pointer)


def _event_problems(event: dict[str, Any], names: Names, broken: set[str]) -> Iterator[Problem]:
    kind = event.get("type")
    if isinstance(kind, str) and kind not in EVENTS:
        yield from _own_type(kind, names)
    elif kind in EVENTS:
        for name, value in event.items():
            check = CHECKS.get(name)
            if check and name not in broken:
                for problem in check(value, names):
                    yield problem.below(name)
        if not broken:
            yield from event_rules(event)
    yield from event_fields(event, names)


def _own_type(kind: str, names: Names) -> Iterator[Problem]:
    prefix = prefix_of(kind)
    if ":" not in kind:
        yield Problem("event.type", ("type",), {"value": kind})
    elif prefix and prefix not in names.namespaces:
        yield Problem("context.prefix", ("type",), {"value": kind, "prefix": prefix})


def _repeated(event: dict[str, Any], pointer: str, seen: set[Any]) -> Iterator[Finding]:
    number = event.get("eventID")
    if isinstance(number, str) and "errorDeclaration" not in event:
        if number in seen:
            yield finding(Problem("document.repeated", ("eventID",), {"value": number}), pointer)
        seen.add(number)
