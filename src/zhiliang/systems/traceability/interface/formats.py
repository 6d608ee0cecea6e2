"""Identifiers in answers: as GS1 Digital Links, as EPC URNs, or as they were captured."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same
from zhiliang.systems.traceability.indexing.lists import LISTS, QUANTITIES

DIGITAL_LINK = "Always_GS1_Digital_Link"
Turn = Callable[[str], str]


def format_of(request: HttpRequest) -> str:
    """The format that a request asks for; Digital Links where it asks for none (12.6)."""
    return request.headers.get("GS1-EPC-Format", DIGITAL_LINK)


def in_format(event: dict[str, Any], wanted: str) -> dict[str, Any]:
    """An event with its identifiers in a format.

    URNs are given back where the event was captured with them: how long a company prefix is cannot
    be told from a Digital Link, so what was captured as one stays one.
    """
    return _turned(event, canonical_or_same) if wanted == DIGITAL_LINK else event


def _turned(event: dict[str, Any], turn: Turn) -> dict[str, Any]:
    turned = dict(event)
    for name in LISTS:
        if isinstance(event.get(name), list):
            turned[name] = [turn(one) for one in event[name]]
    for name in QUANTITIES:
        if name in event:
            turned[name] = [{**one, "epcClass": turn(one["epcClass"])} for one in event[name]]
    if "parentID" in event:
        turned["parentID"] = turn(event["parentID"])
    for name in ("readPoint", "bizLocation"):
        if isinstance(event.get(name), dict):
            turned[name] = {**event[name], "id": turn(event[name]["id"])}
    for name, key in (("sourceList", "source"), ("destinationList", "destination")):
        if name in event:
            turned[name] = [{**one, key: turn(one[key])} for one in event[name]]
    return turned
