"""CAP 1.2 out and in, and the command that does both."""

import json
from pathlib import Path

import pytest

from zhiliang.command import main
from zhiliang.methods.cap import read, validate
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.exchange import cap_of
from zhiliang.systems.risk.models import ReceivedAlert, Signal
from zhiliang.systems.risk.tests.conftest import DAY, NOW, after, cluster

XXE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>&e;</identifier></alert>"""


def sent(warning):
    return list(warning.messages.order_by("number"))


def test_a_red_warning_is_a_valid_alert_of_extreme_severity(red):
    content = cap_of(sent(red)[0])
    assert validate(content) == []
    info = read(content).infos[0]
    assert (info.severity, info.urgency, info.certainty) == ("Extreme", "Expected", "Likely")
    assert ("colour", "red") in info.parameters
    assert info.areas[0].geocodes == (("GB/T 2260", "440100"),)


def test_a_warning_of_any_moment_is_a_valid_alert(drafted, colleague):
    moment = after(hours=1, days=0).replace(microsecond=181_660)
    notice = actions.issue(drafted(), by=colleague, at=moment)
    assert validate(cap_of(sent(notice)[0])) == []


def test_an_alert_says_the_same_in_english_where_all_words_are_there(drafted, colleague):
    notice = drafted(matters_en="The case may be live", measures_en="Stop using it")
    notice = actions.issue(notice, by=colleague, at=after(hours=1))
    assert [info.language for info in read(cap_of(sent(notice)[0])).infos] == ["zh-CN", "en-US"]


def test_an_adjusted_and_a_lifted_warning_refer_to_what_was_sent_before(red, guangzhou):
    actions.adjust(red, by=guangzhou, reason="好转", colour="blue", at=after(hours=3))
    actions.lift(red, by=guangzhou, reason="解除", at=after(days=1))
    alerts = [read(cap_of(message)) for message in sent(red)]
    assert [alert.msg_type for alert in alerts] == ["Alert", "Update", "Cancel"]
    assert [len(alert.references) for alert in alerts] == [0, 1, 2]
    assert alerts[1].infos[0].severity == "Minor"


def test_what_was_sent_stays_as_it_was_sent(red, guangzhou):
    before = cap_of(sent(red)[0])
    actions.adjust(red, by=guangzhou, reason="x", colour="blue", title="改过", at=after(hours=3))
    assert cap_of(sent(red)[0]) == before


def test_a_notice_has_no_colour_and_no_severity(drafted, colleague):
    notice = actions.issue(drafted(), by=colleague, at=after(hours=1))
    info = read(cap_of(sent(notice)[0])).infos[0]
    assert (info.severity, [one.name for one in info.parameters]) == ("Unknown", ["kind"])


def test_a_made_up_warning_is_an_exercise(drafted, colleague):
    notice = actions.issue(drafted(source="sample"), by=colleague, at=after(hours=1))
    assert read(cap_of(sent(notice)[0])).status == "Exercise"


def test_everybody_reads_the_newest_and_each_earlier_message(red, guangzhou, client):
    actions.adjust(red, by=guangzhou, reason="x", colour="blue", at=after(hours=3))
    address = f"/risk/cap/{red.number}.xml"
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("application/cap+xml")
    assert read(answer.content).msg_type == "Update"
    assert read(client.get(f"{address}?message=1").content).msg_type == "Alert"
    for forged in ("3", "x", "1' or 1=1", "9" * 30):
        assert client.get(address, {"message": forged}).status_code == 404


def test_an_alert_is_taken_in_once(red, province):
    content = cap_of(sent(red)[0])
    for _ in range(2):
        actions.receive(content, by=province, at=NOW)
    assert ReceivedAlert.objects.get().severity == "Extreme"


@pytest.mark.parametrize("content", [b"", b"<alert/>", XXE, b"\x00" * 100])
def test_what_is_no_alert_is_refused_and_nothing_is_taken(guangdong, content):
    with pytest.raises(actions.UnfitAlert, match="CAP"):
        actions.receive(content, by=None)
    assert not ReceivedAlert.objects.exists()


def ran(capsys, *arguments):
    code = main(["risk", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def file(red, tmp_path) -> Path:
    made = tmp_path / "red.xml"
    made.write_bytes(cap_of(sent(red)[0]))
    return made


def test_the_command_judges_and_takes_in_an_alert(file, capsys):
    code, told = ran(capsys, "cap", file, "--check")
    assert (code, told["valid"], told["taken"]) == (0, True, [])
    code, told = ran(capsys, "cap", file)
    assert (code, len(told["taken"])) == (0, 1)


def test_the_command_says_what_is_wrong(tmp_path, guangdong, capsys):
    (tmp_path / "x.xml").write_bytes(XXE)
    code, told = ran(capsys, "cap", tmp_path / "x.xml")
    assert (code, told["valid"]) == (1, False)
    assert told["findings"][0]["message_zh"]


def test_the_command_runs_the_monitor_for_a_day(years, capsys):
    actions.enter_observations(cluster(9), by=None)
    code, told = ran(capsys, "monitor", "--on", DAY)
    assert (code, told["on"], len(told["raised"])) == (0, DAY.isoformat(), 1)
    assert told["raised"][0]["upper_bound"] < told["raised"][0]["observed"]


def test_the_command_judges_signals_again(signal, capsys):
    assert ran(capsys, "recheck")[0] == 0
    Signal.objects.update(upper_e6=1)
    code, told = ran(capsys, "recheck")
    assert (code, told["differences"][0]["field"]) == (1, "upper")


@pytest.mark.parametrize("arguments", [("monitor", "--on", "morgen"), ("cap", "/nowhere.xml")])
def test_a_wrong_call_says_what_is_meant(guangdong, capsys, arguments):
    assert main(["risk", *arguments]) == 2
