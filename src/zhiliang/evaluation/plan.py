"""The plan of a year: all that decides an evaluation besides the data, in an office or a pack."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhiliang.evaluation.assess import Plan
from zhiliang.evaluation.scheme import scheme_of, shipped
from zhiliang.indicators.definition import Definition, definition_from_json
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import load_directions, load_targets


def office_plan(year: int) -> Plan:
    """The plan in force here for a year: shipped scheme, declared indicators, the mandate."""
    known = definitions()
    scheme = scheme_of(shipped(year).data, set(known))
    targets = tuple(_plain(asdict(target)) for target in load_targets())
    directions = tuple(_plain(asdict(aim)) for aim in load_directions())
    wanted = scheme.indicators() | {str(t["indicator"]) for t in targets}
    wanted |= {key for aim in directions for key in aim["indicators"] if key in known}
    return Plan(scheme, closed(wanted, known), targets, directions)


def closed(keys: Iterable[str], known: Mapping[str, Definition]) -> dict[str, Definition]:
    """Definitions of the keys and of every figure their ranking rules look at."""
    wanted = set(keys)
    for key in sorted(wanted):
        rules = known[key].ranks
        wanted |= {other for rule in rules for other, _ in rule.keys if other != "self"}
    return {key: known[key] for key in sorted(wanted)}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def plan_to_json(plan: Plan) -> dict[str, dict[str, Any]]:
    """The plan as the documents of a pack's `plan` folder."""
    return {
        "scheme": dict(plan.scheme.data),
        "definitions": {"definitions": [d.to_json() for d in plan.definitions.values()]},
        "targets": {"targets": list(plan.targets), "directions": list(plan.directions)},
    }


def plan_of_pack(pack: Path) -> Plan:
    """The plan as sealed; raises DefinitionError or SchemeError if it cannot mean anything."""
    scheme, listed, aims = (
        json.loads((pack / "plan" / f"{name}.json").read_text("utf-8"))
        for name in ("scheme", "definitions", "targets")
    )
    found = {data["key"]: definition_from_json(data) for data in listed["definitions"]}
    return Plan(
        scheme_of(scheme, set(found)), found, tuple(aims["targets"]), tuple(aims["directions"])
    )
