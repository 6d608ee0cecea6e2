"""Event hash ids (CBV 2.0, 8.9): one string, and one hash, for every spelling of an event.

Where the text of the standard and the vectors published with it differ, the vectors decide: a
parent stands before the list of EPCs, the type of a business transaction, source or destination
before its value, and these three lists after the sensor elements, sorted among ILMD and
extensions by their names.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from zhiliang.methods.epcis.contexts import Names, names_of, split
from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.identifiers import URIS, reading
from zhiliang.methods.epcis.texts import text_of
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import web

Write = Callable[[Any, Names], str]
# What happened does not change with what is known about its record.
RECORD = frozenset([CONTEXT, "type", "eventID", "recordTime", "errorDeclaration"])
REMARKS = frozenset(["#text", "comment", "rdfs:comment"])


def event_hash(event: Mapping[str, Any]) -> str:
    """Return the hash id of an event [JSON-LD object, may carry its document's `@context`].

    Raises
    ------
    ValueError
        The event holds text that no encoding can write.
    """
    return hash_id(prehash(event))


def prehash(event: Mapping[str, Any]) -> str:
    """Return the string whose hash is the event's id.

    Examples
    --------
    >>> prehash({"type": "ObjectEvent", "bizStep": "shipping", "eventID": "urn:uuid:1"})
    'eventType=ObjectEventbizStep=https://ref.gs1.org/cbv/BizStep-shipping'
    """
    return prehash_of(event, names_of(event.get(CONTEXT)))


def prehash_of(event: Mapping[str, Any], names: Names) -> str:
    """Return the pre-hash string of an event, read with the names in force for it."""
    return f"eventType={key(str(event.get('type', '')), names)}{EVENT(dict(event), names)}"


def hash_id(text: str) -> str:
    """Return the hash id of a pre-hash string."""
    return f"ni:///sha-256;{sha256(text.encode()).hexdigest()}?ver=CBV2.0"


@lru_cache(1 << 14)
def key(name: str, names: Names) -> str:
    """Return a name as the pre-hash string has it: {namespace}local name."""
    namespace, local = split(name, names)
    return f"{{{namespace}}}{local}" if namespace else local


def plain(name: str) -> Write:
    """Return the writer of a field with one value, or several; objects nobody foresaw too."""

    def write(value: Any, names: Names) -> str:
        if isinstance(value, str) and value.startswith(URIS):
            return f"{name}={reading(value)[0]}"
        if isinstance(value, list):
            return "".join(sorted([write(one, names) for one in value]))
        if isinstance(value, dict):
            return "".join(extension(name, value, names))
        text = text_of(value, names)
        return f"{name}={text}" if text else ""

    return write


def time(name: str) -> Write:
    """Return the writer of a time, to the millisecond."""

    def write(value: Any, names: Names) -> str:
        moment = instant(value.strip()) if isinstance(value, str) else None
        return f"{name}={moment.rounded}" if moment else plain(name)(value, names)

    return write


def word(name: str, kind: str) -> Write:
    """Return the writer of a word of a vocabulary, or of several."""
    other = plain(name)

    def write(value: Any, names: Names) -> str:
        if isinstance(value, str):
            return f"{name}={web(kind, value, names)}"
        if isinstance(value, list):
            return "".join(sorted([write(one, names) for one in value]))
        return other(value, names)

    return write


def members(name: str, write: Write) -> Write:
    """Return the writer of a list: its name once, its members sorted, nothing for an empty one."""

    def listed(value: Any, names: Names) -> str:
        if not isinstance(value, list):
            return "".join(extension(name, value, names))
        inner = "".join(sorted([write(one, names) for one in value]))
        return name + inner if inner else ""

    return listed


def holder(name: str, fields: Mapping[str, Write]) -> Write:
    """Return the writer of a structure: its fields in the standard's order, extensions last."""
    order = tuple(fields.items())
    known = frozenset(fields) | REMARKS | (frozenset() if name else RECORD)

    def write(value: Any, names: Names) -> str:
        if isinstance(value, list):
            return "".join(sorted([write(one, names) for one in value]))
        if not isinstance(value, dict):
            return plain(name)(value, names)
        parts = [one(value[field], names) for field, one in order if field in value]
        if len(parts) < len(value):
            rest = [at for at in value if at not in known]
            parts += sorted([text for at in rest for text in _rest(at, value[at], names)])
        inner = "".join(parts)
        return name + inner if inner else ""

    return write


def typed(name: str, kind: str) -> Write:
    """Return the writer of a business transaction, source or destination: its type comes first."""
    first, second = word("type", kind), plain(name)

    def write(value: Any, names: Names) -> str:
        if not isinstance(value, dict):
            return second(value, names)
        before = first(value["type"], names) if "type" in value else ""
        return before + second(value.get(name), names)

    return write


def extension(name: str, value: Any, names: Names) -> list[str]:
    """Return an extension field: one text for it, or for each member of a list."""
    if isinstance(value, list):
        return [text for one in value for text in extension(name, one, names)]
    inner = ""
    if isinstance(value, dict):
        rest = [
            text for at in value if at not in REMARKS for text in extension(at, value[at], names)
        ]
        inner, value = "".join(sorted(rest)), value.get("#text")
    text = text_of(value, names)
    return [f"{key(name, names)}={text}{inner}" if text else key(name, names) + inner]


def _rest(name: str, value: Any, names: Names) -> list[str]:
    write = LISTS.get(name)
    return [write(value, names)] if write else extension(name, value, names)


def _plain(*names: str) -> dict[str, Write]:
    return {name: plain(name) for name in names}


QUANTITY = holder("quantityElement", _plain("epcClass", "quantity", "uom"))
PLACE = _plain("id")
PERSISTENT = {"set": word("set", "Disp"), "unset": word("unset", "Disp")}
METADATA = {
    **{name: time(name) for name in ("time", "startTime", "endTime")},
    **_plain("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"),
}
REPORT = {
    "type": word("type", "Measure"),
    "exception": word("exception", "Alert"),
    **_plain("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"),
    "time": time("time"),
    **_plain("microorganism", "chemicalSubstance", "value"),
    "component": word("component", "Comp"),
    **_plain("stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue"),
    **_plain("meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem"),
    # The standard's order forgets the business rules of a report.
    **_plain("bizRules"),
}
SENSOR = {
    "sensorMetadata": holder("sensorMetadata", METADATA),
    "sensorReport": holder("sensorReport", REPORT),
}
LISTS = {
    "bizTransactionList": members("bizTransactionList", typed("bizTransaction", "BTT")),
    "sourceList": members("sourceList", typed("source", "SDT")),
    "destinationList": members("destinationList", typed("destination", "SDT")),
}
EVENT = holder(
    "",
    {
        "eventTime": time("eventTime"),
        **_plain("eventTimeZoneOffset", "certificationInfo", "parentID"),
        **{name: members(name, plain("epc")) for name in ("epcList", "inputEPCList", "childEPCs")},
        "quantityList": members("quantityList", QUANTITY),
        "childQuantityList": members("childQuantityList", QUANTITY),
        "inputQuantityList": members("inputQuantityList", QUANTITY),
        "outputEPCList": members("outputEPCList", plain("epc")),
        "outputQuantityList": members("outputQuantityList", QUANTITY),
        **_plain("action", "transformationID"),
        "bizStep": word("bizStep", "BizStep"),
        "disposition": word("disposition", "Disp"),
        "persistentDisposition": holder("persistentDisposition", PERSISTENT),
        "readPoint": holder("readPoint", PLACE),
        "bizLocation": holder("bizLocation", PLACE),
        "sensorElementList": members("sensorElementList", holder("sensorElement", SENSOR)),
    },
)
