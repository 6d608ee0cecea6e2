"""The opinion 粤府〔2010〕84号 as data: what it orders, what it promises, what answers it.

`opinion.txt` is the supplied text from its title to its date: a traditional-script rendering with
localised words, kept as it is. The summary lines and link captions of the page it was taken from
are left out. The four YAML files beside it hold clauses, targets, directions and systems.
"""

from functools import cache

from zhiliang.mandate.building import (
    build_clause,
    build_direction,
    build_system,
    build_target,
)
from zhiliang.mandate.reading import MandateError, read_each, shipped_text
from zhiliang.mandate.records import Clause, Direction, Programme, System, Target

__all__ = [
    "Clause",
    "Direction",
    "MandateError",
    "Programme",
    "System",
    "Target",
    "load_clauses",
    "load_directions",
    "load_targets",
    "opinion_text",
    "systems",
]


@cache
def opinion_text() -> str:
    """The supplied text of the opinion, from its title to its date."""
    return shipped_text("opinion.txt")


@cache
def systems() -> tuple[System, ...]:
    """Every system of the house, in the order of the clauses it answers."""
    return read_each("systems.yaml", build_system)


@cache
def load_clauses() -> tuple[Clause, ...]:
    """Every clause, in document order."""
    return read_each("clauses.yaml", build_clause)


@cache
def load_targets() -> tuple[Target, ...]:
    """The 25 quantified targets."""
    return read_each("targets.yaml", build_target)


@cache
def load_directions() -> tuple[Direction, ...]:
    """The qualitative aims, which stand beside the targets and have no number."""
    return read_each("directions.yaml", build_direction)
