"""Names in queries: prefixes of namespaces, words of the vocabularies, identifiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiliang.methods.epcis import bare_word
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same

KNOWN = {
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "epcis": "https://ref.gs1.org/epcis/",
    "cbv": "https://ref.gs1.org/cbv/",
    "gs1": "https://gs1.org/voc/",
}


@dataclass(frozen=True)
class Prefixes:
    """Prefixes that a query declares, beside those that every context has."""

    declared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, context: Any) -> "Prefixes":
        """The prefixes of a JSON-LD context."""
        return cls(dict(_declared(context)))

    @classmethod
    def of_header(cls, text: str) -> "Prefixes":
        """The prefixes of a GS1-Extensions header: `ex=https://example.com/ns/,…`."""
        pairs = (one.strip().partition("=") for one in text.split(",") if "=" in one)
        return cls({name.strip(): uri.strip() for name, _equals, uri in pairs})

    def full(self, name: str) -> str | None:
        """The full name of `prefix:local`; None for a prefix that nobody declared."""
        prefix, colon, local = name.partition(":")
        if not colon:
            return None
        if local.startswith("//") or prefix == "urn":
            return name
        space = self.declared.get(prefix) or KNOWN.get(prefix)
        return space + local if space else None


def _declared(context: Any) -> Iterator[tuple[str, str]]:
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, Mapping):
            yield from ((name, uri) for name, uri in one.items() if isinstance(uri, str))


def identifier(text: str) -> str:
    """An identifier as events are stored under it."""
    return canonical_or_same(text)


def word(kind: str, text: str) -> str:
    """A word of a vocabulary as events are stored under it."""
    return bare_word(kind, text)
