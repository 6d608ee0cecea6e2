"""Events of EPCIS in XML to their form in JSON."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from zhiliang.methods.epcis.vocabulary import bare
from zhiliang.methods.epcis.xml_elements import (
    Read,
    boolean,
    fields,
    key,
    members,
    number,
    structure,
    text,
    typed,
    word,
)
from zhiliang.methods.epcis.xml_tree import Prefixes

NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
WORDS = {"type": "Measure", "exception": "Alert", "component": "Comp"}


def event(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    """Return an event element as the object JSON has for it."""
    return {"type": key(element.tag, prefixes), **fields(element, prefixes, EVENT)}


def _quantity(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    found = fields(element, prefixes, QUANTITY)
    # An empty quantity is nil in the XML schema: unknown, as if it were not there.
    return {name: value for name, value in found.items() if value != ""}


def _report(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    found = fields(element, prefixes, {})
    for name, value in found.items():
        if isinstance(value, str):
            found[name] = _attribute(name, value.strip(), prefixes)
    return found


def _attribute(name: str, value: str, prefixes: Prefixes) -> Any:
    if name in NUMBERS:
        return number(value)
    if name in WORDS:
        return bare(value, WORDS[name], prefixes.names())
    return boolean(value) if name == "booleanValue" else value


def _sensor_element(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    return _lists(fields(element, prefixes, SENSOR), "sensorReport")


def _persistent(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    return _lists(fields(element, prefixes, PERSISTENT), "set", "unset")


def _lists(found: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        if name in found and not isinstance(found[name], list):
            found[name] = [found[name]]
    return found


QUANTITY: Mapping[str, Read] = {
    "epcClass": text,
    "quantity": lambda element, _: number(text(element)),
    "uom": text,
}
PLACE = structure({"id": text})
SENSOR: Mapping[str, Read] = {"sensorMetadata": structure({}), "sensorReport": _report}
PERSISTENT = {"set": word("Disp"), "unset": word("Disp")}
DECLARATION = {"declarationTime": text, "reason": word("ER"), "correctiveEventIDs": members(text)}
EVENT: Mapping[str, Read] = {
    **dict.fromkeys(["eventTime", "recordTime", "eventTimeZoneOffset", "eventID"], text),
    **dict.fromkeys(["certificationInfo", "parentID", "action", "transformationID"], text),
    **dict.fromkeys(["epcList", "childEPCs", "inputEPCList", "outputEPCList"], members(text)),
    **dict.fromkeys(["quantityList", "childQuantityList"], members(_quantity)),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], members(_quantity)),
    "bizStep": word("BizStep"),
    "disposition": word("Disp"),
    "persistentDisposition": _persistent,
    **dict.fromkeys(["readPoint", "bizLocation"], PLACE),
    "bizTransactionList": members(typed("bizTransaction", "BTT")),
    "sourceList": members(typed("source", "SDT")),
    "destinationList": members(typed("destination", "SDT")),
    "sensorElementList": members(_sensor_element),
    "errorDeclaration": structure(DECLARATION),
    "ilmd": structure({}),
}
