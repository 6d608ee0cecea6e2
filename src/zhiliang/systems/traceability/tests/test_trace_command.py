"""The command line traces a lot and drills all of them."""

import json

import pytest

from zhiliang.command import main
from zhiliang.systems.traceability.tests.conftest import MILK, YOGURT, transformation


@pytest.fixture
def chain(capture, settings, tmp_path):
    settings.VAR = tmp_path
    capture(transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)]))
    capture(transformation(2, [(YOGURT + "B", 9)], [(YOGURT + "C", 8)]))


def told(capsys, *words):
    code = main(["trace", "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_a_lot_is_traced_forward(chain, capsys):
    code, scope = told(capsys, "(01)06901234567892(10)A")
    assert code == 0
    assert [(lot["name"][-1], lot["tier"]) for lot in scope["lots"]] == [
        ("A", 0),
        ("B", 1),
        ("C", 2),
    ]


def test_a_lot_is_traced_backward(chain, capsys):
    assert told(capsys, YOGURT + "C", "--backward")[1]["origins"] == [
        "(01)06901234500004(10)B",
        "(01)06901234567892(10)A",
    ]


def test_an_unknown_lot_is_a_finding(guangdong, capsys):
    code, scope = told(capsys, MILK + "Z")
    assert code == 1
    assert scope["unknowns"][0]["kind"] == "unknown_lot"


def test_every_raw_lot_is_drilled(chain, capsys):
    _code, drilled = told(capsys, "--drill")
    assert (drilled["roots"], drilled["most"]) == (1, 3)
    assert drilled["widest"][0]["id"] == MILK + "A"


def test_a_table_is_told_to_people(chain, capsys):
    assert main(["trace", MILK + "A"]) == 0
    assert "3 个批次" in capsys.readouterr().out
