"""The one form in which events are indexed: twins in XML and JSON, URN and Digital Link meet."""

from collections.abc import Callable, Mapping
from typing import Any

from zhiliang.methods.epcis.contexts import Names, expanded, key_of, names_of
from zhiliang.methods.epcis.documents import CONTEXT, listed
from zhiliang.methods.epcis.identifiers import URIS, identified, reading
from zhiliang.methods.epcis.times import instant
from zhiliang.methods.epcis.vocabulary import bare
from zhiliang.methods.tables.epcis import words

Reader = Callable[[Any, Names], Any]
COMMENTS = frozenset(["rdfs:comment", "http://www.w3.org/2000/01/rdf-schema#comment"])


def normal_form(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form of an event in which the repository indexes it.

    Identifiers are canonical, standard values bare words, keys of extensions full URIs, values of
    extensions texts (a list of one is that one, as in XML), times UTC to the microsecond. Lists
    keep their order; empty ones, comments and the context are left out. The form of a form is
    that form.

    Examples
    --------
    >>> normal_form({"@context": {"ex": "https://ex.org/"}, "ex:lot": 7, "epcList": []})
    {'https://ex.org/lot': '7'}
    """
    return form_of(event, names_of(event.get(CONTEXT)))


def form_of(event: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return the normal form of an event, read with the names in force for it."""
    found: dict[str, Any] = _object(event, names, EVENT)
    return found


def _object(value: Mapping[str, Any], names: Names, readers: Mapping[str, Reader]) -> Any:
    found: dict[str, Any] = {}
    for name, one in value.items():
        reader = readers.get(name)
        if reader is not None:
            if one is not None and one != []:
                found[name] = reader(one, names)
        elif one != [] and name != CONTEXT and name not in COMMENTS:
            key, value = key_of(name, names), _extension(one, names)
            # Two prefixes of one namespace: the field is there twice.
            found[key] = [*listed(found[key]), *listed(value)] if key in found else value
    return found


def _objects(readers: Mapping[str, Reader]) -> Reader:
    def read(value: Any, names: Names) -> Any:
        if isinstance(value, list):
            return [read(one, names) for one in value]
        return _object(value, names, readers) if isinstance(value, dict) else value

    return read


def _word(kind: str) -> Reader:
    standard = words(kind)

    def read(value: Any, names: Names) -> Any:
        if isinstance(value, list):
            return [read(one, names) for one in value]
        if not isinstance(value, str) or value in standard:
            return value
        return bare(value, kind, names)

    return read


def _id(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return reading(value)[0] if value.startswith(URIS) else identified(value, names)
    return [_id(one, names) for one in value] if isinstance(value, list) else value


def _time(value: Any, _: Names) -> Any:
    moment = instant(value.strip()) if isinstance(value, str) else ""
    return moment or value


def _number(value: Any, _: Names) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _same(value: Any, _: Names) -> Any:
    return value.strip() if isinstance(value, str) else value


def _type(value: Any, names: Names) -> Any:
    return key_of(value.strip(), names) if isinstance(value, str) else value


def _name(value: Any, names: Names) -> Any:
    if isinstance(value, list):
        return [_name(one, names) for one in value]
    return expanded(value.strip(), names) if isinstance(value, str) else value


def _extension(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return identified(value, names)
    if isinstance(value, dict):
        return _object(value, names, {})
    if isinstance(value, list):
        found = [_extension(one, names) for one in value]
        return found[0] if len(found) == 1 else found
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


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
    "type": _type,
    "eventTime": _time,
    "recordTime": _time,
    "eventID": _name,
    **dict.fromkeys(["eventTimeZoneOffset", "action"], _same),
    "certificationInfo": lambda value, names: _id(listed(value), names),
    **dict.fromkeys(["parentID", "transformationID"], _id),
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
