"""TCP cuts and joins as it likes, and hostile peers send what they like."""

import random
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gateway.live import MN, OTHER, Live, Register, exchange, hung_up, upload
from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.gateway.admission import Admission
from zhiliang.systems.environment.gateway.configuration import limits
from zhiliang.systems.environment.gateway.cutting import alone, cut
from zhiliang.systems.environment.readings.record import refusal, refused

pytestmark = pytest.mark.once


def test_a_frame_may_be_split_at_every_byte(live):
    whole = upload(7)
    with live.connect() as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for place in range(1, len(whole)):
            peer.sendall(whole[:place])
            time.sleep(0.001)
            assert exchange(peer, whole[place:]).count(b"CN=9014") == 1
    assert live.kept() == [whole] * (len(whole) - 1)


def test_two_devices_on_two_connections_do_not_mix(live):
    one, two = upload(1), upload(2, mn=OTHER)
    with live.connect() as first, live.connect() as second:
        first.sendall(one[:40])
        second.sendall(two[:60])
        time.sleep(0.05)
        assert MN.encode() in exchange(first, one[40:])
        assert OTHER.encode() in exchange(second, two[60:])


def test_two_devices_may_share_a_connection(live):
    told = live.ask(upload(1) + upload(2, mn=OTHER), 2)
    assert told.count(MN.encode()) == told.count(OTHER.encode()) == 1


def test_pieces_cut_together_are_cut_as_each_alone():
    rng = random.Random(1)
    stream = b"".join(upload(n) for n in range(30)) + b"noise##0009x" + upload(99)[:50]
    places = sorted(rng.sample(range(len(stream)), 40))
    pieces = [stream[a:b] for a, b in zip([0, *places], [*places, len(stream)], strict=True)]
    pieces += [b"", b"\r\n", upload(5) + b"\r\n", upload(5)[:-3]]
    for found, piece in zip(cut(pieces), pieces, strict=True):
        expected = alone(piece)
        assert list(found.frames) == list(expected.frames)
        assert [r.reason for r in found.rejects] == [r.reason for r in expected.rejects]
        assert found.rest == expected.rest


def test_a_never_ending_frame_takes_no_more_than_its_share_of_memory(live):
    with live.connect() as peer:
        peer.sendall(b"##9999" + b"a" * 200_000)
        live.wait(lambda gateway: gateway.counts.refused)
        (connection,) = live.gateway.connections
        assert len(connection.rest) < 10_100
        assert b"9014" in exchange(peer, b"\r\n" + upload())


def test_a_head_too_long_to_be_answered_is_refused_without_answer(live):
    monster = upload(pw="9" * 9_800)
    assert live.ask(monster + upload()).count(b"\r\n") == 1
    assert live.gateway.counts.refused == {"password_wrong": 1}


@given(st.lists(st.integers(0, 255) | st.sampled_from([35, 13, 10, 61, 59])), st.integers(0, 200))
def test_no_bytes_whatever_are_a_fault_of_ours(noise, place):
    whole = bytearray(upload(1))
    whole[place : place + len(noise) // 2] = bytes(noise)
    pieces = [bytes(whole), frame(bytes(whole[6:-6])), bytes(noise)]
    admission = Admission(limits())
    admission.register(Register().load())
    for found in cut(pieces):
        for head in found.heads:
            admission.judge(head, "127.0.0.1", 0.0)
        for reject in found.rejects:
            assert refused(refusal(reject.reason, "", "", reject.bytes)).length


def test_nul_bytes_are_refused_and_the_next_frame_taken(live):
    assert b"9014" in live.ask(b"\0" * 500 + upload())
    live.wait(lambda gateway: gateway.counts.refused["garbage"])


def test_a_frame_of_the_wrong_checksum_family_is_refused_for_that_reason(live):
    segment = upload(3)[6:-6]
    crc = 0xFFFF
    for byte in segment:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    live.ask(b"##%04d%b%04X\r\n" % (len(segment), segment, crc) + upload())
    live.wait(lambda gateway: gateway.counts.refused == {"crc_modbus": 1})


def test_one_who_sends_only_faults_is_hung_up_on(tmp_path):
    with Live(tmp_path, faults_in_a_row=5) as live, live.connect() as peer:
        peer.sendall(upload(pw="wrong") * 50)
        assert hung_up(peer)
        assert live.gateway.counts.closed["faults"] == 1


def test_a_flood_of_faults_is_counted_in_full_and_kept_in_part(tmp_path):
    with Live(tmp_path, faults_in_a_row=10_000, rejects_a_minute=60) as live:
        live.ask(upload(pw="wrong") * 500, 500)
        assert live.gateway.counts.refused["password_wrong"] == 500
        live.wait(lambda gateway: not gateway.queued)
        assert live.refused() == ["password_wrong"] * 60


def test_parts_that_never_come_are_noted_with_those_that_did(tmp_path):
    with Live(tmp_path, split_seconds=0) as live:
        part = upload(1)[6:-6].replace(b"Flag=5;", b"Flag=7;PNUM=3;PNO=2;")
        assert b"9014" in live.ask(frame(part))
        live.wait(lambda gateway: gateway.splits.counts["incomplete"])
        live.wait(lambda gateway: not gateway.queued)
        assert live.refused() == ["parts_missing"]


def test_parts_that_all_come_are_one_message(live):
    for number in (2, 1):
        part = upload(number)[6:-6].replace(b"Flag=5;", b"Flag=7;PNUM=2;PNO=%d;" % number)
        live.ask(frame(part))
    assert live.gateway.splits.counts == {"whole": 1}
