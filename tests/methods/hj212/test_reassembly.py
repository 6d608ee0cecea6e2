"""Joining split packets: by MN, CN, DataTime and PNUM, in any order, whatever their QNs."""

from datetime import datetime

import pytest

from tests.methods.hj212 import vectors
from zhiliang.methods.hj212 import Part, Reassembly, decode, encode, reassemble
from zhiliang.methods.hj212.encoding import frame

pytestmark = pytest.mark.once

EIGHT = datetime(2024, 1, 1, 8)


def part(pno, *, pnum=3, time=EIGHT, mn="1", content=b"", frame=0):
    return Part(mn, "2061", time, pnum, pno, content, frame)


def added(*parts):
    waiting = Reassembly()
    return waiting, [waiting.add(one) for one in parts]


def test_the_split_upload_of_annex_c_joins_though_its_parts_have_other_qns():
    segments = [row["segment"] for row in vectors.rows("annex_c") if row["table"] == "C.49"]
    buffer = b"".join(frame(segment.encode()) for segment in segments)
    decoded = decode(buffer)
    (upload,) = reassemble(buffer, decoded).complete
    qns = decoded.frames["qn"].take(upload.frames).to_pylist()
    assert qns == ["20160801085857534", "20160801085857535"]


def test_parts_join_in_the_order_of_their_numbers():
    _, found = added(part(3, frame=7), part(1, frame=8), part(2, frame=9))
    assert found[:2] == [None, None]
    assert found[2].frames == [8, 9, 7]


def test_an_incomplete_upload_says_what_is_missing():
    waiting, _ = added(part(3))
    assert waiting.incomplete[0].missing == [1, 2]


@pytest.mark.parametrize("other", [
    {"mn": "2"},
    {"time": datetime(2024, 1, 1, 9)},
    {"pnum": 2},
])  # fmt: skip
def test_parts_of_different_uploads_do_not_mix(other):
    waiting, found = added(part(1, pnum=2), part(2, **{"pnum": 2, **other}))
    if other == {"pnum": 2}:
        assert found[1] is not None
    else:
        assert len(waiting.incomplete) == 2


def test_an_equal_repeat_changes_nothing():
    waiting, _ = added(part(1, content=b"a", frame=1), part(1, content=b"a", frame=2))
    (upload,) = waiting.incomplete
    assert (upload.frames, upload.conflicts) == ([1], [])


def test_of_conflicting_repeats_the_first_stands_and_the_other_is_told():
    waiting, _ = added(part(1, content=b"a", frame=1), part(1, content=b"b", frame=2))
    (upload,) = waiting.incomplete
    assert (upload.frames, [one.frame for one in upload.conflicts]) == ([1], [2])


def test_a_part_without_time_joins_the_only_upload_that_lacks_it():
    _, found = added(part(1, pnum=2), part(2, pnum=2, time=None))
    assert found[1].data_time == EIGHT


def test_a_part_without_time_that_comes_first_is_joined_too():
    _, found = added(part(2, pnum=2, time=None), part(1, pnum=2))
    assert found[1].data_time == EIGHT


def test_a_part_without_time_is_not_guessed_into_one_of_two_uploads():
    nine = datetime(2024, 1, 1, 9)
    waiting, found = added(part(1, pnum=2), part(1, pnum=2, time=nine), part(2, pnum=2, time=None))
    assert found == [None] * 3
    assert len(waiting.incomplete) == 3


def test_packets_that_are_not_split_are_left_alone():
    packet = encode(cn="2061", mn="1", pnum=1, pno=1, data_time="20240101080000")
    assert reassemble(packet, decode(packet)) == ([], [])
