"""Events of the made-up chain, as EPCIS writes them. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhiliang.systems.traceability.sample.firms import FIRMS, PRODUCTS, MadeUpProduct

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
Event = dict[str, Any]
Amount = tuple[MadeUpProduct, str, float]
"""Product, number of the lot, how much."""


def _event(at: datetime, kind: str, **fields: Any) -> Event:
    action = {} if kind == "TransformationEvent" else {"action": "OBSERVE"}
    base = {"type": kind, "eventTime": at.isoformat(), "eventTimeZoneOffset": "+08:00"}
    return base | action | fields


def _amounts(amounts: Sequence[Amount]) -> list[Event]:
    return [
        {"epcClass": product.lot(number), "quantity": quantity}
        | ({"uom": product.unit} if product.unit else {})
        for product, number, quantity in amounts
    ]


def _at(firm: str) -> Event:
    return {"bizLocation": {"id": FIRMS[firm].site}}


def produced(at: datetime, firm: str, amount: Amount) -> Event:
    """Brought into being where nothing went in."""
    told = {"quantityList": _amounts([amount]), **_at(firm)}
    return _event(at, "ObjectEvent", **told) | {"action": "ADD", "bizStep": "commissioning"}


def processed(
    at: datetime, firm: str, inputs: Sequence[Amount], outputs: Sequence[Amount], expires: str = ""
) -> Event:
    """Lots made of lots."""
    told: Event = {
        "inputQuantityList": _amounts(inputs),
        "outputQuantityList": _amounts(outputs),
        "bizStep": "commissioning",
        **_at(firm),
    }
    if expires:
        told["ilmd"] = {"cbvmda:itemExpirationDate": expires}
    return _event(at, "TransformationEvent", **told)


def numbered(at: datetime, firm: str, product: MadeUpProduct, lot: str, first: int) -> Event:
    """Two items of a lot with numbers of their own."""
    items = [f"{product.lot(lot)}/21/{number}" for number in (first, first + 1)]
    return _event(at, "ObjectEvent", epcList=items, **_at(firm)) | {
        "action": "ADD",
        "bizStep": "commissioning",
    }


def moved(at: datetime, step: str, source: str, target: str, goods: Event) -> Event:
    """Sent or received; `goods` are a list of lots or a container."""
    where = {"readPoint": {"id": FIRMS[source].site}} if step == "shipping" else _at(target)
    return _event(
        at,
        "ObjectEvent",
        bizStep=step,
        disposition="in_transit" if step == "shipping" else "in_progress",
        sourceList=[{"type": "location", "source": FIRMS[source].site}],
        destinationList=[{"type": "location", "destination": FIRMS[target].site}],
        **goods,
        **where,
    )


def lots(*amounts: Amount) -> Event:
    """Goods by lot."""
    return {"quantityList": _amounts(amounts)}


def boxed(container: str) -> Event:
    """Goods by what they lie in."""
    return {"epcList": [container]}


def packed(at: datetime, firm: str, container: str, amounts: Sequence[Amount]) -> Event:
    """Put into a container."""
    told = {"parentID": container, "childQuantityList": _amounts(amounts), **_at(firm)}
    return _event(at, "AggregationEvent", **told) | {"action": "ADD", "bizStep": "packing"}


def unpacked(at: datetime, firm: str, container: str) -> Event:
    """A container emptied, whatever was in it."""
    told = {"parentID": container, **_at(firm)}
    return _event(at, "AggregationEvent", **told) | {"action": "DELETE", "bizStep": "unpacking"}


def sold(at: datetime, firm: str, amount: Amount) -> Event:
    """Sold to consumers."""
    goods = {**lots(amount), **_at(firm)}
    return _event(at, "ObjectEvent", bizStep="retail_selling", **goods)


def taken_back(event: Event, at: datetime) -> Event:
    """The declaration that an event did not occur."""
    return event | {
        "errorDeclaration": {"declarationTime": at.isoformat(), "reason": "did_not_occur"}
    }


def document(events: Sequence[Event], firm: str, *, master: bool) -> Event:
    """The events of a firm as one document, with its products in the header where wanted."""
    told: Event = {
        "@context": [CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": max(event["eventTime"] for event in events),
        "epcisBody": {"eventList": list(events)},
    }
    return told | ({"epcisHeader": _header(firm)} if master else {})


def _header(firm: str) -> Event:
    elements = [
        {
            "id": f"https://id.gs1.org/01/{one.gtin}",
            "attributes": [
                {"id": "urn:epcglobal:cbv:mda#descriptionShort", "attribute": one.name},
                {"id": "urn:epcglobal:cbv:mda#functionalName", "attribute": one.generic},
            ]
            + (
                [{"id": "https://gs1.org/voc/certificationInfo", "attribute": one.certificate}]
                if one.certificate
                else []
            ),
        }
        for one in PRODUCTS.values()
        if one.maker == firm
    ]
    kind = "urn:epcglobal:epcis:vtype:EPCClass"
    vocabularies = [{"type": kind, "vocabularyElementList": elements}] if elements else []
    return {"epcisMasterData": {"vocabularyList": vocabularies}}
