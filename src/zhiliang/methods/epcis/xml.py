"""EPCIS 2.0 in XML to its form in JSON, so that one reading serves both."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.vocabulary import bare
from zhiliang.methods.epcis.xml_tree import Prefixes, parse

STANDARD = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
EPCIS = "urn:epcglobal:epcis:xsd:2"
OURS = frozenset(
    ["", EPCIS, "urn:epcglobal:epcis-query:xsd:2", "urn:epcglobal:xsd:1"]
    + ["urn:epcglobal:epcis-masterdata:xsd:2"]
)
OLD = ("urn:epcglobal:epcis:xsd:1", "urn:epcglobal:epcis-query:xsd:1")
XSI = "http://www.w3.org/2001/XMLSchema-instance"
WRAPPERS = frozenset(["extension", "baseExtension"])
EVENTS = frozenset(
    [
        "ObjectEvent",
        "AggregationEvent",
        "TransactionEvent",
        "TransformationEvent",
        "AssociationEvent",
    ]
)
Reader = Callable[[Element, Prefixes], Any]


def read_xml(data: bytes) -> dict[str, Any]:
    """Return an EPCIS 2.0 document, query document or single event as its JSON form.

    Raises
    ------
    ValueError
        Not well-formed (with line and column), hostile, of EPCIS 1, or no EPCIS at all.
    """
    root, prefixes = parse(data)
    kind = local(root.tag)
    if namespace(root.tag) in OLD or root.get("schemaVersion", "2").startswith("1"):
        raise ValueError("this is EPCIS 1: only EPCIS 2.0 is read, please export as 2.0")
    if kind in EVENTS and namespace(root.tag) in OURS:
        found = event(root, prefixes)
    elif kind in DOCUMENTS and namespace(root.tag) in OURS:
        found = {"type": kind, **_head(root), **DOCUMENTS[kind](root, prefixes)}
    else:
        raise ValueError(f"<{kind}> is no EPCIS document, query document or event")
    return {CONTEXT: [STANDARD, *({name: uri} for name, uri in prefixes.declared())], **found}


def local(tag: str) -> str:
    """Return the local name of a tag."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Return the namespace of a tag, "" for none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def children(element: Element) -> Iterator[Element]:
    """Yield the child elements, those in wrappers of the XML binding as if they had none."""
    for child in element:
        if namespace(child.tag) in OURS and local(child.tag) in WRAPPERS:
            yield from children(child)
        else:
            yield child


def text(element: Element, _: Prefixes | None = None) -> str:
    """Return the text of an element without the whitespace around it."""
    return (element.text or "").strip()


