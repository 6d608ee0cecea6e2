"""`zhiliang draw verify` and `draw rfc3797`, as a stranger runs them on published files."""

import json
from datetime import UTC, datetime

import pytest

from zhiliang import command
from zhiliang.methods.canonical import canonical_json
from zhiliang.methods.draw import (
    Heading,
    Inspectors,
    PublicSource,
    Stratum,
    after_document,
    before_document,
    commitment,
)

pytestmark = pytest.mark.once

BEFORE = before_document(
    Heading("2026年第四季度监督抽查", "监督抽查", "示例市场监督管理局"),
    {"插座": Stratum(["甲厂", "乙厂", "丙厂"], 2, weights={"甲厂": 1, "乙厂": 3, "丙厂": 9})},
    source=PublicSource("示例彩票第1期", datetime(2026, 12, 1, 14, tzinfo=UTC), "依摇出顺序"),
    commitment=commitment("nonce"),
    frozen_at=datetime(2026, 11, 26, tzinfo=UTC),
    inspectors=Inspectors(["01", "02", "03"]),
)
AFTER = after_document(BEFORE, "nonce", "07 11 25")


@pytest.fixture
def verify(tmp_path, capsys):
    """Verify documents (or texts); gives exit code, standard output and standard error."""

    def run(*documents, options=()):
        paths = []
        for number, document in enumerate(documents):
            paths.append(tmp_path / f"{number}.json")
            text = document if isinstance(document, str) else canonical_json(document)
            paths[-1].write_text(text, "utf-8")
        code = command.main(["draw", "verify", *map(str, paths), *options])
        return code, *capsys.readouterr()

    return run


def test_documents_that_fit_are_verified(verify):
    code, told, _ = verify(BEFORE, AFTER)
    assert code == 0
    assert "核对通过" in told and "示例彩票第1期" in told and "07 11 25" in told


def test_a_doctored_list_is_refused(verify):
    doctored = json.loads(canonical_json(BEFORE).replace("丙厂", "丁厂"))
    code, told, _ = verify(doctored, AFTER, options=["--lang", "en"])
    assert code == 1
    assert told.startswith("✗ ") and AFTER["before"] in told


def test_findings_are_told_to_machines(verify):
    changed = AFTER | {"drawn": {"插座": AFTER["drawn"]["插座"][::-1]}}
    code, told, _ = verify(BEFORE, changed, options=["--json"])
    answer = json.loads(told)
    assert code == 1 and answer["verified"] is False
    assert [(one["code"], one["where"], one["place"]) for one in answer["findings"]] == [
        ("drawn", "插座", 1)
    ]


def test_an_inspector_changed_is_told_with_the_right_ones(verify):
    people = AFTER["assigned"][0]["people"]
    changed = json.loads(canonical_json(AFTER))
    changed["assigned"][0]["people"] = ["99", "98"]
    _, told, _ = verify(BEFORE, changed)
    assert "、".join(people) in told and "99、98" in told


def test_a_draw_held_twice_is_found(verify):
    second = after_document(BEFORE, "nonce", "07 11 26")
    assert verify(BEFORE, second)[0] == 0
    code, told, _ = verify(BEFORE, AFTER, second)
    assert code == 1 and "抽取只能进行一次" in told


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"schema": 1, "schema": 2}', "\ufeff", "NaN x"]
)
def test_what_is_no_json_is_wrong_usage(verify, text):
    code, _, error = verify(text, AFTER)
    assert code == 2 and "0.json" in error and "Traceback" not in error


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    missing = str(tmp_path / "none.json")
    assert command.main(["draw", "verify", missing, missing]) == 2
    assert "none.json" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["[]", "1.5", "null", '{"schema": "x"}', '"\\ud800"'])
def test_json_that_is_no_document_of_a_draw_is_refused(verify, text):
    code, told, _ = verify(text, AFTER)
    assert code == 1 and "不是抽取文件" in told


def test_without_any_file_the_ways_are_named(capsys):
    assert command.main(["draw"]) == 2
    assert "verify BEFORE AFTER" in capsys.readouterr().err


def test_the_published_example_of_rfc_3797_comes_out(capsys):
    sources = ["9319", "2 5 12 8 10", "9 18 26 34 41 45"]
    assert command.main(["draw", "rfc3797", "--pool", "25", "--count", "4", *sources]) == 0
    assert capsys.readouterr().out.split() == ["17", "7", "2", "16"]


def test_more_than_the_pool_is_wrong_usage(capsys):
    assert command.main(["draw", "rfc3797", "--pool", "2", "--count", "3", "1"]) == 2
    assert capsys.readouterr().err
