"""The one form in which events are indexed: twins in XML and JSON, URN and Digital Link meet."""

from collections.abc import Callable, Mapping
from typing import Any

from zhiliang.methods.epcis.contexts import Names, expanded, names_of, uri_of
from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.hashing import REMARKS
from zhiliang.methods.epcis.identifiers import canonical_id
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import bare

Reader = Callable[[Any, Names], Any]
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"


def normal_form(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form of an event in which the repository indexes it.

    Identifiers are canonical, standard values bare words, keys of extensions full URIs, values of
    extensions texts, times UTC to the microsecond; lists keep their order, empty ones, remarks and
    the context are left out. The form of a form is that form.

    Examples
    --------
    >>> normal_form({"@context": {"ex": "https://ex.org/"}, "ex:lot": 7, "epcList": []})
    {'https://ex.org/lot': '7'}
    """
    found: dict[str, Any] = _object(event, names_of(event.get(CONTEXT)), EVENT)
    return found


def _object(value: Any, names: Names, readers: Mapping[str, Reader]) -> Any:
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for name, one in value.items():
        reader = readers.get(name)
        if reader is not None:
            if one is not None and one != []:
                found[name] = reader(one, names)
        elif name != CONTEXT and name not in REMARKS and name != COMMENT:
            found[uri_of(name, names)] = _extension(one, names)
    return found


def _objects(readers: Mapping[str, Reader]) -> Reader:
    def read(value: Any, names: Names) -> Any:
        if isinstance(value, list):
            return [_object(one, names, readers) for one in value]
        return _object(value, names, readers)

    return read


def _word(kind: str) -> Reader:
    def read(value: Any, names: Names) -> Any:
        if isinstance(value, list):
            return [read(one, names) for one in value]
        return bare(kind, value, names) if isinstance(value, str) else value

    return read


def _id(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        text = value.strip()
        return canonical_id(expanded(text, names) if names.namespaces else text)
    return [_id(one, names) for one in value] if isinstance(value, list) else value


def _time(value: Any, _: Names) -> Any:
    moment = instant(value.strip()) if isinstance(value, str) else None
    return moment.utc if moment else value


def _number(value: Any, _: Names) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _same(value: Any, _: Names) -> Any:
    return value.strip() if isinstance(value, str) else value


def _name(value: Any, names: Names) -> Any:
    if isinstance(value, list):
        return [_name(one, names) for one in value]
    return expanded(value.strip(), names) if isinstance(value, str) else value


def _extension(value: Any, names: Names) -> Any:
    if isinstance(value, dict):
        return _object(value, names, {})
    if isinstance(value, list):
        return [_extension(one, names) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return _id(str(value), names) if value is not None else ""


QUANTITIES = _objects({"epcClass": _id, "quantity": _number, "uom": _same})
PLACE = _objects({"id": _id})
PARTIES = {"type": _word("SDT"), "source": _id, "destination": _id}
OBSERVED = {
    **dict.fromkeys(["deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"], _id),
    "bizRules": _id,
    "time": _time,
    "startTime": _time,
    "endTime": _time,
}
REPORT = {
    **OBSERVED,
    "type": _word("Measure"),
    "exception": _word("Alert"),
    "component": _word("Comp"),
    **dict.fromkeys(["microorganism", "chemicalSubstance", "uriValue"], _id),
    **dict.fromkeys(["coordinateReferenceSystem"], _id),
    **dict.fromkeys(["value", "minValue", "maxValue", "meanValue", "sDev"], _number),
    **dict.fromkeys(["percRank", "percValue", "booleanValue"], _number),
    **dict.fromkeys(["stringValue", "hexBinaryValue", "uom"], _same),
}
EVENT: Mapping[str, Reader] = {
    "type": _name,
    "eventTime": _time,
    "recordTime": _time,
    "eventID": _name,
    **dict.fromkeys(["eventTimeZoneOffset", "action"], _same),
    **dict.fromkeys(["certificationInfo", "parentID", "transformationID"], _id),
    **dict.fromkeys(["epcList", "childEPCs", "inputEPCList", "outputEPCList"], _id),
    **dict.fromkeys(["quantityList", "childQuantityList"], QUANTITIES),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], QUANTITIES),
    "bizStep": _word("BizStep"),
    "disposition": _word("Disp"),
    "persistentDisposition": _objects({"set": _word("Disp"), "unset": _word("Disp")}),
    "readPoint": PLACE,
    "bizLocation": PLACE,
    "bizTransactionList": _objects({"type": _word("BTT"), "bizTransaction": _id}),
    **dict.fromkeys(["sourceList", "destinationList"], _objects(PARTIES)),
    "sensorElementList": _objects(
        {"sensorMetadata": _objects(OBSERVED), "sensorReport": _objects(REPORT)}
    ),
    "errorDeclaration": _objects(
        {"declarationTime": _time, "reason": _word("ER"), "correctiveEventIDs": _name}
    ),
    "ilmd": _objects({}),
}
