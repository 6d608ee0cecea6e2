"""Nobody takes more connections, time or packets than is their share."""

import time

import pytest

from tests.gateway.live import MN, Live, exchange, hung_up, upload

pytestmark = pytest.mark.once


def test_a_connection_that_says_nothing_is_closed(tmp_path):
    with Live(tmp_path, first_frame_seconds=0.2) as live, live.connect() as peer:
        assert hung_up(peer)
        assert live.gateway.counts.closed == {"no_frame": 1}


def test_a_frame_begun_and_never_ended_closes_its_connection(tmp_path):
    with Live(tmp_path, unfinished_seconds=0.2) as live, live.connect() as peer:
        exchange(peer, upload())
        peer.sendall(upload()[:30])
        assert hung_up(peer)
        live.wait(lambda gateway: gateway.counts.closed == {"unfinished": 1})


def test_dripping_bytes_does_not_keep_a_connection_open(tmp_path):
    with Live(tmp_path, first_frame_seconds=0.5) as live, live.connect() as peer:
        with pytest.raises(OSError):
            for _ in range(100):
                peer.sendall(b"#")
                time.sleep(0.05)
        assert sum(live.gateway.counts.closed.values()) == 1


def test_an_idle_connection_is_closed_in_the_end(tmp_path):
    with Live(tmp_path, idle_seconds=0.2) as live, live.connect() as peer:
        exchange(peer, upload())
        assert hung_up(peer)
        assert live.gateway.counts.closed == {"idle": 1}


def test_half_open_connections_of_an_address_are_bounded(tmp_path):
    with Live(tmp_path, connections_an_address=20) as live:
        peers = [live.connect() for _ in range(60)]
        live.wait(lambda gateway: gateway.counts.closed["too_many"] == 40)
        assert len(live.gateway.connections) == 20
        with live.connect("127.0.0.2") as other:
            assert b"9014" in exchange(other, upload())
        for peer in peers:
            peer.close()


def test_all_connections_are_bounded(tmp_path):
    with Live(tmp_path, connections=3) as live:
        peers = [live.connect(f"127.0.0.{n}") for n in range(1, 6)]
        live.wait(lambda gateway: gateway.counts.closed["too_many"] == 2)
        for peer in peers:
            peer.close()


def test_a_closed_connection_makes_room(tmp_path):
    with Live(tmp_path, connections=1) as live:
        for number in range(3):
            assert b"9014" in live.ask(upload(number))
            live.wait(lambda gateway: not gateway.connections)


def test_an_outlet_that_sends_too_fast_is_told_to_come_again(tmp_path):
    with Live(tmp_path, packets_at_once=5, packets_a_second=0.001) as live:
        told = live.ask(b"".join(upload(n) for n in range(8)), 8)
        assert (told.count(b"CN=9014"), told.count(b"ExeRtn=5")) == (5, 3)
        assert len(live.kept()) == 5


def test_reading_stops_while_too_much_waits_for_the_disk(tmp_path):
    with Live(tmp_path, queue_bytes=1000) as live:
        told = live.ask(b"".join(upload(n % 1000) for n in range(3000)), 3000)
        assert told.count(b"CN=9014") == 3000
        live.wait(lambda gateway: not gateway.queued)


def test_a_second_address_is_noted(live):
    for address in ("127.0.0.1", "127.0.0.2"):
        with live.connect(address) as peer:
            exchange(peer, upload())
    assert live.gateway.admission.counts["second_address"] == 1


def test_two_who_contest_an_mn_leave_it_to_the_one_in_possession(tmp_path):
    with Live(tmp_path, address_changes=2) as live:
        with live.connect("127.0.0.1") as one, live.connect("127.0.0.2") as two:
            told = [exchange(peer, upload()) for peer in (one, two, one, two, one)]
        assert [b"9014" in answer for answer in told] == [True, True, True, False, True]
        live.wait(lambda gateway: gateway.counts.refused == {"address_contested": 1})


def test_an_unknown_mn_is_refused_however_often(live):
    strange = upload(mn="F" * 24)
    assert live.ask(strange * 3, 3).count(b"QnRtn=4") == 3
    assert MN.encode() not in b"".join(live.kept())
