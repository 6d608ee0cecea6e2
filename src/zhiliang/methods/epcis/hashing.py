"""Event hash ids (CBV 2.0, 8.9): one string, and one hash, for every spelling of an event.

Where the text of the standard and the vectors published with it differ, the vectors decide: a
parent stands before the list of EPCs, the type of a business transaction, source or destination
before its value, and these three lists after the sensor elements, sorted among ILMD and
extensions by their names.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from zhiliang.methods.epcis.contexts import Names, expanded, names_of, split
from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.identifiers import canonical_id
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import web, web_of_urn

MEMBERS = {
    **dict.fromkeys(["epcList", "inputEPCList", "childEPCs", "outputEPCList"], "epc"),
    **dict.fromkeys(["quantityList", "childQuantityList"], "quantityElement"),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], "quantityElement"),
    "sensorElementList": "sensorElement",
}
EVENT = (
    "eventTime eventTimeZoneOffset certificationInfo parentID epcList inputEPCList childEPCs "
    "quantityList childQuantityList inputQuantityList outputEPCList outputQuantityList action "
    "transformationID bizStep disposition persistentDisposition readPoint bizLocation "
    "sensorElementList"
)
METADATA = "time startTime endTime deviceID deviceMetadata rawData dataProcessingMethod bizRules"
# Business rules of a report have no place in the standard's order.
REPORT = (
    "type exception deviceID deviceMetadata rawData dataProcessingMethod time microorganism "
    "chemicalSubstance value component stringValue booleanValue hexBinaryValue uriValue minValue "
    "maxValue meanValue sDev percRank percValue uom coordinateReferenceSystem bizRules"
)
ORDER = {
    "event": tuple(EVENT.split()),
    "quantityElement": ("epcClass", "quantity", "uom"),
    "persistentDisposition": ("set", "unset"),
    "readPoint": ("id",),
    "bizLocation": ("id",),
    "sensorElement": ("sensorMetadata", "sensorReport"),
    "sensorMetadata": tuple(METADATA.split()),
    "sensorReport": tuple(REPORT.split()),
}
KINDS = {
    "bizStep": "BizStep",
    "disposition": "Disp",
    "set": "Disp",
    "unset": "Disp",
    "type": "Measure",
    "exception": "Alert",
    "component": "Comp",
}
TYPED = {
    "bizTransactionList": ("bizTransaction", "BTT"),
    "sourceList": ("source", "SDT"),
    "destinationList": ("destination", "SDT"),
}
TIMES = frozenset(["eventTime", "time", "startTime", "endTime"])
# What happened does not change with what is known about its record.
RECORD = frozenset([CONTEXT, "type", "eventID", "recordTime", "errorDeclaration"])
REMARKS = frozenset(["#text", "comment", "rdfs:comment"])
APART = RECORD | REMARKS
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


def event_hash(event: Mapping[str, Any]) -> str:
    """Return the hash id of an event [JSON-LD object, may carry its document's `@context`].

    Raises
    ------
    ValueError
        The event holds text that no encoding can write.
    """
    return f"ni:///sha-256;{sha256(prehash(event).encode()).hexdigest()}?ver=CBV2.0"


def prehash(event: Mapping[str, Any]) -> str:
    """Return the string whose hash is the event's id.

    Examples
    --------
    >>> prehash({"type": "ObjectEvent", "bizStep": "shipping", "eventID": "urn:uuid:1"})
    'eventType=ObjectEventbizStep=https://ref.gs1.org/cbv/BizStep-shipping'
    """
    names = names_of(event.get(CONTEXT))
    kind = _key(str(event.get("type", "")), names)
    return f"eventType={kind}{_ordered('event', event, names)}"


def _ordered(kind: str, holder: Mapping[str, Any], names: Names) -> str:
    order = ORDER[kind]
    parts = [_standard(name, holder[name], names) for name in order if name in holder]
    others = [name for name in holder if name not in order and name not in APART]
    if others:
        parts += sorted([text for name in others for text in _rest(name, holder[name], names)])
    return "".join(parts)


def _standard(name: str, value: Any, names: Names) -> str:
    if isinstance(value, list):
        member = MEMBERS.get(name)
        if member is None:
            return "".join(sorted([_standard(name, one, names) for one in value]))
        inner = "".join(sorted([_standard(member, one, names) for one in value]))
        return name + inner if inner else ""
    if isinstance(value, dict):
        if name not in ORDER:
            return "".join(_other(name, value, names))
        inner = _ordered(name, value, names)
        return name + inner if inner else ""
    text = _standard_text(name, value, names)
    return f"{name}={text}" if text else ""


def _standard_text(name: str, value: Any, names: Names) -> str:
    if isinstance(value, str):
        if name in KINDS:
            return web(KINDS[name], value, names)
        if name in TIMES:
            moment = instant(value.strip())
            return moment.rounded if moment else value.strip()
    return _text(value, names)


def _rest(name: str, value: Any, names: Names) -> Iterator[str]:
    if name in TYPED and isinstance(value, list):
        inner = "".join(sorted([_typed(*TYPED[name], one, names) for one in value]))
        if inner:
            yield name + inner
    else:
        yield from _other(name, value, names)


def _typed(field: str, kind: str, value: Any, names: Names) -> str:
    if not isinstance(value, dict):
        return "".join(_other(field, value, names))
    found = value.get("type")
    first = f"type={web(kind, found, names)}" if isinstance(found, str) else ""
    return first + _standard(field, value.get(field, ""), names)


def _other(name: str, value: Any, names: Names) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _other(name, one, names)
        return
    key, inner = _key(name, names), ""
    if isinstance(value, dict):
        rest = value.items()
        parts = [text for at, one in rest if at not in REMARKS for text in _other(at, one, names)]
        inner, value = "".join(sorted(parts)), value.get("#text", "")
    text = _text(value, names)
    yield f"{key}={text}{inner}" if text else key + inner


@lru_cache(1 << 14)
def _key(name: str, names: Names) -> str:
    namespace, local = split(name, names)
    return f"{{{namespace}}}{local}" if namespace else local


def _text(value: Any, names: Names) -> str:
    if isinstance(value, str):
        return _written(value, names)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


@lru_cache(1 << 14)
def _written(value: str, names: Names) -> str:
    text = web_of_urn(expanded(value.strip(), names))
    return _plain_number(text) if NUMBER.fullmatch(text) else canonical_id(text)


def _plain_number(text: str) -> str:
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return str(int(exact))
    near = float(text)
    return str(int(near)) if near.is_integer() else repr(near)
