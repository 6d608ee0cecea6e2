"""What was refused or noted of senders' frames, as the lake keeps it and as people may see it."""

from datetime import UTC, date, datetime

import pytest

from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.readings.faults import noted, refused, strangers
from zhiliang.systems.environment.readings.frames import masked
from zhiliang.systems.environment.readings.intake import take_in
from zhiliang.systems.environment.readings.lake import ReadingsLake
from zhiliang.systems.environment.tests.refusals import NOON, refuse

pytestmark = pytest.mark.once

DAY = date(2015, 8, 1)
SLOPPY = b"ST=32;CN=2011;PW=12345;MN=free text;CP=&&DataTime=20150801120000;w01018-Rtd=1&&"


def test_what_was_wrong_with_a_frame_that_was_read_is_kept_by_kind_and_day(tmp_path):
    take_in([frame(SLOPPY)] * 3, received_at=NOON, root=tmp_path)
    found = noted(["free text"], DAY, DAY, lake=ReadingsLake.current(tmp_path))
    assert {one.code: one.count for one in found}["mn_free_text"] == 3
    assert {one.first for one in found} == {NOON}
    assert noted(["another"], DAY, DAY, lake=ReadingsLake.current(tmp_path)) == ()


def test_notes_are_sums_however_often_the_lake_was_merged(tmp_path):
    for _ in range(20):
        take_in([frame(SLOPPY)], received_at=NOON, root=tmp_path)
    lake = ReadingsLake.current(tmp_path)
    found = noted(["free text"], DAY, DAY, lake=lake)
    assert {one.count for one in found} == {20}
    assert sum(file.rows for file in lake.files("notes")) < 20 * len(found)


def test_refused_frames_are_told_by_sender_and_reason(tmp_path):
    refuse("password_wrong", "A1", root=tmp_path)
    refuse("mn_unknown", "B2", root=tmp_path)
    lake = ReadingsLake.current(tmp_path)
    assert [(one.mn, one.code) for one in refused(["A1"], DAY, DAY, lake=lake)] == [
        ("A1", "password_wrong")
    ]
    assert [(one.mn, one.code) for one in strangers(["A1"], DAY, DAY, lake=lake)] == [
        ("B2", "mn_unknown")
    ]


def test_a_frame_refused_before_its_head_was_read_still_counts_for_the_mn_it_claims(tmp_path):
    refuse("crc_wrong", "", root=tmp_path)
    assert [one.mn for one in refused(["A1"], DAY, DAY, lake=ReadingsLake.current(tmp_path))] == [
        "A1"
    ]


def test_days_end_at_midnight_in_china(tmp_path):
    refuse("crc_wrong", "A1", root=tmp_path, at=datetime(2015, 8, 1, 16, tzinfo=UTC))
    lake = ReadingsLake.current(tmp_path)
    assert refused(["A1"], DAY, DAY, lake=lake) == ()
    assert len(refused(["A1"], date(2015, 8, 2), date(2015, 8, 2), lake=lake)) == 1


def test_no_example_tells_a_password(tmp_path):
    refuse("crc_wrong", "A1", root=tmp_path)
    take_in([frame(SLOPPY)], received_at=NOON, root=tmp_path)
    lake = ReadingsLake.current(tmp_path)
    told = [*refused(["A1"], DAY, DAY, lake=lake), *noted(["free text"], DAY, DAY, lake=lake)]
    assert {one.code for one in told} >= {"crc_wrong", "pw_length"}
    assert [one for one in told if "12345" in one.example] == []


@pytest.mark.parametrize(
    "text",
    [
        "##0100QN=1;PW=s3cret;MN=A;",
        "PW=s3cret",
        "pw = s3cret;CP=&&",
        "CN=2011PW=s3cret,MN=A;",
        "3cret;MN=A;",
        "W=s3cret;MN=A;",
        "P\0W\0=\0s\x003cret;",
        "PW=s3cret MN=A",
    ],
)
def test_a_password_is_masked_however_the_frame_is_broken(text):
    assert "3cret" not in masked(text)


def test_what_is_no_password_stays_readable():
    assert masked("ST=32;CN=2011;PW=1;MN=A1;CP=&&x=1&&").endswith(";MN=A1;CP=&&x=1&&")
    assert masked("Flow=12;Rain=3") == "Flow=12;Rain=3"
