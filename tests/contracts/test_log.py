"""§3: the event log cannot be edited unseen; periodic work catches up once."""

import sqlite3
from contextlib import closing

import pytest

DROP = ("DROP TRIGGER core_event_no_update", "DROP TRIGGER core_event_no_delete")
EDITS = {
    "another verb": "UPDATE core_event SET verb = 'x' WHERE number = 5",
    "another place": "UPDATE core_event SET place = '440100' WHERE number = 5",
    "other data": "UPDATE core_event SET data = '{}' WHERE number = 5",
    "an earlier time": "UPDATE core_event SET recorded_at = '2020-01-01' WHERE number = 5",
    "a hash of zeros": f"UPDATE core_event SET hash = '{'0' * 64}' WHERE number = 5",
    "a row less": "DELETE FROM core_event WHERE number = 5",
    "the tail cut off": "DELETE FROM core_event WHERE number > 5",
    "no rows": "DELETE FROM core_event",
    "another number": "UPDATE core_event SET number = 9999 WHERE number = 5",
}
CUT_TWICE = (
    "DELETE FROM core_event WHERE number > 5",
    "UPDATE core_eventhead SET number = 5, hash = (SELECT hash FROM core_event WHERE number = 5)",
)


def run_sql(terminal, *statements):
    with closing(sqlite3.connect(terminal.var / "zhiliang.sqlite3")) as database, database:
        for statement in statements:
            database.execute(statement)


def test_the_log_is_whole(reader):
    told = reader.json("audit", "verify")
    assert told["ok"]
    assert told["count"] == told["last_number"] > 5
    assert len(told["last_hash"]) == 64


@pytest.mark.parametrize("statement", [EDITS["other data"], EDITS["a row less"]])
def test_the_database_itself_refuses_an_edit(writer, statement):
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        run_sql(writer, statement)


@pytest.mark.parametrize("statement", EDITS.values(), ids=EDITS)
def test_an_edit_behind_the_triggers_is_found(writer, statement):
    run_sql(writer, *DROP, statement)
    answer = writer("audit", "verify", "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert answer.json["reason"]
    assert answer.json["first_bad"] is not None


def test_a_tail_cut_with_its_mark_shows_against_an_end_written_down(writer):
    end = writer.json("audit", "verify")
    run_sql(writer, *DROP, *CUT_TWICE)
    head = f"{end['last_number']}:{end['last_hash']}"
    assert writer("audit", "verify", "--head", head).code == 1


def test_an_honest_log_agrees_with_an_end_written_down_earlier(writer):
    end = writer.json("audit", "verify")
    head = f"{end['last_number']}:{end['last_hash']}"
    assert writer("audit", "verify", "--head", head).code == 0


def test_a_second_tick_finds_nothing_to_do(writer):
    assert all(one["ok"] for one in writer.json("tick")["ran"])
    log = writer.json("audit", "verify")
    assert writer.json("tick") == {"ran": []}
    assert writer.json("audit", "verify") == log
