"""What the journal has said is written stays written, whatever end its writer comes to."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.systems.environment.readings import journal as module
from zhiliang.systems.environment.readings.journal import Journal, record_at, recover, segments
from zhiliang.systems.environment.readings.record import HEADER, packed, records

pytestmark = pytest.mark.once

BODIES = [b"one", b"", b"##0003abc\r\n" * 20, bytes(range(256))]


def written(folder, bodies=BODIES, **options):
    journal = Journal(folder, **options)
    journal.write([packed(body, received=1) for body in bodies])
    return journal


def bodies(folder):
    return [r.body for path in segments(folder) for r in records(path.read_bytes())]


def leave_without_a_word(journal):
    """As kill -9 does: nothing is closed in order, the lock is gone."""
    os.close(journal._handle)
    journal._handle = -1


def test_what_was_written_is_read_with_its_digest_and_place(tmp_path):
    written(tmp_path).close()
    (path,) = segments(tmp_path)
    for record in records(path.read_bytes()):
        assert record.whole
        assert record_at(tmp_path, 1, record.position) == record


def test_a_full_segment_is_followed_by_another(tmp_path):
    journal = written(tmp_path, segment_bytes=10)
    journal.write([packed(b"next", received=2)])
    assert bodies(tmp_path) == [*BODIES, b"next"]
    assert len(segments(tmp_path)) == 2


def test_a_torn_record_is_put_aside_at_every_place_it_may_tear(tmp_path):
    torn = packed(b"torn away", received=3)
    for cut in range(1, len(torn)):
        folder = tmp_path / str(cut)
        journal = written(folder)
        os.write(journal._handle, torn[:cut])
        leave_without_a_word(journal)
        (aside,) = recover(folder)
        assert aside.read_bytes() == torn[:cut]
        assert bodies(folder) == BODIES


def test_zeros_after_a_power_cut_are_put_aside(tmp_path):
    journal = written(tmp_path)
    os.write(journal._handle, bytes(4096))
    leave_without_a_word(journal)
    recover(tmp_path)
    assert bodies(tmp_path) == BODIES


def test_the_segment_of_a_living_writer_is_left_alone(tmp_path):
    journal = written(tmp_path)
    assert recover(tmp_path) == []
    journal.write([packed(b"more", received=4)])
    assert bodies(tmp_path) == [*BODIES, b"more"]


def test_two_writers_never_share_a_segment(tmp_path):
    one, two = written(tmp_path, [b"a"]), written(tmp_path, [b"b"])
    one.write([packed(b"c", received=5)])
    two.close()
    one.close()
    assert sorted(bodies(tmp_path)) == [b"a", b"b", b"c"]
    assert len(segments(tmp_path)) == 2


def test_damage_in_the_middle_costs_that_record_only(tmp_path):
    journal = written(tmp_path)
    (path,) = segments(tmp_path)
    with path.open("r+b") as stream:
        stream.seek(HEADER + 1)
        stream.write(b"X")
    leave_without_a_word(journal)
    assert recover(tmp_path) == []
    (path,) = segments(tmp_path)
    assert [r.whole for r in records(path.read_bytes())] == [False, True, True, True]


def test_a_damaged_header_costs_that_record_only(tmp_path):
    written(tmp_path).close()
    (path,) = segments(tmp_path)
    data = bytearray(path.read_bytes())
    data[2] ^= 0xFF
    assert [r.body for r in records(bytes(data))] == BODIES[1:]


def test_a_full_disk_raises_and_the_next_write_begins_afresh(tmp_path, monkeypatch):
    journal = written(tmp_path)

    def full(handle, data):
        os.write(handle, data[:7])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(module, "_write_all", full)
        journal.write([packed(b"lost", received=6)])
    journal.write([packed(b"kept", received=7)])
    assert bodies(tmp_path) == [*BODIES, b"kept"]


def test_a_failing_fsync_acknowledges_nothing(tmp_path, monkeypatch):
    journal = written(tmp_path)

    def broken(handle):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", broken)
    with pytest.raises(OSError, match="Input/output"):
        journal.write([packed(b"unsure", received=8)])


@given(st.binary(max_size=200), st.binary(max_size=300))
def test_bytes_from_outside_never_pass_for_a_record(body, noise):
    forged = packed(b"forged", received=9)
    whole = packed(body + forged + noise, received=10)
    assert [r.body for r in records(whole[:-1])] == []
    assert [r.body for r in records(whole)] == [body + forged + noise]
