"""Elements of EPCIS in XML, one by one, to what JSON has for them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from zhiliang.methods.epcis.vocabulary import bare
from zhiliang.methods.epcis.xml_tree import Prefixes

OURS = frozenset(
    ["", "urn:epcglobal:epcis:xsd:2", "urn:epcglobal:epcis-query:xsd:2", "urn:epcglobal:xsd:1"]
)
# Attributes that say how to read a value, not what it is.
XML = ("http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/XML/1998/namespace")
# What the XML schema put around fields that came later; JSON has nothing of the kind.
WRAPPERS = frozenset(["extension", "baseExtension"])
DOCUMENT = frozenset(["schemaVersion", "creationDate"])
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
Read = Callable[[Element, Prefixes], Any]


def local(tag: str) -> str:
    """Return the local name of a tag."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Return the namespace of a tag, "" for none."""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def key(tag: str, prefixes: Prefixes) -> str:
    """Return the key of a tag in JSON: bare for the standard's own, with prefix for others."""
    home = namespace(tag)
    return local(tag) if home in OURS else f"{prefixes.of(home)}:{local(tag)}"


def children(element: Element) -> Iterator[Element]:
    """Yield the child elements, those in wrappers as if they had none."""
    for child in element:
        if namespace(child.tag) in OURS and local(child.tag) in WRAPPERS:
            yield from children(child)
        else:
            yield child


def child_of(element: Element | None, *path: str) -> Element | None:
    """Return the first element at the end of a path of local names, None where it breaks off."""
    for name in path:
        below = children(element) if element is not None else ()
        element = next((child for child in below if local(child.tag) == name), None)
    return element


def text(element: Element, _: Prefixes | None = None) -> str:
    """Return the text of an element without the whitespace around it."""
    return (element.text or "").strip()


def number(value: str) -> int | float | str:
    """Return a number as JSON has it; what is none stays text.

    Examples
    --------
    >>> [number(value) for value in ("200", "26.0", "", "many")]
    [200, 26.0, '', 'many']
    """
    for reader in (int, float):
        try:
            return reader(value)
        except ValueError:
            continue
    return value


def boolean(value: str) -> bool | str:
    """Return a boolean; what is none stays text."""
    return BOOLEANS.get(value, value)


def word(kind: str) -> Read:
    """Return the reader of a word of a vocabulary: bare, as JSON has it."""
    return lambda element, prefixes: bare(text(element), kind, prefixes.names())


def members(read: Read) -> Read:
    """Return the reader of a list element."""
    return lambda element, prefixes: [read(child, prefixes) for child in children(element)]


def structure(readers: Mapping[str, Read]) -> Read:
    """Return the reader of an element with children: the standard's, and extensions."""
    return lambda element, prefixes: fields(element, prefixes, readers)


def typed(field: str, kind: str) -> Read:
    """Return the reader of a text with a type."""

    def read(element: Element, prefixes: Prefixes) -> dict[str, Any]:
        found = {field: text(element)}
        given = element.get("type")
        return found if given is None else {"type": bare(given, kind, prefixes.names()), **found}

    return read


def fields(element: Element, prefixes: Prefixes, readers: Mapping[str, Read]) -> dict[str, Any]:
    """Return attributes and children as the fields of an object; repeated ones are a list."""
    found: dict[str, Any] = _attributes(element, prefixes)
    repeated = set[str]()
    for child in children(element):
        name = key(child.tag, prefixes)
        value = readers.get(name, extension)(child, prefixes)
        if name not in found:
            found[name] = value
        elif name in repeated:
            found[name].append(value)
        else:
            found[name] = [found[name], value]
            repeated.add(name)
    return found


def _attributes(element: Element, prefixes: Prefixes) -> dict[str, Any]:
    return {
        key(name, prefixes): value
        for name, value in element.items()
        if namespace(name) not in XML and name not in DOCUMENT
    }


def extension(element: Element, prefixes: Prefixes) -> Any:
    """Return an extension: its text, or an object of its attributes and children."""
    found = fields(element, prefixes, {})
    if not found:
        return element.text or ""
    return {**found, **({"#text": text(element)} if text(element) else {})}
