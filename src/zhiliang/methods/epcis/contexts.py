"""JSON-LD contexts of EPCIS: from prefixes to namespaces, out of our own table, never fetched."""

import marshal
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhiliang.methods.epcis.memory import remembered
from zhiliang.methods.tables.epcis import contexts, prefixes

LARGEST = 1 << 14  # bytes
# A key written as a full URI: its namespace ends where its last part begins.
WHOLE = re.compile(r"((?:https?://|urn:).*[/#:])([^/#:]+)", re.DOTALL)
MASTER_DATA = "urn:epcglobal:cbv:mda"


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What a context declares: namespaces by prefix."""

    namespaces: Mapping[str, str]


def names_of(context: Any) -> Names:
    """Read a context [JSON: address, object or list of these]; what it cannot use it leaves out.

    A context of more than 16 kB, which nobody needs, declares nothing.

    Examples
    --------
    >>> names_of([{"ex": "https://ex.org/"}]).namespaces
    {'ex': 'https://ex.org/'}
    """
    try:
        frozen = marshal.dumps(context, 2)
    except ValueError:  # nested beyond all reason
        return Names({})
    return _names(frozen) if len(frozen) <= LARGEST else Names({})


@lru_cache(1024)
def _names(frozen: bytes) -> Names:
    namespaces: dict[str, str] = {}
    for part in _parts(marshal.loads(frozen)):
        if part is None:
            namespaces = {}
        elif isinstance(part, str):
            if part.endswith(contexts()):
                namespaces = {**namespaces, **prefixes()}
        else:
            namespaces.update(_declared(part, namespaces))
    return Names(namespaces)


def _parts(context: Any) -> Iterator[Any]:
    listed = context if isinstance(context, list) else [context]
    return (part for part in listed if part is None or isinstance(part, str | dict))


def _declared(part: Mapping[Any, Any], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for term, definition in part.items():
        named = definition.get("@id") if isinstance(definition, dict) else definition
        if isinstance(named, str) and isinstance(term, str) and not term.startswith("@"):
            prefix, colon, rest = named.partition(":")
            if colon and prefix in known and not rest.startswith("//"):
                named = known[prefix] + rest
            if ":" in named:
                yield term, named


class Key(str):
    """The full URI of an extension's name, which remembers where its namespace ends.

    `clark`: the same as {namespace}local name.
    """

    clark: str

    def __new__(cls, namespace: str, local: str) -> "Key":
        """Join a namespace and a local name."""
        joint = ":" if namespace == MASTER_DATA else ""
        made = super().__new__(cls, namespace + joint + local)
        made.clark = f"{{{namespace}}}{local}"
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Let copies and pickles be plain text."""
        return str, (str(self),)


def split(name: str, names: Names) -> tuple[str, str]:
    """Return namespace and local name of a key; an undeclared prefix leaves the key as it is.

    GS1's master data namespace is written without its colon, as in XML.
    """
    prefix, colon, local = name.partition(":")
    if colon and not local.startswith("//") and prefix in names.namespaces:
        namespace = names.namespaces[prefix]
        return (MASTER_DATA if namespace == f"{MASTER_DATA}:" else namespace), local
    if not colon and name in names.namespaces:
        return names.namespaces[name], ""
    return "", name


@remembered
def key_of(name: str, names: Names) -> str:
    """Return the full URI of a key, or the key where no namespace is declared for it."""
    namespace, local = split(name, names)
    if namespace:
        return Key(namespace, local)
    whole = WHOLE.fullmatch(name)
    return Key(whole[1], whole[2]) if whole else name


def expanded(text: str, names: Names) -> str:
    """Return a value with its prefix written out, if it is a compact URI with a declared one."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix in names.namespaces and not rest.startswith("//"):
        return names.namespaces[prefix] + rest
    return text
