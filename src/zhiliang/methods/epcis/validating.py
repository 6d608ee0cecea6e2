"""Documents judged: the schema first, then the rules of the standard that no schema says."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from zhiliang.methods.epcis.contexts import Names, names_of
from zhiliang.methods.epcis.documents import CONTEXT, DOCUMENTS, effective, listed, placed_events
from zhiliang.methods.epcis.events import event_rules
from zhiliang.methods.epcis.fields import EVENTS, extensions, fields, foreign, prefix_of
from zhiliang.methods.epcis.findings import Finding, Problem, finding, plain_step
from zhiliang.methods.epcis.shape import is_sound, shape_problems
from zhiliang.methods.epcis.structures import CHECKS
from zhiliang.methods.epcis.times import instant

PLACE = re.compile(
    r"((?:/epcisBody(?:/queryResults/resultsBody)?/eventList/\d+)|/epcisBody/event)(?:/|$)"
)


class Judged(NamedTuple):
    """An event of a document: its JSON pointer, what names mean in it, what is wrong."""

    pointer: str
    event: dict[str, Any]
    names: Names
    findings: list[Finding]


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
    found, events = judge(document)
    return found + [one for judged in events for one in judged.findings]


def judge(document: Any) -> tuple[list[Finding], Iterator[Judged]]:
    """Return what is wrong with a document outside its events, and each event with its findings."""
    if not isinstance(document, dict):
        return [finding(Problem("document.type", (), {"value": document}))], iter(())
    # Several branches of the schema may say the same.
    found = [] if is_sound(document) else map(finding, shape_problems(document))
    shape = [*dict.fromkeys(found)]
    if any(one.rule == "document.json" for one in shape):
        return shape, iter(())
    if document.get("type") not in DOCUMENTS:
        names = names_of(document.get(CONTEXT))
        return [], iter([Judged("", document, names, _event(document, "", names, shape))])
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for one in shape:
        place = PLACE.match(one.pointer)
        grouped[place[1] if place else ""].append(one)
    outer = grouped.pop("", []) + [finding(one) for one in _head(document)]
    return outer, _events(document, grouped)


def _events(document: dict[str, Any], grouped: Mapping[str, list[Finding]]) -> Iterator[Judged]:
    outer = listed(document.get(CONTEXT))
    shared = names_of(outer)
    seen: set[str] = set()
    for pointer, event in placed_events(document):
        if isinstance(event, dict):
            context = effective(outer, event)
            names = shared if context is outer else names_of(context)
            full = {**event, CONTEXT: context}
            found = _event(event, pointer, names, grouped.get(pointer, []))
            found += [finding(one, pointer) for one in _repeated(event, seen)]
            yield Judged(pointer, full, names, found)
        else:
            yield Judged(pointer, {}, shared, grouped.get(pointer, []))


def _head(document: dict[str, Any]) -> Iterator[Problem]:
    created = document.get("creationDate")
    # The XML schema asks for no time zone here.
    if isinstance(created, str) and not (instant(created) or instant(f"{created}Z")):
        yield Problem("time.instant", ("creationDate",), {"value": created})
    yield from extensions(document, names_of(listed(document.get(CONTEXT))), document["type"])


def _event(
    event: dict[str, Any], pointer: str, names: Names, shape: list[Finding]
) -> list[Finding]:
    start = len(pointer) + 1
    broken = {plain_step(one.pointer[start:].partition("/")[0]) for one in shape}
    return shape + [finding(problem, pointer) for problem in _problems(event, names, broken)]


def _problems(
    event: dict[str, Any], names: Names, broken: set[str] | frozenset[str]
) -> list[Problem]:
    kind = event.get("type")
    if not isinstance(kind, str):
        return []
    standard = kind in EVENTS
    known = fields(kind if standard else "OtherEvent")
    found = [] if standard else [*_own_type(kind, names)]
    for name, value in event.items():
        if name not in known:
            found += foreign(name, event, names)
        elif name in CHECKS and name not in broken and (wrong := CHECKS[name](value, names)):
            found += [problem.below(name) for problem in wrong]
    if standard and not broken:
        found += event_rules(event)
    return found


def _own_type(kind: str, names: Names) -> Iterator[Problem]:
    prefix = prefix_of(kind)
    if ":" not in kind:
        yield Problem("event.type", ("type",), {"value": kind})
    elif prefix and prefix not in names.namespaces:
        yield Problem("context.prefix", ("type",), {"value": kind, "prefix": prefix})


def _repeated(event: dict[str, Any], seen: set[str]) -> Iterator[Problem]:
    number = event.get("eventID")
    if isinstance(number, str) and "errorDeclaration" not in event:
        if number in seen:
            yield Problem("document.repeated", ("eventID",), {"value": number})
        seen.add(number)
