"""Events out of documents, each with the context in force for it."""

from collections.abc import Mapping
from typing import Any

Event = dict[str, Any]
DOCUMENTS = ("EPCISDocument", "EPCISQueryDocument")
CONTEXT = "@context"


def events_of(document: Mapping[str, Any]) -> list[Event]:
    """Return the events of a document, or the event itself, each with its effective `@context`.

    What is no event (no JSON object) is left out: `validate` says where it stands.

    Examples
    --------
    >>> events_of({"type": "EPCISDocument", "@context": "c", "epcisBody": {"eventList": [{}]}})
    [{'@context': ['c']}]
    """
    if document.get("type") not in DOCUMENTS:
        return [dict(document)]
    outer = listed(document.get(CONTEXT))
    found = [event for _, event in placed_events(document) if isinstance(event, dict)]
    return [{**event, CONTEXT: effective(outer, event)} for event in found]


def effective(outer: list[Any], event: Mapping[str, Any]) -> list[Any]:
    """Return the context in force inside an event of a document with the `outer` one."""
    return outer + listed(event[CONTEXT]) if CONTEXT in event else outer


def placed_events(document: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return JSON pointer and value of each member of the event lists of a document."""
    body = document.get("epcisBody")
    where = "/epcisBody"
    if document.get("type") == "EPCISQueryDocument":
        for part in ("queryResults", "resultsBody"):
            body, where = _inside(body, part), f"{where}/{part}"
    events = _inside(body, "eventList")
    if isinstance(events, list):
        return [(f"{where}/eventList/{place}", event) for place, event in enumerate(events)]
    # A capture of one event may name it alone.
    alone = _inside(body, "event")
    return [] if alone is None else [(f"{where}/event", alone)]


def listed(value: Any) -> list[Any]:
    """Return a list as it is, nothing as an empty list, anything else as a list of one."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _inside(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
