"""What the opinion orders and promises, and what answers it."""

import argparse
import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from zhiliang.command import aligned
from zhiliang.mandate import Clause, Target, load_clauses, load_directions, load_targets, systems

help = "意见的条款和目标，由谁回答 / clauses and targets of the opinion, and what answers them"
needs_django = False

SIGNS = {"ge": "≥", "gt": ">", "eq": "=", "approx": "≈"}
HORIZONS = {"by_2015": ("到2015年", "by 2015"), "each_year": ("每年", "each year")}
STATES = {"working": ("已运行", "working"), "planned": ("规划中", "planned")}
LEGAL = {
    "in_force": ("", ""),
    "transformed": ("已演变", "transformed"),
    "discontinued": ("已停止", "discontinued"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    """Print targets, then clauses, in document order."""
    if options.json:
        print(json.dumps(document(), ensure_ascii=False, indent=2))
        return 0
    language = int(getattr(options, "lang", "zh") == "en")
    for target in load_targets():
        print(_target_line(target, language))
    print()
    for clause in load_clauses():
        print(_clause_line(clause, language))
    return 0


def document() -> dict[str, list[dict[str, Any]]]:
    """The whole mandate as JSON values; the value of a target is a number."""
    return {
        "clauses": [asdict(clause) for clause in load_clauses()],
        "targets": [_target_values(target) for target in load_targets()],
        "directions": [asdict(direction) for direction in load_directions()],
        "systems": [asdict(system) for system in systems()],
    }


def _target_values(target: Target) -> dict[str, Any]:
    days = [day.isoformat() for day in target.window] if target.window else None
    return asdict(target) | {"value": _number(target.value), "window": days}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _target_line(target: Target, language: int) -> str:
    name = (target.name_zh, target.name_en)[language]
    unit = (target.unit_zh, target.unit)[language]
    aim = f"{SIGNS[target.op]} {target.value} {unit}"
    cells = [(target.clause_id, 10), (name, (52, 76)[language]), (aim, 20)]
    return aligned(*cells, (HORIZONS[target.horizon][language], 10), (target.indicator, 0))


def _clause_line(clause: Clause, language: int) -> str:
    title = (clause.title, clause.title_en)[language]
    cells = [(clause.id, 10), (title, (52, 76)[language]), (STATES[clause.state][language], 9)]
    return aligned(*cells, (LEGAL[clause.legal_state][language], 13), (" ".join(clause.systems), 0))
