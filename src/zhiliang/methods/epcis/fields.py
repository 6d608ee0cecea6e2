"""Which names stand where: fields of the standard, and extensions with a namespace."""

from collections.abc import Iterator, Mapping
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
REMARKS = frozenset(["rdfs:comment", "comment"])


@cache
def fields(kind: str) -> frozenset[str]:
    """Fields that a structure of the standard has."""
    return frozenset(schema()["definitions"][kind]["properties"])


@cache
def all_fields() -> frozenset[str]:
    """Fields that any of the five event types has."""
    return frozenset().union(*(fields(kind) for kind in EVENTS))


def event_fields(event: Mapping[str, Any], names: Names) -> Iterator[Problem]:
    """Yield the fields an event cannot have, and extensions without a namespace."""
    kind = str(event.get("type"))
    known = fields(kind if kind in EVENTS else "OtherEvent")
    for name in event.keys() - known - REMARKS:
        if kind in EVENTS and name in all_fields():
            yield Problem("event.field", (name,), {"kind": kind, "value": name})
        elif kind in EVENTS or name not in all_fields():
            yield from extension(name, event[name], names)


def extensions(
    holder: Mapping[str, Any], names: Names, kind: str | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with the extensions in a structure of the standard."""
    known = fields(kind) if kind else frozenset[str]()
    for name in holder.keys() - known - REMARKS:
        yield from extension(name, holder[name], names)


def extension(name: str, value: Any, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with an extension field: its namespace, and those inside it."""
    if ":" not in name and name not in names.namespaces:
        yield Problem("extension.namespace", (name,), {"value": name})
    else:
        yield from undeclared(name, names)
    for problem in inside(value, names):
        yield problem.below(name)


def inside(value: Any, names: Names) -> Iterator[Problem]:
    """Yield keys with an undeclared prefix; those without any stand for no namespace, as in XML."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name != CONTEXT:
                yield from undeclared(name, names)
                yield from (problem.below(name) for problem in inside(one, names))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from (problem.below(place) for problem in inside(one, names))


def undeclared(name: str, names: Names) -> Iterator[Problem]:
    """Yield a problem for a compact URI whose prefix no context declares."""
    prefix = prefix_of(name)
    if prefix and prefix not in names.namespaces:
        yield Problem("context.prefix", (name,), {"value": name, "prefix": prefix})


def prefix_of(name: str) -> str:
    """Return the prefix of a compact URI, "" for full URIs and for names without one."""
    prefix, colon, rest = name.partition(":")
    whole = prefix.lower() in SCHEMES or rest.startswith("//")
    return prefix if colon and not whole else ""