def event(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    """Return an event element as the object JSON has for it."""
    return {"type": key(element.tag, prefixes), **_fields(element, prefixes, EVENT)}


def key(tag: str, prefixes: Prefixes) -> str:
    """Return the key of a tag in JSON: bare for the standard's own, with prefix for others."""
    home = namespace(tag)
    return local(tag) if home in OURS else f"{prefixes.of(home)}:{local(tag)}"


def _fields(element: Element, prefixes: Prefixes, readers: Mapping[str, Reader]) -> dict[str, Any]:
    found = _attributes(element, prefixes)
    for child in children(element):
        name = key(child.tag, prefixes)
        _put(found, name, readers.get(name, extension)(child, prefixes))
    return found


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    """Repeated elements are one list."""
    if name not in found:
        found[name] = value
    elif isinstance(found[name], list):
        found[name].append(value)
    else:
        found[name] = [found[name], value]


def _attributes(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    """Types of XML Schema are left out: they say how to read a value, not what it is."""
    return {
        key(name, prefixes): value
        for name, value in element.items()
        if namespace(name) != XSI and name not in ("schemaVersion", "creationDate")
    }


def extension(element: Element, prefixes: Prefixes) -> Any:
    """Return an extension: its text, or an object of its attributes and children."""
    found = _fields(element, prefixes, {})
    if not found:
        return element.text or ""
    return {**found, **({"#text": text(element)} if text(element) else {})}


def _word(kind: str) -> Reader:
    return lambda element, prefixes: bare(kind, text(element), prefixes.names())


def _list(reader: Reader) -> Reader:
    return lambda element, prefixes: [reader(child, prefixes) for child in children(element)]


def _object(readers: Mapping[str, Reader]) -> Reader:
    return lambda element, prefixes: _fields(element, prefixes, readers)


def _typed(field: str, kind: str) -> Reader:
    def read(element: Element, prefixes: Prefixes) -> dict[str, Any]:
        found: dict[str, Any] = {field: text(element)}
        if "type" in element.keys():  # noqa: SIM118
            found["type"] = bare(kind, element.get("type", ""), prefixes.names())
        return found

    return read


def number(value: str) -> int | float | str:
    """Return a number of XML as JSON has it; what is none stays text."""
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        return value


def _number(element: Element, _: Prefixes) -> Any:
    return number(text(element))


def _boolean(value: str) -> bool | str:
    return {"true": True, "1": True, "false": False, "0": False}.get(value, value)


def _report(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    found = _fields(element, prefixes, {})
    for name in NUMBERS & found.keys():
        found[name] = number(found[name].strip())
    for name, kind in (("type", "Measure"), ("exception", "Alert"), ("component", "Comp")):
        if name in found:
            found[name] = bare(kind, found[name], prefixes.names())
    if "booleanValue" in found:
        found["booleanValue"] = _boolean(found["booleanValue"].strip())
    return found


def _quantity(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    found = _fields(element, prefixes, QUANTITY)
    # An empty quantity is nil in the XML schema: unknown, as if it were not there.
    return {name: value for name, value in found.items() if value != ""}


def _sensor_element(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    return _lists(_fields(element, prefixes, SENSOR), "sensorReport")


def _persistent(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    return _lists(_fields(element, prefixes, PERSISTENT), "set", "unset")


def _lists(found: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        if name in found and not isinstance(found[name], list):
            found[name] = [found[name]]
    return found


def _head(root: Element) -> dict[str, Any]:
    return {
        name: value for name, value in root.items() if name in ("schemaVersion", "creationDate")
    }


def _document(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    body = find(root, "EPCISBody")
    return {"epcisBody": {"eventList": events(body, prefixes)}, **_header(root, prefixes)}


def _query_document(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    results = find(find(root, "EPCISBody"), "QueryResults")
    found: dict[str, Any] = {
        name: text(child)
        for name in ("queryName", "subscriptionID")
        for child in [find(results, name)]
        if child is not None
    }
    found["resultsBody"] = {"eventList": events(find(results, "resultsBody"), prefixes)}
    return {"epcisBody": {"queryResults": found}, **_header(root, prefixes)}


DOCUMENTS: Mapping[str, Callable[[Element, Prefixes], dict[str, Any]]] = {
    "EPCISDocument": _document,
    "EPCISQueryDocument": _query_document,
}


def find(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name in the standard's namespaces."""
    for child in children(element) if element is not None else ():
        if local(child.tag) == name and namespace(child.tag) in OURS:
            return child
    return None


def events(body: Element | None, prefixes: Prefixes) -> list[dict[str, Any]]:
    """Return the events of a body."""
    listed = find(body, "EventList")
    return [event(one, prefixes) for one in children(listed)] if listed is not None else []


def _header(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    header = find(root, "EPCISHeader")
    vocabularies = find(find(header, "EPCISMasterData"), "VocabularyList")
    found: dict[str, Any] = {}
    for name, path in SBDH:
        for element in _deep(header, path):
            found[name] = text(element)
    if vocabularies is not None:
        kinds = [_vocabulary(one, prefixes) for one in vocabularies]
        found["epcisHeader"] = {"epcisMasterData": {"vocabularyList": kinds}}
    return found


def _deep(element: Element | None, path: Iterable[str]) -> Iterator[Element]:
    """Yield the first element at the end of a path of local names, whatever their namespaces."""
    for name in path:
        found = [child for child in element or () if local(child.tag) == name]
        if not found:
            return
        element = found[0]
    if element is not None:
        yield element


def _vocabulary(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    listed = find(element, "VocabularyElementList")
    found = [_entry(one, prefixes) for one in listed] if listed is not None else []
    return {"type": element.get("type", ""), "vocabularyElementList": found}


def _entry(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    found: dict[str, Any] = {"id": element.get("id", "")}
    attributes = [
        {"id": one.get("id", ""), "attribute": _value(one, prefixes)}
        for one in element
        if local(one.tag) == "attribute"
    ]
    below = find(element, "children")
    found |= {"attributes": attributes} if attributes else {}
    return found | ({"children": [text(one) for one in below]} if below is not None else {})


def _value(element: Element, prefixes: Prefixes) -> Any:
    found = _fields(element, prefixes, {})
    found.pop("id", None)
    return found or text(element)


SBDH = [
    ("sender", ("StandardBusinessDocumentHeader", "Sender", "Identifier")),
    ("receiver", ("StandardBusinessDocumentHeader", "Receiver", "Identifier")),
    (
        "instanceIdentifier",
        ("StandardBusinessDocumentHeader", "DocumentIdentification", "InstanceIdentifier"),
    ),
]
NUMBERS = frozenset(["value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"])
QUANTITIES = _list(_quantity)
QUANTITY = {"epcClass": text, "quantity": _number, "uom": text}
PLACE = _object({"id": text})
SENSOR = {"sensorMetadata": _object({}), "sensorReport": _report}
PERSISTENT = {"set": _word("Disp"), "unset": _word("Disp")}
EVENT: Mapping[str, Reader] = {
    **dict.fromkeys(["eventTime", "recordTime", "eventTimeZoneOffset", "eventID"], text),
    **dict.fromkeys(["certificationInfo", "parentID", "action", "transformationID"], text),
    **dict.fromkeys(["epcList", "childEPCs", "inputEPCList", "outputEPCList"], _list(text)),
    **dict.fromkeys(["quantityList", "childQuantityList"], QUANTITIES),
    **dict.fromkeys(["inputQuantityList", "outputQuantityList"], QUANTITIES),
    "bizStep": _word("BizStep"),
    "disposition": _word("Disp"),
    "persistentDisposition": _persistent,
    "readPoint": PLACE,
    "bizLocation": PLACE,
    "bizTransactionList": _list(_typed("bizTransaction", "BTT")),
    "sourceList": _list(_typed("source", "SDT")),
    "destinationList": _list(_typed("destination", "SDT")),
    "sensorElementList": _list(_sensor_element),
    "errorDeclaration": _object(
        {"declarationTime": text, "reason": _word("ER"), "correctiveEventIDs": _list(text)}
    ),
    "ilmd": _object({}),
}
