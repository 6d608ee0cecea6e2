"""Event hash ids (CBV 2.0, 8.9): one string, and one hash, for every spelling of an event.

The string is written from the normal form, so that events of one form have one hash. Where the
text of the standard and the vectors published with it differ, the vectors decide: a parent stands
before the list of EPCs, the type of a business transaction, source or destination before its
value, and these three lists after the sensor elements, sorted among ILMD and extensions by their
names.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from zhiliang.methods.epcis.normal import normal_form
from zhiliang.methods.epcis.texts import clark, rounded, text_of
from zhiliang.methods.epcis.vocabulary import WEB

Form = Mapping[str, Any]
Write = Callable[[Any], str]
# What happened does not change with what is known about its record.
RECORD = frozenset(["type", "eventID", "recordTime", "errorDeclaration"])
REMARKS = frozenset(["#text", "comment"])


def event_hash(event: Mapping[str, Any]) -> str:
    """Return the hash id of an event [JSON-LD object, may carry its document's `@context`].

    Raises
    ------
    ValueError
        The event holds text that no encoding can write.
    """
    return hash_of(normal_form(event))


def prehash(event: Mapping[str, Any]) -> str:
    """Return the string whose hash is the event's id.

    Examples
    --------
    >>> prehash({"type": "ObjectEvent", "bizStep": "shipping", "eventID": "urn:uuid:1"})
    'eventType=ObjectEventbizStep=https://ref.gs1.org/cbv/BizStep-shipping'
    """
    return prehash_of(normal_form(event))


def hash_of(form: Form) -> str:
    """Return the hash id of a normal form."""
    return f"ni:///sha-256;{sha256(prehash_of(form).encode()).hexdigest()}?ver=CBV2.0"


def prehash_of(form: Form) -> str:
    """Return the pre-hash string of a normal form."""
    return f"eventType={clark(str(form.get('type', '')))}{EVENT(form)}"


def plain(name: str) -> Write:
    """Return the writer of a field with one value, or several; objects nobody foresaw too."""

    def write(value: Any) -> str:
        if isinstance(value, list):
            return "".join(sorted([write(one) for one in value]))
        if isinstance(value, dict):
            return "".join(extension(name, value))
        text = text_of(value)
        return f"{name}={text}" if text else ""

    return write


def uri(name: str) -> Write:
    """Return the writer of a field whose text stands as it is."""
    other = plain(name)
    return lambda value: f"{name}={value}" if value and isinstance(value, str) else other(value)


def time(name: str) -> Write:
    """Return the writer of a time, to the millisecond."""
    other = plain(name)
    return lambda value: f"{name}={rounded(value)}" if isinstance(value, str) else other(value)


def word(name: str, kind: str) -> Write:
    """Return the writer of a word of a vocabulary, or of several."""
    web, other = WEB[kind], plain(name)

    def write(value: Any) -> str:
        if isinstance(value, str):
            return f"{name}={web.get(value, value)}"
        if isinstance(value, list):
            return "".join(sorted([write(one) for one in value]))
        return other(value)

    return write


def epcs(name: str) -> Write:
    """Return the writer of a list of EPCs."""

    def write(value: Any) -> str:
        if not isinstance(value, list):
            return "".join(extension(name, value))
        return f"{name}epc=" + "epc=".join(sorted(map(str, value)))

    return write


def members(name: str, write: Write) -> Write:
    """Return the writer of a list: its name once, its members sorted, nothing for an empty one."""

    def listed(value: Any) -> str:
        if not isinstance(value, list):
            return "".join(extension(name, value))
        inner = "".join(sorted([write(one) for one in value]))
        return name + inner if inner else ""

    return listed


def holder(name: str, fields: Mapping[str, Write]) -> Write:
    """Return the writer of a structure: its fields in the standard's order, extensions last."""
    order = tuple(fields.items())
    known = frozenset(fields) | REMARKS | (frozenset() if name else RECORD)
    other = plain(name)

    def write(value: Any) -> str:
        if isinstance(value, list):
            return "".join(sorted([write(one) for one in value]))
        if not isinstance(value, dict):
            return other(value)
        parts = [one(value[field]) for field, one in order if field in value]
        if len(parts) < len(value):
            rest = [at for at in value if at not in known]
            parts += sorted([text for at in rest for text in _rest(at, value[at])])
        inner = "".join(parts)
        return name + inner if inner else ""

    return write


def typed(name: str, kind: str) -> Write:
    """Return the writer of a business transaction, source or destination: its type comes first."""
    first, second = word("type", kind), uri(name)

    def write(value: Any) -> str:
        if not isinstance(value, dict):
            return second(value)
        before = first(value["type"]) if "type" in value else ""
        return before + second(value.get(name))

    return write


def extension(name: str, value: Any) -> list[str]:
    """Return an extension field: one text for it, or for each member of a list."""
    if isinstance(value, list):
        return [text for one in value for text in extension(name, one)]
    inner = ""
    if isinstance(value, dict):
        fields = [at for at in value if at not in REMARKS]
        rest = [text for at in fields for text in extension(at, value[at])]
        inner, value = "".join(sorted(rest)), value.get("#text")
    text = text_of(value)
    return [f"{clark(name)}={text}{inner}" if text else clark(name) + inner]


def _rest(name: str, value: Any) -> list[str]:
    write = LISTS.get(name)
    return [write(value)] if write else extension(name, value)


def _uris(*names: str) -> dict[str, Write]:
    return {name: uri(name) for name in names}


def _plain(*names: str) -> dict[str, Write]:
    return {name: plain(name) for name in names}


QUANTITY = holder("quantityElement", {**_uris("epcClass"), **_plain("quantity", "uom")})
PLACE = _uris("id")
PERSISTENT = {"set": word("set", "Disp"), "unset": word("unset", "Disp")}
METADATA = {
    **{name: time(name) for name in ("time", "startTime", "endTime")},
    **_uris("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"),
}
REPORT = {
    "type": word("type", "Measure"),
    "exception": word("exception", "Alert"),
    **_uris("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"),
    "time": time("time"),
    **_uris("microorganism", "chemicalSubstance"),
    **_plain("value"),
    "component": word("component", "Comp"),
    **_plain("stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue", "maxValue"),
    **_plain("meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem"),
    # The standard's order forgets the business rules of a report.
    **_uris("bizRules"),
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
        **_uris("eventTimeZoneOffset", "certificationInfo", "parentID"),
        **{name: epcs(name) for name in ("epcList", "inputEPCList", "childEPCs")},
        "quantityList": members("quantityList", QUANTITY),
        "childQuantityList": members("childQuantityList", QUANTITY),
        "inputQuantityList": members("inputQuantityList", QUANTITY),
        "outputEPCList": epcs("outputEPCList"),
        "outputQuantityList": members("outputQuantityList", QUANTITY),
        **_uris("action", "transformationID"),
        "bizStep": word("bizStep", "BizStep"),
        "disposition": word("disposition", "Disp"),
        "persistentDisposition": holder("persistentDisposition", PERSISTENT),
        "readPoint": holder("readPoint", PLACE),
        "bizLocation": holder("bizLocation", PLACE),
        "sensorElementList": members("sensorElementList", holder("sensorElement", SENSOR)),
    },
)
