"""Which names stand where: fields of the standard, and extensions with a namespace."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from zhiliang.methods.epcis.contexts import Names
from zhiliang.methods.epcis.documents import CONTEXT
from zhiliang.methods.epcis.findings import Problem
from zhiliang.methods.tables.epcis import schema

EVENTS = frozenset(
    ["ObjectEvent", "AggregationEvent", "TransactionEvent"]
    + ["TransformationEvent", "AssociationEvent"]
)
# Schemes of URIs in their own right; any other letters before a colon are a prefix.
SCHEMES = frozenset(["http", "https", "urn", "ni", "tag", "did", "geo", "data", "ftp", "mailto"])
# Deeper than any real extension, and shallow enough to be walked safely.
DEPTH = 100
COMMENTS = frozenset(["rdfs:comment"])


@cache
def fields(kind: str) -> frozenset[str]:
    """Fields that a structure of the standard has, and the comment any may have."""
    return frozenset(schema()["definitions"][kind]["properties"]) | COMMENTS


@cache
def all_fields() -> frozenset[str]:
    """Fields that any of the five event types has."""
    return frozenset[str]().union(*(fields(kind) for kind in EVENTS))


def foreign(name: str, event: Mapping[str, Any], names: Names) -> Sequence[Problem]:
    """Return what is wrong with a field that events of this type do not have by the standard."""
    kind = event["type"]
    if name in all_fields():
        own = kind not in EVENTS
        return () if own else [Problem("event.field", (name,), {"kind": kind, "value": name})]
    return extension(name, event[name], names)


def extensions(holder: Mapping[str, Any], names: Names, kind: str) -> list[Problem]:
    """Return what is wrong with the extensions in a structure of the standard."""
    others = [name for name in holder if name not in fields(kind)]
    return [problem for name in others for problem in extension(name, holder[name], names)]


def extension(name: str, value: Any, names: Names) -> list[Problem]:
    """Return what is wrong with an extension field: its namespace, and those inside it."""
    if ":" not in name and name not in names.namespaces:
        found = [Problem("extension.namespace", (name,), {"value": name})]
    else:
        found = undeclared(name, names)
    return found + [problem.below(name) for problem in inside(value, names)]


def inside(value: Any, names: Names, depth: int = 1) -> list[Problem]:
    """Return keys with an undeclared prefix; those without any have no namespace, as in XML.

    Texts that no encoding can write are found too: they could not be hashed or kept.
    """
    if isinstance(value, str):
        return [] if value.isascii() else unwritable(value)
    if not isinstance(value, dict | list):
        return []
    if depth > DEPTH:
        return [Problem("extension.depth", (), {"value": DEPTH})]
    found: list[Problem] = []
    if isinstance(value, dict):
        found = [problem for name in value for problem in undeclared(name, names)]
    for step, one in value.items() if isinstance(value, dict) else enumerate(value):
        if step != CONTEXT:
            found += [problem.below(step) for problem in inside(one, names, depth + 1)]
    return found


def unwritable(text: str) -> list[Problem]:
    """Return a problem for a text with half of a pair of surrogates in it."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return [Problem("document.json", (), {"reason": error.reason})]
    return []


def undeclared(name: str, names: Names) -> list[Problem]:
    """Return a problem for a compact URI whose prefix no context declares."""
    prefix = prefix_of(name)
    if not prefix or prefix in names.namespaces:
        return []
    return [Problem("context.prefix", (name,), {"value": name, "prefix": prefix})]


def prefix_of(name: str) -> str:
    """Return the prefix of a compact URI, "" for full URIs and for names without one."""
    prefix, colon, rest = name.partition(":")
    whole = not colon or prefix.lower() in SCHEMES or rest.startswith("//")
    return "" if whole else prefix
