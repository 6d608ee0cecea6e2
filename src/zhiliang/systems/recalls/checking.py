"""How an effectiveness check is planned, drawn and read; nothing here writes."""

import json

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw import draw
from zhiliang.methods.reached_share import check_size, reached_at_least
from zhiliang.systems.recalls.models import MILLION, Check, Recall, Visit

CONFIDENCE, SHARE, ALLOWED = 0.95, 0.9, 0
"""Configuration: no Chinese rule sets a size or a confidence for checks of recalls (示例配置)."""


def listed(recall: Recall) -> list[int]:
    """The consignees in scope that a check is drawn from, in a fixed order."""
    rows = recall.consignees.filter(in_scope=True).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def size_for(population: int, *, share: float, confidence: float, allowed: int) -> int:
    """How many to draw."""
    return check_size(population, share=share, confidence=confidence, allowed=allowed)


def drawn_by(names: list[int], size: int, *, seed: str) -> list[int]:
    """Who is drawn, in the order of the draw."""
    items = [str(pk) for pk in names]
    return [int(item) for item in draw(items, size, seed=seed).order]


def drawn_from(check: Check) -> list[int]:
    """Who is drawn when a check's own list and seed are used again."""
    return drawn_by(json.loads(check.names), check.size, seed=check.seed)


def seed_for(names: list[int], nonce: str) -> str:
    """The seed of a draw: the digest of its list with a random text that nobody chose."""
    return digest({"list": names, "nonce": nonce})


def unreached_of(check: Check) -> int:
    """How many of those visited the recall did not reach: who still sells is not reached."""
    return check.visits.exclude(found=Visit.Found.REACHED).count()


def bound_of(check: Check) -> int:
    """At least this part of the consignees was reached [millionths], rounded down."""
    least = reached_at_least(
        check.population, check.size, unreached_of(check), confidence=check.confidence
    )
    return least * MILLION // check.population
