"""Every system has the same rooms, and no room is a grab-bag."""

import ast
import re

import pytest

from tests.architecture.source import PACKAGE, modules, systems
from zhiliang import mandate

pytestmark = pytest.mark.once

ROOMS = {
    "__init__", "models", "actions", "flow", "indicators", "pages", "views", "templates",
    "answers", "handoffs", "feeds", "sample", "migrations", "tests",
}  # fmt: skip
# Django's own way in, and who may see and do what.
ALSO = {"apps", "policy"}
# A system with a nature of its own adds a room named for what it is.
OWN: dict[str, set[str]] = {
    "complaints": {
        *(
            "classifying",
            "clocks",
            "documents",
            "faults",
            "keys",
            "learning",
            "open311",
            "publishing",
            "signs",
            "similar",
            "suggestions",
        ),
    },
    "coordination": {"order"},
    "environment": {"gateway", "readings", "judging", "sensorthings"},
    "recalls": {
        "checking",
        "clocks",
        "comparing",
        "counting",
        "documents",
        "rechecking",
        "scoping",
        "steps",
        "warning",
    },
    "risk": {
        *("assessing", "clocks", "documents", "exchange", "grading", "identifiers"),
        *("monitoring", "nearby", "rechecking", "rules", "sources", "steps"),
    },
    "sampling": {"clocks", "documents", "judging", "lists", "sealing", "steps"},
    "traceability": {
        *("exploring", "indexing", "interface", "notifying", "querying", "scanning"),
        *("streaming", "tracing", "work"),
    },
}
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "services", "managers", "misc"}
CLAUSE = re.compile(r"[一二三四五]\([一二三四五六七八九十]+\)\d*")


def holds_code(path):
    """Whether a file or folder is a room and not a table of data beside the rooms."""
    return path.suffix == ".py" or any(path.rglob("*.py"))


@pytest.mark.parametrize("system", systems(), ids=lambda path: path.name)
def test_a_system_has_no_room_that_others_do_not_know(system):
    rooms = {path.stem for path in system.iterdir() if holds_code(path)}
    assert rooms - ROOMS - ALSO - OWN.get(system.name, set()) == set()


@pytest.mark.parametrize("system", systems(), ids=lambda path: path.name)
def test_a_system_opens_with_the_clause_it_answers(system):
    docstring = ast.get_docstring(modules()[f"systems/{system.name}/__init__.py"]) or ""
    clauses = set(CLAUSE.findall(docstring.replace("（", "(").replace("）", ")")))
    assert clauses, "its __init__ docstring names no clause such as 三(六)3"
    known = [clause.id for clause in mandate.load_clauses()]
    assert [name for name in clauses if not any(key.startswith(name) for key in known)] == []


@pytest.mark.parametrize("system", systems(), ids=lambda path: path.name)
def test_the_front_door_of_a_system_holds_no_code(system):
    body = modules()[f"systems/{system.name}/__init__.py"].body
    assert len(body) <= 1


def test_nothing_is_named_for_holding_anything():
    names = {path.stem for path in PACKAGE.rglob("*") if path.suffix in {"", ".py"}}
    assert names & GRAB_BAGS == set()
