"""Rules of whole events: what each type of event must name (EPCIS 2.0, 7.4)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from zhiliang.methods.epcis.findings import Problem

Event = Mapping[str, Any]


def event_rules(event: Event) -> Iterator[Problem]:
    """Yield what an event of sound shape lacks or has too much."""
    rule = RULES.get(event["type"])
    if rule:
        yield from rule(event)
    declaration = event.get("errorDeclaration")
    if declaration and event.get("eventID") in declaration.get("correctiveEventIDs", ()):
        path = ("errorDeclaration", "correctiveEventIDs")
        yield Problem("error.corrects", path, {"value": event["eventID"]})


def object_event(event: Event) -> Iterator[Problem]:
    """Yield what an ObjectEvent lacks: objects, or sensors at a place."""
    if event["action"] != "ADD" and "ilmd" in event:
        yield Problem("object.ilmd", ("ilmd",), {"value": event["action"]})
    sensed = event.get("sensorElementList") and ("readPoint" in event or "epcList" in event)
    if not _any(event, "epcList", "quantityList") and not sensed:
        yield Problem("object.objects", (), {})


def aggregation_event(event: Event) -> Iterator[Problem]:
    """Yield what an AggregationEvent lacks: its parent, or its children."""
    if event["action"] != "OBSERVE" and "parentID" not in event:
        yield Problem("aggregation.parent", (), {"value": event["action"]})
    yield from association_event(event)


def association_event(event: Event) -> Iterator[Problem]:
    """Yield what an AssociationEvent lacks: its children. DELETE without any means all."""
    if event["action"] != "DELETE" and not _any(event, "childEPCs", "childQuantityList"):
        yield Problem("aggregation.children", (), {"value": event["action"]})


def transaction_event(event: Event) -> Iterator[Problem]:
    """Yield what a TransactionEvent lacks: its objects. DELETE without any means all."""
    named = _any(event, "epcList", "quantityList") or "parentID" in event
    if event["action"] != "DELETE" and not named:
        yield Problem("transaction.objects", (), {"value": event["action"]})


def transformation_event(event: Event) -> Iterator[Problem]:
    """Yield what a TransformationEvent lacks: a side, or both where it shares an id."""
    inputs = _any(event, "inputEPCList", "inputQuantityList")
    outputs = _any(event, "outputEPCList", "outputQuantityList")
    enough = inputs or outputs if "transformationID" in event else inputs and outputs
    if not enough:
        missing = [name for name, there in (("inputs", inputs), ("outputs", outputs)) if not there]
        yield Problem("transformation.sides", (), {"missing": " / ".join(missing)})


def _any(event: Event, *names: str) -> bool:
    return any(event.get(name) for name in names)


RULES: Mapping[str, Callable[[Event], Iterator[Problem]]] = {
    "ObjectEvent": object_event,
    "AggregationEvent": aggregation_event,
    "AssociationEvent": association_event,
    "TransactionEvent": transaction_event,
    "TransformationEvent": transformation_event,
}
