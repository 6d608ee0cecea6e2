"""Registry: what each system declares in its `indicators` room, found by looking, not by lists."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from zhiliang.indicators.definition import Definition
from zhiliang.indicators.expression import DefinitionError
from zhiliang.indicators.projection import Projection

SYSTEMS = "zhiliang.systems"
# schemes and sealed years name a figure by its key: it stays when another system keeps its records
MOVED = {"traceability.recalls_completed": "recalls"}
OTHER_ROOMS = (
    "zhiliang.indicators.spine",
    "zhiliang.indicators.national",
    "zhiliang.evaluation.indicators",
)


def _rooms() -> Iterator[ModuleType]:
    systems = import_module(SYSTEMS)
    names = [f"{SYSTEMS}.{module.name}.indicators" for module in iter_modules(systems.__path__)]
    for name in (*OTHER_ROOMS, *names):
        package = name.rpartition(".")[0]
        if find_spec(package) and find_spec(name):
            yield from _room(import_module(name))


def _room(room: ModuleType) -> Iterator[ModuleType]:
    """A room, and where it has become a folder everything in it."""
    yield room
    for part in iter_modules(getattr(room, "__path__", [])):
        yield import_module(f"{room.__name__}.{part.name}")


def _declared(kind: type) -> Iterator[tuple[ModuleType, object]]:
    for room in _rooms():
        for value in vars(room).values():
            listed = value if isinstance(value, tuple | list) else (value,)
            yield from ((room, item) for item in listed if isinstance(item, kind))


@cache
def definitions() -> dict[str, Definition]:
    """All declared indicators by key, in key order; `DefinitionError` on a key given twice."""
    found: dict[str, Definition] = {}
    for room, item in _declared(Definition):
        assert isinstance(item, Definition)
        if found.get(item.key, item) is not item:
            raise DefinitionError(f"{item.key} is defined twice, again in {room.__name__}")
        system = MOVED.get(item.key, item.key.partition(".")[0])
        if system not in room.__name__.split("."):
            raise DefinitionError(f"{item.key} stands in {room.__name__}, not in {system}")
        found[item.key] = item
    return dict(sorted(found.items()))


@cache
def projections() -> dict[str, Projection]:
    """All declared projections by table name; those into one table stand beside each other."""
    found: dict[str, list[Projection]] = {}
    for _, item in _declared(Projection):
        assert isinstance(item, Projection)
        parts = found.setdefault(item.table.name, [])
        if item not in parts:
            parts.append(item)
    return {name: replace(first, beside=tuple(rest)) for name, (first, *rest) in found.items()}
