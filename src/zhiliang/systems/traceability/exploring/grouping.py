"""Lots of a trace in groups: by tier, product and holder, so that thousands stay readable. Pure."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhiliang.systems.traceability.exploring.reading import Node

MOST_TIERS = 8
MOST_GROUPS = 9
Parts = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Lots of one product at one holder in one tier; `merged` counts the groups in a remainder."""

    key: str
    tier: int
    product: str
    holder: str
    lots: tuple[Node, ...]
    merged: int = 0

    @property
    def first(self) -> datetime | None:
        """When the first of them was made."""
        return min((one.at for one in self.lots if one.at), default=None)


@dataclass(frozen=True)
class Flow:
    """How many lots of one group went into lots of another."""

    source: str
    target: str
    lots: int


def groups_of(nodes: Iterable[Node]) -> list[list[Group]]:
    """The groups of each tier, largest first; small ones and far tiers are put together."""
    tiers: dict[int, dict[Parts, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in nodes:
        tiers[min(node.tier, MOST_TIERS)][node.product, node.holder].append(node)
    return [_of_tier(tier, tiers[tier]) for tier in sorted(tiers)]


def _of_tier(tier: int, held: Mapping[Parts, list[Node]]) -> list[Group]:
    groups = [_group(tier, *parts, lots) for parts, lots in held.items()]
    groups.sort(key=lambda one: (-len(one.lots), one.product, one.holder))
    shown, rest = groups[:MOST_GROUPS], groups[MOST_GROUPS:]
    if len(rest) == 1:
        return groups
    return [*shown, _remainder(tier, rest)] if rest else shown


def _group(tier: int, product: str, holder: str, lots: Sequence[Node]) -> Group:
    ordered = tuple(sorted(lots, key=lambda one: one.id))
    return Group(_key(tier, product, holder), tier, product, holder, ordered)


def _remainder(tier: int, rest: Sequence[Group]) -> Group:
    lots = tuple(node for one in rest for node in one.lots)
    return Group(_key(tier, "", "…"), tier, "", "", lots, merged=len(rest))


def _key(*parts: object) -> str:
    """A short name that is the same whenever the same question is asked."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


def flows_of(groups: Iterable[Group], edges: Iterable[tuple[int, int]]) -> list[Flow]:
    """The flows between groups, each with the number of lots that went that way."""
    home = {node.key: one.key for one in groups for node in one.lots}
    pairs = {
        (source, home[target]) for source, target in edges if source in home and target in home
    }
    counted = Counter((home[source], target) for source, target in pairs if home[source] != target)
    return [Flow(source, target, lots) for (source, target), lots in sorted(counted.items())]
