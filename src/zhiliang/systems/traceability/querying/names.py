"""Names in queries: prefixes of namespaces, words of the vocabularies, identifiers."""

from dataclasses import dataclass, field
from typing import Any

from zhiliang.methods.epcis.contexts import Names, expanded, key_of, names_of
from zhiliang.methods.epcis.vocabulary import bare
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same

STANDARD = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
EVERYBODYS = names_of(STANDARD)


@dataclass(frozen=True)
class Prefixes:
    """Prefixes that a query declares, beside those that EPCIS's own context has."""

    names: Names = field(default=EVERYBODYS)

    @classmethod
    def of(cls, context: Any) -> "Prefixes":
        """The prefixes of a JSON-LD context."""
        declared = context if isinstance(context, list) else [context]
        return cls(names_of([STANDARD, *(one for one in declared if one is not None)]))

    @classmethod
    def of_header(cls, text: str) -> "Prefixes":
        """The prefixes of a GS1-Extensions header: `ex=https://example.com/ns/,…`."""
        pairs = (one.strip().partition("=") for one in text.split(",") if "=" in one)
        return cls.of({name.strip(): uri.strip() for name, _equals, uri in pairs})

    def full(self, name: str) -> str | None:
        """The full name of `prefix:local`; None where nobody declared the prefix."""
        known = str(key_of(name, self.names))
        return known if known != name or "//" in name or name.startswith("urn:") else None

    def identifier(self, text: str) -> str:
        """An identifier as events are stored under it."""
        return canonical_or_same(expanded(text, self.names))

    def word(self, kind: str, text: str) -> str:
        """A word of a vocabulary (a kind of the table of CBV) as events are stored under it."""
        return bare(text, kind, self.names)
