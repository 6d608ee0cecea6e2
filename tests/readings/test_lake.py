"""Each reading once, the latest value standing, whatever came late, twice or changed."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readings.rows import HOUR, NOON, all_rows, table
from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.readings import compaction, interpretation
from zhiliang.systems.environment.readings.aside import rejects, superseded
from zhiliang.systems.environment.readings.compaction import compact
from zhiliang.systems.environment.readings.intake import Taken, take_in, take_in_rows
from zhiliang.systems.environment.readings.lake import (
    FILES,
    MANIFEST,
    Manifest,
    ReadingsLake,
    digest_of,
)
from zhiliang.systems.environment.readings.questions import digest

pytestmark = pytest.mark.once


def test_rows_come_back_as_they_went_in(tmp_path):
    taken = take_in_rows(table(1, 2.5, 3), root=tmp_path)
    assert taken == Taken(records=1, added=3)
    assert all_rows(tmp_path) == [
        ("A", NOON + HOUR * n, "w01018", v) for n, v in enumerate((1, 2.5, 3))
    ]


def test_the_same_again_changes_nothing(tmp_path):
    take_in_rows(table(1, 2), root=tmp_path)
    before = all_rows(tmp_path)
    assert take_in_rows(table(1, 2), root=tmp_path) == Taken(records=1, repeated=2)
    assert all_rows(tmp_path) == before


def test_a_changed_value_replaces_and_the_earlier_one_is_kept(tmp_path):
    take_in_rows(table(1, 2), root=tmp_path)
    assert take_in_rows(table(1, 7), root=tmp_path) == Taken(records=1, repeated=1, revised=1)
    assert [row[3] for row in all_rows(tmp_path)] == [1, 7]
    assert [row.value for row in superseded(lake=ReadingsLake.current(tmp_path))] == [2]


def test_a_replay_of_an_earlier_packet_does_not_undo_a_correction(tmp_path):
    first, corrected = table(1, qn="20240105120000000"), table(7, qn="20240105130000000")
    for rows in (first, corrected, first, first):
        taken = take_in_rows(rows, root=tmp_path)
    assert [row[3] for row in all_rows(tmp_path)] == [7]
    assert taken == Taken(records=1, stale=1)
    assert len(superseded(lake=ReadingsLake.current(tmp_path))) == 1


def test_twice_in_one_batch_is_once(tmp_path):
    both = pa.concat_tables([table(1), table(1), table(2)])
    assert take_in_rows(both, root=tmp_path) == Taken(records=1, added=1, repeated=1, revised=1)
    assert [row[3] for row in all_rows(tmp_path)] == [2]


@st.composite
def batches(draw):
    rows = st.tuples(st.sampled_from("AB"), st.integers(0, 40), st.integers(0, 2))
    return draw(st.lists(st.lists(rows, min_size=1, max_size=8), min_size=1, max_size=6))


@given(batches())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_lake_is_what_a_dictionary_would_be(tmp_path_factory, found):
    root, model = tmp_path_factory.mktemp("lake"), {}
    for rows in found:
        parts = [table(value, mn=mn, start=NOON + HOUR * at) for mn, at, value in rows]
        take_in_rows(pa.concat_tables(parts), root=root)
        model.update({(mn, NOON + HOUR * at, "w01018"): float(v) for mn, at, v in rows})
    assert all_rows(root) == sorted((*key, value) for key, value in model.items())


def test_a_record_the_program_fails_at_stands_in_nobodys_way(tmp_path, monkeypatch):
    right = interpretation.decode

    def failing(buffer):
        assert b"MN=poison" not in buffer
        return right(buffer)

    monkeypatch.setattr(interpretation, "decode", failing)
    poison = frame_of("poison")
    taken = take_in([frame_of("one"), poison, frame_of("two")], root=tmp_path)
    assert taken.added == 2
    lake = ReadingsLake.current(tmp_path)
    (found,) = rejects(lake=lake)
    assert (found.reason, found.bytes) == ("unreadable", poison)
    assert set(lake.heard()) == {"one", "two"}


def frame_of(mn):
    at = f"{compaction.china_now():%Y%m%d%H%M%S}"
    text = f"QN={at}000;ST=32;CN=2011;PW=1;MN={mn};Flag=5;CP=&&DataTime={at};w01018-Rtd=1&&"
    return frame(text.encode())


def test_the_lake_can_be_made_again_from_the_journal(tmp_path):
    for rows in (table(1, 2, 3), table(4, mn="B"), table(1, 9)):
        take_in_rows(rows, root=tmp_path)
    before = all_rows(tmp_path)
    (tmp_path / MANIFEST).unlink()
    compact(tmp_path)
    assert all_rows(tmp_path) == before


def test_every_file_has_the_digest_and_the_rows_its_manifest_says(tmp_path):
    take_in_rows(table(*range(100)), root=tmp_path)
    manifest = Manifest.read(tmp_path)
    assert all(digest_of(tmp_path / FILES / f.path) == f.sha256 for f in manifest.files)
    assert sum(file.rows for file in manifest.files) == 100


def test_a_crash_before_the_manifest_loses_nothing_and_doubles_nothing(tmp_path, monkeypatch):
    def crash(*ignored):
        raise SystemExit("power cut")

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(compaction, "_published", crash)
        take_in_rows(table(1, 2), root=tmp_path)
    assert list((tmp_path / FILES).glob("*")) != []
    compact(tmp_path)
    assert [row[3] for row in all_rows(tmp_path)] == [1, 2]
    known = {file.path for file in Manifest.read(tmp_path).files}
    assert {path.name for path in (tmp_path / FILES).glob("*")} == known


def at(monkeypatch, moment):
    monkeypatch.setattr(compaction, "china_now", lambda: moment)


def spans(root):
    return sorted({file.span for file in Manifest.read(root).files})


def test_hours_become_a_day_and_days_a_month(tmp_path, monkeypatch):
    at(monkeypatch, NOON + HOUR)
    take_in_rows(table(*range(10), every=timedelta(minutes=20)), root=tmp_path)
    before = (
        all_rows(tmp_path),
        digest("A", NOON.date(), cn="2061", lake=ReadingsLake.current(tmp_path)),
    )
    assert spans(tmp_path) == [f"2024-01-05T{hour}" for hour in (12, 13, 14, 15)]
    for days, expected in ((4, ["2024-01-05"]), (45, ["2024-01"])):
        at(monkeypatch, NOON + timedelta(days=days))
        compact(tmp_path)
        assert spans(tmp_path) == expected
    after = (
        all_rows(tmp_path),
        digest("A", NOON.date(), cn="2061", lake=ReadingsLake.current(tmp_path)),
    )
    assert after == before


def test_late_data_rewrite_only_the_files_they_change(tmp_path, monkeypatch):
    at(monkeypatch, NOON + timedelta(days=10))
    take_in_rows(table(1, 2), root=tmp_path)
    take_in_rows(table(3, 4, start=NOON + timedelta(days=1)), root=tmp_path)
    before = {file.path for file in Manifest.read(tmp_path).files}
    take_in_rows(table(9), root=tmp_path)
    after = {file.path for file in Manifest.read(tmp_path).files if file.table == "readings"}
    assert len(before & after) == 1
    assert [row[3] for row in all_rows(tmp_path)] == [9, 2, 3, 4]


def test_a_correction_after_the_month_was_merged_still_finds_its_row(tmp_path, monkeypatch):
    at(monkeypatch, datetime(2024, 1, 5, 13))
    take_in_rows(table(1, 2), root=tmp_path)
    at(monkeypatch, datetime(2024, 6, 1))
    assert take_in_rows(table(1, 5), root=tmp_path) == Taken(records=1, repeated=1, revised=1)
    assert [row[3] for row in all_rows(tmp_path)] == [1, 5]


def test_many_small_files_of_a_span_are_merged(tmp_path, monkeypatch):
    at(monkeypatch, NOON + HOUR / 2)
    for number in range(20):
        take_in_rows(table(number, mn=f"M{number:02d}"), root=tmp_path)
    assert len(Manifest.read(tmp_path).files) < 10
    assert [row[3] for row in all_rows(tmp_path)] == list(range(20))


def test_files_of_a_day_can_be_told_apart_by_mn(tmp_path, monkeypatch):
    monkeypatch.setitem(compaction.configuration()["compaction"], "rows_a_file", 25)
    at(monkeypatch, NOON + HOUR)
    for mn in "ABCD":
        take_in_rows(table(*range(10), mn=mn, every=timedelta(minutes=5)), root=tmp_path)
    at(monkeypatch, NOON + timedelta(days=5))
    compact(tmp_path)
    assert [(f.first_mn, f.last_mn) for f in Manifest.read(tmp_path).files] == [
        ("A", "B"),
        ("C", "D"),
    ]


def test_replaced_files_stay_for_those_who_still_read_them(tmp_path):
    take_in_rows(table(1), root=tmp_path)
    lake = ReadingsLake.current(tmp_path)
    take_in_rows(table(2), root=tmp_path)
    compact(tmp_path)
    assert digest("A", NOON.date(), cn="2061", lake=lake) != digest(
        "A", NOON.date(), cn="2061", lake=ReadingsLake.current(tmp_path)
    )
