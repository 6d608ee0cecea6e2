"""XML to a tree of elements and the prefixes in it, hostile documents refused."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from zhiliang.methods.epcis.contexts import MASTER_DATA, Names, names_of
from zhiliang.methods.epcis.fields import SCHEMES

STANDARD = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
# The deepest element of the standard stands ten levels down; extensions may nest further.
DEPTH = 100
# What Chinese systems write and expat does not read; GB 18030 takes in the other two.
DECLARED = re.compile(rb"\s*<\?xml[^>]*\sencoding\s*=\s*[\"'](gb2312|gbk|gb18030)[\"']", re.I)
# Bound in every document by the standard itself, so that they say nothing in JSON.
SILENT = ("urn:epcglobal:", "http://www.w3.org/2001/XMLSchema", "http://www.unece.org/cefact/")


class Prefixes:
    """The prefixes of a document; one bound anew, or named like a scheme of URIs, gets a number."""

    def __init__(self) -> None:
        self._namespaces: dict[str, str] = {}
        self._preferred: dict[str, str] = {}
        self._names: Names | None = None

    def bind(self, prefix: str, uri: str) -> None:
        """Take a declaration down."""
        name, number = prefix or "ns", len(self._namespaces)
        while name in SCHEMES or self._namespaces.get(name, uri) != uri:
            if uri in self._preferred:
                return
            name, number = f"{prefix or 'ns'}{number}", number + 1
        self._namespaces[name] = uri
        self._preferred.setdefault(uri, name)

    def of(self, uri: str) -> str:
        """Return the prefix of a namespace."""
        return self._preferred[uri]

    def declared(self) -> Iterator[tuple[str, str]]:
        """Yield prefix and namespace of all that JSON has to declare."""
        for prefix, uri in self._namespaces.items():
            if uri.startswith(MASTER_DATA) or not uri.startswith(SILENT):
                yield prefix, uri

    def names(self) -> Names:
        """Return the names a JSON context would declare."""
        if self._names is None:
            self._names = names_of([STANDARD, dict(self.declared())])
        return self._names


class Tree(TreeBuilder):
    """A tree that takes down the prefixes and how deep it is."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes = Prefixes()
        self.depth = 0

    def start_ns(self, prefix: str, uri: str) -> None:  # noqa: D102
        if uri:
            self.prefixes.bind(prefix, uri)

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:  # noqa: D102
        self.depth += 1
        if self.depth > DEPTH:
            raise ValueError(f"XML is nested more than {DEPTH} levels deep: make it flatter")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:  # noqa: D102
        self.depth -= 1
        return super().end(tag)


class Parser(DefusedXMLParser):  # type: ignore[misc]
    """Refuses entities, external references and any DTD but an empty one (GS1 has these)."""

    def defused_start_doctype_decl(  # noqa: D102
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: int
    ) -> None:
        if sysid or pubid or has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


def parse(data: bytes) -> tuple[Element, Prefixes]:
    """Return the root element of an XML document and its prefixes.

    Raises
    ------
    ValueError
        Not well-formed (with line and column), or not harmless.
    """
    tree = Tree()
    parser = Parser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(_decoded(data))
        root: Element = parser.close()
    except DefusedXmlException as danger:
        raise ValueError(
            "XML with a DTD, entities or external references is refused: send the document "
            f"without <!DOCTYPE …> ({type(danger).__name__})"
        ) from danger
    except LookupError as error:
        raise ValueError(f"save the document as UTF-8: {error}") from error
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise ValueError(
            f"not well-formed XML at line {line}, column {column + 1}: {reason}"
        ) from error
    return root, tree.prefixes


def _decoded(data: bytes) -> bytes | str:
    declared = DECLARED.match(data)
    if declared is None:
        return data
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        name = declared[1].decode()
        raise ValueError(f"byte {error.start + 1} is no {name}: save it as UTF-8") from error
