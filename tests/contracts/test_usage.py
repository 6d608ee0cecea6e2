"""Exit codes, the two streams, languages, and machines that are not as they should be."""

import os
import socket
import subprocess
import sys

import pytest

from tests.contracts.terminal import ROOT, environment

AIR = ("value", "environment.good_air_days", "--period", "2021-12")
WRONG = {
    "an unknown command": ("nonsense",),
    "no command": (),
    "an unknown option": ("mandate", "--nonsense"),
    "a missing option": ("value", "environment.good_air_days"),
    "an unknown engine": (*AIR, "--engine", "abacus"),
    "an unknown level": (*AIR, "--by", "galaxy"),
    "an unknown source": (*AIR, "--source", "rumours"),
    "an unknown indicator": ("value", "no.such", "--period", "2021-12"),
    "nonsense for a period": ("value", "environment.good_air_days", "--period", "banana"),
    "a month of thirteen": ("value", "environment.good_air_days", "--period", "2021-13"),
    "an unknown place": ("explain", *AIR[1:], "--place", "999999"),
    "an unknown kind of file": ("import", "rumours", "x.csv"),
    "words for a year": ("evaluate", "--year", "last"),
    "a language nobody speaks": (*AIR, "--lang", "xx"),
    "half a log's end": ("audit", "verify", "--head", "12"),
    "a threshold of nobody": ("verify", ".", "--threshold", "0"),
}
NEEDS_DATA = {
    "value": AIR,
    "explain": ("explain", *AIR[1:], "--place", "440100"),
    "audit": ("audit", "verify"),
    "evaluate": ("evaluate", "--year", "2015"),
    "seal": ("seal", "--year", "2015", "--out", "pack"),
    "publish": ("publish", "--year", "2015", "--out", "out"),
    "tick": ("tick",),
}


@pytest.fixture(scope="module")
def answered(reader):
    return dict(zip(WRONG, reader.each(WRONG.values()), strict=True))


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_exits_2_and_says_why_on_standard_error(answered, name):
    answer = answered[name]
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()
    assert not answer.crashed


def test_an_error_is_json_where_json_was_asked_for(reader):
    answer = reader("value", "no.such", "--period", "2021-12", "--json")
    assert answer.json["error"].keys() == {"code", "message", "hint"}
    assert "no.such" in answer.err


@pytest.mark.parametrize(("lang", "word"), [((), "没有指标"), (("--lang", "en"), "no indicator")])
def test_errors_are_chinese_unless_english_is_asked_for(reader, lang, word):
    assert word in reader("value", "no.such", "--period", "2021-12", *lang).err


@pytest.mark.parametrize("more", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_machine_without_a_locale_prints_chinese(reader, more):
    answer = reader(*AIR, **more)
    assert answer.code == 0
    assert "广州市" in answer.out


def test_it_runs_from_any_folder(reader, tmp_path):
    assert reader(*AIR, "--json", folder=tmp_path).out == reader(*AIR, "--json").out
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def answered_without_data(stranger):
    return dict(zip(NEEDS_DATA, stranger.each(NEEDS_DATA.values()), strict=True))


@pytest.mark.parametrize("name", NEEDS_DATA)
def test_without_data_it_says_what_to_run_first(answered_without_data, name):
    answer = answered_without_data[name]
    assert (answer.code, answer.crashed) == (1, False)
    assert "zhiliang" in answer.err


@pytest.mark.parametrize(
    "words", [AIR, ("demo", "--check"), ("migrate",), ("keys", "make", "me")], ids=lambda w: w[0]
)
def test_a_data_folder_that_cannot_be_made_is_told(stranger, tmp_path, words):
    (tmp_path / "file").write_text("")
    answer = stranger(*words, ZHILIANG_VAR=str(tmp_path / "file" / "var"))
    assert answer.code == 1
    assert not answer.crashed
    assert str(tmp_path / "file") in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_may_not_be_written_is_told(writer):
    (writer.var / "zhiliang.sqlite3").chmod(0o400)
    writer.var.chmod(0o500)
    answer = writer("evaluate", "--year", "2015")
    writer.var.chmod(0o700)
    assert answer.code == 1
    assert not answer.crashed


def test_a_database_that_cannot_be_opened_is_told(reader, tmp_path):
    answer = reader("audit", "verify", DATABASE_URL=f"sqlite:///{tmp_path}")
    assert answer.code == 1
    assert not answer.crashed


def test_the_demonstration_does_not_fight_for_a_port(stranger):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = stranger("demo", "--port", port)
    assert answer.code == 1
    assert str(port) in answer.err


@pytest.mark.parametrize(("words", "code"), [(("mandate", "--json"), 0), (("nonsense",), 2)])
def test_the_module_itself_is_the_command(tmp_path, words, code):
    command = [sys.executable, "-m", "zhiliang", *words]
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True)
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)


def test_the_run_script_needs_no_arguments_to_explain_itself():
    done = subprocess.run([ROOT / "run"], capture_output=True, check=True)
    assert "demo" in done.stdout.decode()
