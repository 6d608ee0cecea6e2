"""Engines: the same query answered in plain Python (obvious) and by DuckDB (fast).

Each engine is a module with `run(query, lake) -> list[Sums]`, rows in the same canonical order.
"""

from collections.abc import Callable
from importlib import import_module

from zhiliang.indicators.lake import Lake
from zhiliang.indicators.query import Query, Sums

ENGINES = ("duckdb", "reference")
Engine = Callable[[Query, Lake], list[Sums]]


def engine(name: str) -> Engine:
    """The engine of that name; ValueError lists the known ones."""
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}; known: {', '.join(ENGINES)}")
    run: Engine = import_module(f"zhiliang.indicators.engines.{name}").run
    return run
