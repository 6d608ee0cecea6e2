"""EPCIS 2.0 in XML to its form in JSON, so that one reading serves both."""

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.fields import EVENTS
from zhiliang.methods.epcis.xml_elements import (
    DOCUMENT,
    OURS,
    child_of,
    children,
    fields,
    local,
    namespace,
    text,
)
from zhiliang.methods.epcis.xml_events import event
from zhiliang.methods.epcis.xml_tree import STANDARD, Prefixes, parse

OLD = ("urn:epcglobal:epcis:xsd:1", "urn:epcglobal:epcis-query:xsd:1")
SBDH = "StandardBusinessDocumentHeader"
HEADER = {
    "sender": (SBDH, "Sender", "Identifier"),
    "receiver": (SBDH, "Receiver", "Identifier"),
    "instanceIdentifier": (SBDH, "DocumentIdentification", "InstanceIdentifier"),
}


def read_xml(data: bytes) -> dict[str, Any]:
    """Return an EPCIS 2.0 document, query document or single event as its JSON form.

    Raises
    ------
    ValueError
        Not well-formed (with line and column), hostile, of EPCIS 1, or no EPCIS at all.

    Examples
    --------
    >>> read_xml(b"<ObjectEvent><epcList><epc>urn:uuid:1</epc></epcList></ObjectEvent>")
    ... # doctest: +ELLIPSIS
    {'@context': ['https://ref.gs1.org/...'], 'type': 'ObjectEvent', 'epcList': ['urn:uuid:1']}
    """
    root, prefixes = parse(data)
    kind = local(root.tag)
    if namespace(root.tag) in OLD or root.get("schemaVersion", "2").startswith("1"):
        raise ValueError("this is EPCIS 1: only EPCIS 2.0 is read, please export it as 2.0")
    if namespace(root.tag) not in OURS or kind not in DOCUMENTS.keys() | EVENTS:
        raise ValueError(
            f"<{kind}> is no EPCIS 2.0: EPCISDocument, EPCISQueryDocument or an event is wanted"
        )
    if kind in EVENTS:
        found = event(root, prefixes)
    else:
        stated = {name: value for name, value in root.items() if name in DOCUMENT}
        found = {
            "type": kind,
            **stated,
            **_header(root, prefixes),
            **DOCUMENTS[kind](root, prefixes),
        }
    return {CONTEXT: [STANDARD, *({name: uri} for name, uri in prefixes.declared())], **found}


def _document(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    return {"epcisBody": {"eventList": _events(child_of(root, "EPCISBody"), prefixes)}}


def _query_document(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    results = child_of(root, "EPCISBody", "QueryResults")
    found: dict[str, Any] = {}
    for name in ("queryName", "subscriptionID"):
        named = child_of(results, name)
        if named is not None:
            found[name] = text(named)
    found["resultsBody"] = {"eventList": _events(child_of(results, "resultsBody"), prefixes)}
    return {"epcisBody": {"queryResults": found}}


DOCUMENTS: Mapping[str, Callable[[Element, Prefixes], dict[str, Any]]] = {
    "EPCISDocument": _document,
    "EPCISQueryDocument": _query_document,
}


def _events(body: Element | None, prefixes: Prefixes) -> list[dict[str, Any]]:
    listed = child_of(body, "EventList")
    return [] if listed is None else [event(one, prefixes) for one in children(listed)]


def _header(root: Element, prefixes: Prefixes) -> dict[str, Any]:
    header = child_of(root, "EPCISHeader")
    named = {name: child_of(header, *path) for name, path in HEADER.items()}
    found: dict[str, Any] = {
        name: text(element) for name, element in named.items() if element is not None
    }
    vocabularies = child_of(header, "EPCISMasterData", "VocabularyList")
    if vocabularies is not None:
        kinds = [_vocabulary(one, prefixes) for one in children(vocabularies)]
        found["epcisHeader"] = {"epcisMasterData": {"vocabularyList": kinds}}
    return found


def _vocabulary(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    listed = child_of(element, "VocabularyElementList")
    entries = [] if listed is None else [_entry(one, prefixes) for one in children(listed)]
    return {"type": element.get("type", ""), "vocabularyElementList": entries}


def _entry(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    below = child_of(element, "children")
    attributes = [
        {"id": one.get("id", ""), "attribute": _attribute(one, prefixes)}
        for one in children(element)
        if local(one.tag) == "attribute"
    ]
    return {
        "id": element.get("id", ""),
        **({"attributes": attributes} if attributes else {}),
        **({"children": [text(one) for one in children(below)]} if below is not None else {}),
    }


def _attribute(element: Element, prefixes: Prefixes) -> Any:
    found = fields(element, prefixes, {})
    found.pop("id", None)
    return found or text(element)
