"""Imports go one way; systems meet only at each other's answers."""

from functools import cache

import grimp
import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import ROOT, systems

pytestmark = pytest.mark.once

SYSTEMS = "zhiliang.systems."


@cache
def questions():
    """Return (system, other system, module asked) for every import between two systems."""
    graph = grimp.build_graph("zhiliang", cache_dir=None)
    found = set()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            if importer.startswith(SYSTEMS) and imported.startswith(SYSTEMS):
                asker, asked = importer.split(".")[2], imported.split(".")[2]
                if asker != asked and ".tests" not in importer:
                    found.add((asker, asked, imported))
    return found


def reachable(start, steps):
    seen, todo = set(), [start]
    while todo:
        new = steps.get(todo.pop(), set()) - seen
        seen |= new
        todo += new
    return seen


def test_imports_keep_to_the_layers(capsys):
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_a_system_asks_another_only_through_its_answers():
    strays = [question for question in questions() if question[2].split(".")[3:4] != ["answers"]]
    assert strays == []


def test_questions_never_run_in_a_circle():
    steps = {}
    for asker, asked, _ in questions():
        steps.setdefault(asker, set()).add(asked)
    assert [name for name in steps if name in reachable(name, steps)] == []


def test_every_system_is_a_package_that_the_contract_sees():
    graph = grimp.build_graph("zhiliang", cache_dir=None)
    assert {f"{SYSTEMS}{path.name}" for path in systems()} <= graph.modules
