"""`zhiliang mandate`, for a reader and for a machine."""

import json
from dataclasses import fields

import pytest

from zhiliang.command import main
from zhiliang.mandate import Clause, load_clauses, load_targets

pytestmark = pytest.mark.once


@pytest.fixture
def printed(capsys):
    def say(*arguments: str) -> str:
        assert main(["mandate", *arguments]) == 0
        return capsys.readouterr().out

    return say


def test_the_document_holds_every_clause_with_all_it_says(printed):
    clauses = json.loads(printed("--json"))["clauses"]
    assert [clause["id"] for clause in clauses] == [clause.id for clause in load_clauses()]
    assert set(clauses[0]) == {field.name for field in fields(Clause)}


def test_the_value_of_a_target_is_a_number(printed):
    targets = {target["key"]: target for target in json.loads(printed("--json"))["targets"]}
    assert targets["qms_certified_enterprises"]["value"] == 30000
    assert all(type(target["value"]) in (int, float) for target in targets.values())


def test_the_window_of_a_running_total_is_two_days(printed):
    windows = [target["window"] for target in json.loads(printed("--json"))["targets"]]
    assert [window for window in windows if window] == [["2010-07-04", "2015-12-31"]]


def test_the_table_has_one_line_for_each_target_and_clause(printed):
    lines = [line for line in printed().splitlines() if line]
    assert len(lines) == len(load_targets()) + len(load_clauses())
    assert "≥ 30000 家" in lines[0]


def test_the_table_speaks_english_when_asked(printed):
    lines = printed("--lang", "en").splitlines()
    assert "by 2015" in lines[0]
    assert any("transformed" in line for line in lines)
