"""`zhiliang draw` repeats a draw from its published record and says whether it is the same."""

import json

import pytest

from zhiliang import command
from zhiliang.evaluation.drawing import drawn, pool_digest

pytestmark = pytest.mark.once
POOL = [
    {"subject": code, "items": [{"item": key, "records": [f"{key}1", f"{key}2"]} for key in "abc"]}
    for code in ("440100", "440300")
]
SEEDS = ["8 9 14 22 27 31", "2016"]


@pytest.fixture
def record(tmp_path):
    """Writes a record, changed as a test asks; returns its path."""

    def write(**changes):
        told = {
            "pool": POOL,
            "pool_digest": pool_digest(POOL),
            "items": 2,
            "records": 1,
            "seeds": SEEDS,
            "result": drawn(POOL, SEEDS, items=2, records=1),
        }
        path = tmp_path / "draw.json"
        path.write_text(json.dumps(told | changes, ensure_ascii=False), "utf-8")
        return str(path)

    return write


def test_a_draw_that_is_as_recorded_is_confirmed(record, capsys):
    assert command.main(["draw", "--file", record(), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["same"] == {"pool": True, "result": True}
    assert set(told["result"]) == {"440100", "440300"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"result": {}}, "result"), ({"seeds": ["7"]}, "result"), ({"pool_digest": "0"}, "pool")],
)
def test_a_draw_that_is_not_is_found(record, capsys, changes, wrong):
    assert command.main(["draw", "--file", record(**changes), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["same"][wrong] is False


def test_a_record_without_seeds_cannot_be_drawn_yet(record, capsys):
    assert command.main(["draw", "--file", record(seeds=None), "--lang", "en"]) == 1
    assert "no seeds yet" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "[]", "{", '{"seeds": ["x"], "pool": 3}'])
def test_what_is_no_record_is_said_so(tmp_path, content, capsys):
    path = tmp_path / "x.json"
    path.write_text(content)
    assert command.main(["draw", "--file", str(path)]) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err
