"""What a device is told, to the byte (HJ 212-2017, Annex C), and never before the disk has it."""

import pytest

from tests.gateway.live import MN, OTHER, Live, exchange, upload
from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.readings.journal import Journal

pytestmark = pytest.mark.once

# Annex C.50: a part of an hour's data and its answer (the answer whole as printed)
PART = (
    b"QN=20160801085857534;ST=32;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=7;"
    b"PNUM=2;PNO=1;CP=&&DataTime=20160801080000;w00000-Cou=63.0&&"
)
ANSWER = (
    b"##0087QN=20160801085857534;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;"
    b"CP=&&&&5B40\r\n"
)


def plain(cn, *, flag=5, mn=MN, pw="123456"):
    head = f"QN=20240105080000001;ST=32;CN={cn};PW={pw};MN={mn};Flag={flag};CP=&&&&"
    return frame(head.encode())


def answer(cn, content="", *, flag=4, mn=MN, pw="123456"):
    head = f"QN=20240105080000001;ST=91;CN={cn};PW={pw};MN={mn};Flag={flag};CP=&&{content}&&"
    return frame(head.encode())


def test_an_upload_gets_the_answer_of_the_standards_own_example(live):
    assert live.ask(frame(PART)) == ANSWER


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (plain("1013"), answer("9013")),
        (plain("2081", flag=9), answer("9014", flag=8)),
        (plain("2011", flag=1), answer("9014", flag=0)),
        (plain("1012"), answer("9011", "QnRtn=8")),
        (plain("1014", flag=9), answer("9011", "QnRtn=2", flag=8)),
        (plain("2011", mn="F" * 24), answer("9011", "QnRtn=4", mn="F" * 24)),
        (plain("2011", pw="654321"), answer("9011", "QnRtn=3", pw="654321")),
    ],
    ids=["notice", "2025", "2005", "command", "cipher", "unknown MN", "wrong password"],
)
def test_the_answer_fits_what_was_sent(live, sent, told):
    assert live.ask(sent) == told


def test_what_wants_no_answer_gets_none(live):
    assert live.ask(plain("2011", flag=4) + plain("9014") + plain("2011")) == answer("9014")


def test_a_right_frame_after_a_wrong_one_is_answered(live):
    assert live.ask(b"##0010garbage" + upload()[:-7] + b"x\r\n" + plain("2011")) == answer("9014")


def test_what_was_answered_is_in_the_journal(live):
    live.ask(upload(1) + upload(2, mn=OTHER), 2)
    assert live.kept() == [upload(1), upload(2, mn=OTHER)]


class Full(Journal):
    """A disk without space until told otherwise."""

    full = True

    def write(self, packed):
        if self.full:
            raise OSError(28, "No space left on device", str(self.folder))
        super().write(packed)


def test_without_space_nothing_is_acknowledged_and_the_device_hears_why(tmp_path):
    with Live(tmp_path, journal=Full(tmp_path / "journal")) as live:
        assert live.ask(plain("2011")) == answer("9012", "ExeRtn=6")
        assert "No space left" in live.gateway.last_error
        assert live.kept() == []


def test_with_space_again_the_same_connection_goes_on(tmp_path):
    journal = Full(tmp_path / "journal")
    with Live(tmp_path, journal=journal) as live, live.connect() as peer:
        exchange(peer, plain("2011"))
        journal.full = False
        assert exchange(peer, plain("2011")) == answer("9014")
        assert live.kept() == [plain("2011")]


def test_a_peer_that_closes_its_side_still_gets_its_answers(live):
    with live.connect() as peer:
        peer.sendall(plain("2011"))
        peer.shutdown(1)
        assert exchange(peer, b"", 1) == answer("9014")
        assert peer.recv(1) == b""
