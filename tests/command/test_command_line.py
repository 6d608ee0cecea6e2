import json
import types

import pytest
from django.db import connection, transaction

from zhiliang import command
from zhiliang.command import audit
from zhiliang.core import triggers
from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.core.event import append
from zhiliang.core.models import Event


@pytest.fixture
def log(db):
    for number in (1, 2, 3):
        with transaction.atomic():
            append(verb="test.case.open", subject=f"test.case:{number}", by=None)
    return Event.objects.all()


@pytest.fixture
def failing(monkeypatch):
    """Make `zhiliang audit verify` raise something."""

    def make(error):
        def run(options):
            raise error

        stub = types.SimpleNamespace(add_arguments=audit.add_arguments, run=run)
        monkeypatch.setattr(command, "_module", lambda name: stub)

    return make


def test_a_whole_log_is_verified(log, capsys):
    assert command.main(["audit", "verify", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["ok"], printed["count"], printed["last_hash"]) == (True, 3, log[2].hash)


def test_a_changed_log_exits_1_with_the_first_bad_number(log, capsys):
    triggers.remove(connection)
    log.filter(number=2).update(place="440100")
    assert command.main(["audit", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["first_bad"] == 2


def test_a_cut_log_is_told_from_an_end_kept_elsewhere(log, capsys):
    assert command.main(["audit", "verify", "--head", f"5:{'0' * 64}"]) == 1
    assert "截断" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--json", "audit", "verify"], ["audit", "--json", "verify"]])
def test_options_of_all_commands_stand_anywhere(log, capsys, words):
    assert command.main(words) == 0
    assert json.loads(capsys.readouterr().out)["ok"]


def test_a_refusal_is_clean_text_and_exit_1(failing, capsys):
    failing(ClerkError("没有这个地区。", "请检查代码。"))
    assert command.main(["audit", "verify"]) == 1
    assert capsys.readouterr() == ("", "没有这个地区。\n请检查代码。\n")


def test_a_refusal_is_json_where_json_was_asked_for(failing, capsys):
    failing(ClerkError("没有这个地区。", "请检查代码。"))
    command.main(["audit", "verify", "--json"])
    error = json.loads(capsys.readouterr().out)["error"]
    assert error == {"code": "refused", "message": "没有这个地区。", "hint": "请检查代码。"}


def test_wrong_usage_exits_2(failing):
    failing(UsageError("?"))
    assert command.main(["audit", "verify"]) == 2


@pytest.mark.parametrize("words", [[], ["nonsense"], ["audit"], ["audit", "verify", "--x"]])
def test_an_unknown_command_or_option_exits_2(words):
    with pytest.raises(SystemExit) as caught:
        command.main(words)
    assert caught.value.code == 2


def test_a_fault_of_ours_is_not_hidden(failing):
    failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        command.main(["audit", "verify"])


@pytest.mark.parametrize("name", command.names())
def test_every_command_says_what_it_does_in_both_languages(name):
    chinese, _, english = command.declared(name).get("help", "").partition(" / ")
    assert chinese
    assert english.isascii()
    assert english
