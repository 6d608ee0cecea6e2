"""XML to a tree of elements and the prefixes in it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from zhiliang.methods import harmless_xml
from zhiliang.methods.epcis.contexts import MASTER_DATA, Names, names_of
from zhiliang.methods.epcis.fields import SCHEMES

STANDARD = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
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


class Tree(harmless_xml.Tree):
    """A tree that takes down the prefixes."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes = Prefixes()

    def start_ns(self, prefix: str, uri: str) -> None:  # noqa: D102
        if uri:
            self.prefixes.bind(prefix, uri)


def parse(data: bytes) -> tuple[Element, Prefixes]:
    """Return the root element of an XML document and its prefixes.

    Raises
    ------
    ValueError
        Not well-formed (with line and column), or not harmless.
    """
    tree = Tree()
    return harmless_xml.parse_into(tree, data), tree.prefixes
