"""What is planned, what works, and where each system says so."""

import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from zhiliang.indicators.registry import definitions
from zhiliang.mandate import load_clauses, load_directions, load_targets, systems

pytestmark = pytest.mark.once

CLAUSE = re.compile(r"[三四二一]\([一二三四五六七]\)[0-9]+")
PLANNED = [system for system in systems() if system.state == "planned"]


def told(name: str) -> str:
    return import_module(f"zhiliang.systems.{name}").__doc__ or ""


@pytest.mark.parametrize("system", PLANNED, ids=lambda system: system.name)
def test_a_planned_system_names_clauses_that_it_answers(system):
    answered = {clause.id for clause in load_clauses() if system.name in clause.systems}
    named = set(CLAUSE.findall(told(system.name)))
    assert named and named <= answered


@pytest.mark.parametrize("system", PLANNED, ids=lambda system: system.name)
def test_a_planned_system_tells_who_uses_it_and_how_a_case_begins_and_ends(system):
    assert re.search("尚未实施.*谁用.*始 .*终 ", told(system.name), re.DOTALL)


def test_every_system_has_its_folder():
    rooms = [f"zhiliang.systems.{s.name}" for s in systems() if s.name != "evaluation"]
    assert [room for room in (*rooms, "zhiliang.evaluation") if find_spec(room) is None] == []


@pytest.mark.parametrize("target", load_targets(), ids=lambda target: target.key)
def test_the_indicator_of_a_target_is_declared(target):
    assert target.indicator in definitions()


@pytest.mark.parametrize("direction", load_directions(), ids=lambda direction: direction.key)
def test_the_indicators_of_a_direction_are_declared(direction):
    assert set(direction.indicators) <= set(definitions())
