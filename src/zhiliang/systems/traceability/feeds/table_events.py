"""Rows of the table as events of EPCIS. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from zhiliang.systems.traceability.feeds.table import IN_BATCH, IN_BOX, Line

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
NAME = "urn:epcglobal:cbv:mda#descriptionShort"
_DISPOSITIONS = {
    "receiving": "in_progress",
    "shipping": "in_transit",
    "commissioning": "active",
    "retail_selling": "retail_sold",
    "destroying": "destroyed",
}
_ACTIONS = {"commissioning": "ADD", "destroying": "DELETE", "packing": "ADD", "unpacking": "DELETE"}
_DOCUMENTS = {
    "receiving": "recadv",
    "shipping": "desadv",
    "input": "prodorder",
    "output": "prodorder",
}


def document_of_lines(lines: Sequence[Line], *, firm: int, site: str) -> dict[str, Any]:
    """The rows as one EPCIS document, the same whenever it is made.

    `site` is where the firm does things if a row says nothing of that.
    """
    document: dict[str, Any] = {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": max(line.at for line in lines).isoformat(),
        "epcisBody": {"eventList": [event_of(line, firm=firm, site=site) for line in lines]},
    }
    named = {line.gtin: line.product for line in lines if line.gtin and line.product}
    return document | ({"epcisHeader": _master_data(named)} if named else {})


def _master_data(named: Mapping[str, str]) -> dict[str, Any]:
    elements = [
        {
            "id": f"https://id.gs1.org/01/{gtin}",
            "attributes": [{"id": NAME, "attribute": product}],
        }
        for gtin, product in named.items()
    ]
    kind = "urn:epcglobal:epcis:vtype:EPCClass"
    return {
        "epcisMasterData": {"vocabularyList": [{"type": kind, "vocabularyElementList": elements}]}
    }


def event_of(line: Line, *, firm: int, site: str) -> dict[str, Any]:
    """One row as one event."""
    event: dict[str, Any] = {
        "eventTime": line.at.isoformat(),
        "eventTimeZoneOffset": "+08:00",
        **_place(line, site),
        **_papers(line),
    }
    if line.step in IN_BATCH:
        return event | _transformation(line, firm)
    event |= {"action": _ACTIONS.get(line.step, "OBSERVE"), "bizStep": line.step}
    if line.step in _DISPOSITIONS:
        event["disposition"] = _DISPOSITIONS[line.step]
    if line.step in IN_BOX:
        return event | {"type": "AggregationEvent", "parentID": line.container} | _of("child", line)
    return event | {"type": "ObjectEvent"} | _of("", line) | _parties(line)


def _transformation(line: Line, firm: int) -> dict[str, Any]:
    """All rows of one processing batch are one transformation, whichever file they come in."""
    told = {
        "type": "TransformationEvent",
        "transformationID": f"urn:zhiliang:batch:{firm}:{quote(line.batch, safe='')}",
        **_of(line.step, line),
    }
    return told | ({"bizStep": "commissioning"} if line.step == "output" else {})


def _of(prefix: str, line: Line) -> dict[str, Any]:
    """The goods in the list that belongs there: by item, or by lot with a quantity."""
    if not line.goods:
        return {}
    if "/21/" in line.goods:
        names = {"": "epcList", "child": "childEPCs"}
        return {names.get(prefix, f"{prefix}EPCList"): [line.goods]}
    amount: dict[str, Any] = {"epcClass": line.goods}
    if line.quantity is not None:
        amount["quantity"] = float(line.quantity)
    if line.unit:
        amount["uom"] = line.unit
    return {f"{prefix}QuantityList" if prefix else "quantityList": [amount]}


def _place(line: Line, site: str) -> dict[str, Any]:
    """Where it was done: with the receiver at a receipt, else with the sender, else at home."""
    where = (line.receiver if line.step == "receiving" else line.sender) or site
    if not where:
        return {}
    leaving = line.step == "shipping"
    return {"readPoint" if leaving else "bizLocation": {"id": where}}


def _parties(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if line.step in ("shipping", "receiving"):
        if line.sender:
            told["sourceList"] = [{"type": "location", "source": line.sender}]
        if line.receiver:
            told["destinationList"] = [{"type": "location", "destination": line.receiver}]
    return told


def _papers(line: Line) -> dict[str, Any]:
    """The document, as CBV writes those that are no GS1 key: with the GLN of who issued it."""
    gln = (line.sender or line.receiver).rpartition("/")[2]
    if not line.document or not gln:
        return {}
    name = f"urn:epcglobal:cbv:bt:{gln}:{quote(line.document, safe='')}"
    kind = _DOCUMENTS.get(line.step)
    return {"bizTransactionList": [{"bizTransaction": name} | ({"type": kind} if kind else {})]}
