"""Which series and which times a filter of Observations leaves, before any reading is looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiliang.systems.environment.sensorthings.evaluating import holds
from zhiliang.systems.environment.sensorthings.kinds import KINDS
from zhiliang.systems.environment.sensorthings.series import Series, in_china
from zhiliang.systems.environment.sensorthings.syntax import (
    Apply,
    Literal,
    Node,
    Path,
    conjuncts,
    paths,
)
from zhiliang.systems.environment.sensorthings.world import World

OBSERVATION = KINDS["Observation"]
OF_A_SITE = (
    ("Datastream", "Thing", "id"),
    ("Datastream", "Sensor", "id"),
    ("FeatureOfInterest", "id"),
)
TURNED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31)


@dataclass(frozen=True)
class OfSeries:
    """Any reading of a series: enough to judge what a condition says about the series."""

    series: Series


def candidates(world: World, where: Node | None) -> Sequence[Series]:
    """Series that a filter of all Observations can mean."""
    for path, value in _equalities(where):
        if path == ("Datastream", "id"):
            found = world.find_series(value)
            return [found] if found else []
        if path == ("id",):
            found = world.find_series(value.rpartition(":")[0])
            return [found] if found else []
        if path in OF_A_SITE:
            site = world.sites.get(value)
            return world.series_at(site) if site else []
    return world.series


def _equalities(where: Node | None) -> Iterable[tuple[tuple[str, ...], str]]:
    for node in conjuncts(where):
        match node:
            case Apply("eq", (Path(steps), Literal(str() as value))):
                yield steps, value
            case Apply("eq", (Literal(str() as value), Path(steps))):
                yield steps, value


def about_series(node: Node) -> bool:
    """Whether a condition speaks of the series alone."""
    found = list(paths(node))
    return bool(found) and all(path.steps[0] in OBSERVATION.links for path in found)


def of_series(world: World, series: Series, node: Node) -> bool:
    """Whether a condition about the series holds."""
    subject: Any = OfSeries(series)
    return holds(world, OBSERVATION, subject, node)


def times(where: Node | None) -> tuple[datetime, datetime]:
    """Labels that can fit a filter: from the first to the last, both included."""
    start, end = FIRST, LAST
    for node in conjuncts(where):
        match node:
            case Apply(name, (Path(("phenomenonTime",)), Literal(datetime() as moment))):
                pass
            case Apply(name, (Literal(datetime() as moment), Path(("phenomenonTime",)))):
                name = TURNED.get(name, name)
            case _:
                continue
        label = in_china(moment)
        if name in ("ge", "gt", "eq"):
            start = max(start, label)
        if name in ("le", "lt", "eq"):
            end = min(end, label)
    return start, end
