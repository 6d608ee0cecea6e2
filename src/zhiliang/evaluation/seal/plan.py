"""The plan inside a pack: scheme, definitions, targets and directions, out and in again."""

from pathlib import Path
from typing import Any

from zhiliang.evaluation.assess import Plan
from zhiliang.evaluation.scheme import scheme_of
from zhiliang.evaluation.seal.reading import read_json
from zhiliang.indicators.definition import definition_from_json

PARTS = ("scheme", "definitions", "targets", "directions")


def plan_files(plan: Plan) -> dict[str, Any]:
    """File stem → document: all that decides an evaluation besides the data."""
    return {
        "scheme": dict(plan.scheme.data),
        "definitions": {key: d.to_json() for key, d in plan.definitions.items()},
        "targets": list(plan.targets),
        "directions": list(plan.directions),
    }


def read_plan(pack: Path) -> Plan:
    """The sealed plan of a pack; Refusal, SchemeError or DefinitionError if it makes no sense."""
    scheme, listed, targets, directions = (read_json(pack, f"plan/{part}.json") for part in PARTS)
    definitions = {key: definition_from_json(data) for key, data in listed.items()}
    return Plan(scheme_of(scheme, set(definitions)), definitions, tuple(targets), tuple(directions))
