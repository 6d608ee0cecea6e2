"""A trace with everything that a drawing and a table need to know of each lot. For nobody's eyes.

What a reader may see of it is decided in `redaction`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db.models import QuerySet

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.answers import (
    Scope,
    number_at,
    scope_of,
    sources_of,
    spoken,
)
from zhiliang.systems.traceability.exploring.asking import Question
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EventObject, TracedObject, TraceEdge
from zhiliang.systems.traceability.tracing.knowing import holding
from zhiliang.systems.traceability.tracing.makers import (
    attributes_of,
    makings,
    name_in,
    product_of,
    sites_of,
    starting,
)
from zhiliang.systems.traceability.tracing.places import city_code

MOST_ROOTS = 500


@dataclass(frozen=True)
class Node:
    """A lot with who made (or first had) it, and where."""

    key: int
    id: str
    name: str
    product: str
    tier: int
    at: datetime | None
    organisation: int | None
    holder: str
    city: str
    made: bool = False
    alone: bool = True


@dataclass(frozen=True)
class Trace:
    """A question with its answer: lots by key, and which went into which."""

    question: Question
    scope: Scope
    nodes: dict[int, Node] = field(default_factory=dict)
    edges: tuple[tuple[int, int], ...] = ()
    number: int | None = None
    sample: bool = False

    @property
    def known(self) -> bool:
        """Whether the code is on record at all."""
        return bool(self.nodes)


def trace_of(question: Question) -> Trace:
    """Walk and read."""
    walk = scope_of if question.direction == "forward" else sources_of
    scope = walk(roots_of(question.root), as_of=question.as_of, window=question.window)
    number = None if question.as_of is None else number_at(question.as_of)
    keys = _keys(scope)
    nodes = _nodes(scope, keys, number)
    sample = are_samples([key for key, node in nodes.items() if not node.tier])
    return Trace(question, scope, nodes, tuple(_edges(nodes, number)), number, sample)


def roots_of(root: str) -> list[str]:
    """The code itself; for a bare product, its lots and items on record, to a number."""
    return [*_below(root)[:MOST_ROOTS]] or [root]


def are_samples(keys: Collection[int]) -> bool:
    """Whether made-up events name any of the goods."""
    return EventObject.objects.filter(object__in=keys, event__sample=True).exists()


def is_cut(root: str) -> bool:
    """Whether a bare product has more lots and items on record than are followed at once."""
    return _below(root)[MOST_ROOTS:].exists()


def _below(root: str) -> "QuerySet[TracedObject, str]":
    if "/01/" not in root or "/10/" in root or "/21/" in root:
        return TracedObject.objects.none().values_list("canonical", flat=True)
    return TracedObject.objects.filter(starting(f"{root}/")).values_list("canonical", flat=True)


def _keys(scope: Scope) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in in_chunks(lot.id for lot in scope.lots):
        rows = TracedObject.objects.filter(canonical__in=chunk)
        found |= dict(rows.values_list("canonical", "pk"))
    return found


def _nodes(scope: Scope, keys: dict[str, int], number: int | None) -> dict[int, Node]:
    made = makings(keys.values(), number)
    sites = sites_of(one.site for one in made.values())
    named = attributes_of(product_of(name) for name in keys)
    firms = dict(
        Organisation.objects.filter(pk__in={one.organisation for one in made.values()}).values_list(
            "pk", "name"
        )
    )
    nodes = {}
    city = cache(city_code)
    for lot in scope.lots:
        key = keys[lot.id]
        one = made.get(key)
        site = sites.get(one.site) if one else None
        owner = (site.organisation_id if site else None) or (one.organisation if one else None)
        place = (site.place_id if site else "") or (one.place if one else "")
        product = product_of(lot.id)
        nodes[key] = Node(
            key=key,
            id=lot.id,
            name=lot.name,
            product=name_in(named.get(product, {})) or spoken(product),
            tier=lot.tier,
            at=one.at if one else lot.made_at,
            organisation=owner,
            holder=(site.name if site else "") or (firms.get(one.organisation, "") if one else ""),
            city=city(place),
            made=bool(one and one.made),
            alone=bool(one and one.alone),
        )
    return nodes


def _edges(nodes: dict[int, Node], number: int | None) -> "set[tuple[int, int]]":
    found: set[tuple[int, int]] = set()
    for chunk in in_chunks(nodes):
        rows = TraceEdge.objects.filter(holding(number), source__in=chunk)
        found |= {
            (source, target)
            for source, target in rows.values_list("source_id", "target_id")
            if target in nodes
        }
    return found
