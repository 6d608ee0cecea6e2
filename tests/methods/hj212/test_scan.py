"""Framing: every fault has its reason, costs no other frame, and nothing grows without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.hj212 import vectors
from tests.methods.hj212.strategies import damaged
from zhiliang.methods.hj212 import crc_hj212, reasons, scan
from zhiliang.methods.hj212 import frames as framing
from zhiliang.methods.hj212.checksum import crc_modbus
from zhiliang.methods.hj212.encoding import frame

pytestmark = pytest.mark.once

SEGMENT = b"ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20240101080000;001-Rtd=7.1&&"
GOOD = frame(SEGMENT)


def wrong_crc():
    return GOOD[:-6] + b"%04X\r\n" % (crc_hj212(SEGMENT) ^ 0x0100)


def with_modbus(*, turned=False):
    crc = crc_modbus(SEGMENT)
    crc = (crc & 0xFF) << 8 | crc >> 8 if turned else crc
    return GOOD[:-6] + b"%04X\r\n" % crc


FAULTS = {
    "wrong checksum": (wrong_crc(), "crc_wrong"),
    "MODBUS": (with_modbus(), "crc_modbus"),
    "MODBUS, low byte first": (with_modbus(turned=True), "crc_modbus"),
    "checksum not hexadecimal": (GOOD[:-6] + b"12G4\r\n", "crc_not_hex"),
    "length too small": (b"##0010" + GOOD[6:], "length_wrong"),
    "length too great": (b"##0200" + GOOD[6:], "length_wrong"),
    "no length": (b"##" + GOOD[6:], "length_absent"),
    "length with a letter": (b"##00A4" + GOOD[6:], "length_not_digits"),
    "no CR LF": (GOOD[:-2], "crlf_missing"),
    "LF alone": (GOOD[:-2] + b"\n", "crlf_missing"),
    "cut off": (GOOD[:50], "truncated"),
    "noise": (b"\x00\xffnoise", "garbage"),
    "one sharp": (b"#", "garbage"),
}


@pytest.mark.parametrize(("wrong", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_fault_has_its_own_reason_and_the_frames_around_it_are_kept(wrong, reason):
    found = scan(GOOD + wrong + GOOD)
    assert [reject.reason for reject in found.rejects] == [reason]
    assert found.start.tolist() == [0, len(GOOD) + len(wrong)]


@pytest.mark.parametrize(("wrong", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_reject_says_where_it_was_and_holds_its_bytes(wrong, reason):
    buffer = GOOD + wrong + GOOD
    (reject,) = scan(buffer).rejects
    assert reject.offset == len(GOOD)
    assert reject.bytes.rstrip(b"\r\n") == wrong.rstrip(b"\r\n")


def test_every_reason_is_explained_in_both_languages():
    assert {reason for _, reason in FAULTS.values()} <= reasons().keys()
    assert all(reason.zh and reason.en for reason in reasons().values())


@pytest.mark.parametrize("row", vectors.rows("packets_bad"), ids=lambda row: row["crc_declared"])
def test_bad_packets_found_in_the_wild_are_refused_for_what_is_wrong_with_them(row):
    expected = {"crc_is_modbus_variant": "crc_modbus", "length_mismatch": "length_wrong"}
    (reject,) = scan(row["packet"].encode()).rejects
    assert reject.reason == expected.get(row["defects"][0], "crc_wrong")


@pytest.mark.parametrize("packet", vectors.valid())
def test_real_packets_are_whole_frames(packet):
    found = scan(packet)
    assert (found.length.tolist(), found.rejects, found.tail) == ([len(packet)], (), b"")


def test_a_frame_above_the_limit_is_refused_and_the_next_one_read():
    found = scan(GOOD + GOOD, limit=len(SEGMENT) - 1)
    assert [reject.reason for reject in found.rejects] == ["oversize", "oversize"]
    assert scan(GOOD, limit=len(SEGMENT)).start.tolist() == [0]


def test_a_good_frame_inside_a_broken_one_is_found():
    broken = b"##0400" + SEGMENT[:40]
    found = scan(broken + GOOD + b"x" * 500)
    assert found.start.tolist() == [len(broken)]


def test_a_wrong_length_does_not_wait_for_bytes_that_never_come():
    found = scan(b"##9999" + SEGMENT + b"47C0\r\n" + GOOD)
    assert found.start.tolist() == [len(GOOD)]
    assert found.tail == b""


def test_blank_lines_between_frames_are_no_fault():
    assert scan(b"\r\n" + GOOD + b"\r\n\r\n" + GOOD).rejects == ()


def test_an_empty_segment_has_the_initial_value_as_its_checksum():
    assert len(scan(b"##0000FFFF\r\n")) == 1


@given(
    st.binary(max_size=3000) | st.lists(st.sampled_from([b"#", b"0", b"9", b"\r\n"])).map(b"".join)
)
def test_noise_leaves_a_short_tail(noise):
    assert len(scan(noise, limit=100).tail) <= 112


@pytest.mark.parametrize("unit", [b"#", b"##", b"##9999", b"##0001", b"\r\n", b"0", b"&&47C0\r\n"])
def test_endless_noise_leaves_a_short_tail_in_reasonable_time(unit):
    assert len(scan(unit * (200_000 // len(unit))).tail) <= framing.LONGEST_SEGMENT + 12


@given(st.lists(damaged(), max_size=8))
def test_every_byte_is_in_a_frame_or_a_reject_or_the_tail_or_a_blank_line(pieces):
    buffer = b"".join(pieces)
    found = scan(buffer)
    spans = [*zip(found.start.tolist(), found.length.tolist(), strict=True)]
    spans += [(reject.offset, len(reject.bytes)) for reject in found.rejects]
    left = bytearray(buffer[: len(buffer) - len(found.tail)])
    for start, length in sorted(spans, reverse=True):
        del left[start : start + length]
    assert left.strip(b"\r\n") == b""


@given(st.lists(damaged(), max_size=8))
def test_large_buffers_are_cut_as_small_ones_are(pieces):
    buffer = b"".join(pieces)
    small = scan(buffer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(framing, "SMALL", 0)
        large = scan(buffer)
    assert small.start.tolist() == large.start.tolist()
    assert small.crc_lower.tolist() == large.crc_lower.tolist()
    assert (small.rejects, small.tail) == (large.rejects, large.tail)


@given(st.lists(st.sampled_from(vectors.valid()), min_size=1, max_size=4), st.data())
def test_a_stream_in_two_pieces_gives_the_same_frames(packets, data):
    buffer = b"".join(packets)
    cut = data.draw(st.integers(0, len(buffer)))
    first = scan(buffer[:cut])
    second = scan(first.tail + buffer[cut:])
    found = [*frames_of(first), *frames_of(second)]
    assert (found, first.rejects, second.rejects, second.tail) == (packets, (), (), b"")


def frames_of(found):
    spans = zip(found.start.tolist(), found.length.tolist(), strict=True)
    return [found.buffer[start : start + length] for start, length in spans]
