"""`./run` is read by machines that have nothing yet."""

import ast
import importlib.util
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

SCRIPT = Path(__file__).resolve().parents[2] / "run"


@pytest.fixture
def run(tmp_path):
    loader = SourceFileLoader("run_script", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    loader.exec_module(module)
    module.VENV = tmp_path / ".venv"
    module.PYTHON = module.VENV / "bin" / "python"
    module.STAMP = module.VENV / "stamp.json"
    return module


def refusal(action):
    with pytest.raises(SystemExit) as caught:
        action()
    return str(caught.value)


def test_a_python_of_2018_can_read_it():
    assert ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_without_arguments_it_lists_the_commands():
    shown = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, check=True)
    assert all(name in shown.stdout for name in ("demo", "test", "check", "fix", "lock"))


def test_an_old_python_is_named_with_what_to_install(run, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    text = refusal(run.insist_on_a_recent_python)
    assert "3.9.2" in text
    assert "apt install python3" in text


def test_a_newer_python_beside_the_old_one_takes_over(run, monkeypatch):
    taken = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(run.shutil, "which", lambda name: sys.executable)
    monkeypatch.setattr(run.os, "execv", lambda path, words: taken.append(path) or sys.exit(0))
    refusal(run.insist_on_a_recent_python)
    assert taken == [sys.executable]


def test_a_missing_venv_names_the_debian_package(run, monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    expected = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert expected in refusal(run.insist_on_venv)


def test_nothing_is_ready_before_the_stamp_is_written(run):
    assert not run.is_ready(developer=False)


def test_a_stamp_of_other_lock_files_does_not_count(run):
    run.VENV.mkdir()
    run.STAMP.write_text('{"base.txt": "0", "python": ""}')
    assert not run.is_ready(developer=False)


def test_the_demo_is_content_with_an_environment_for_developers(run):
    run.VENV.mkdir()
    run.STAMP.write_text(run.json.dumps(run.wanted(developer=True)))
    assert run.is_ready(developer=False)


def test_a_developer_is_not_content_with_the_demo_s_environment(run):
    run.VENV.mkdir()
    run.STAMP.write_text(run.json.dumps(run.wanted(developer=False)))
    assert not run.is_ready(developer=True)


def test_the_installer_s_own_files_are_pinned_by_hash(run):
    lines = list(run.lines_of("uv"))
    assert lines[0].startswith("uv==")
    assert sum("--hash=sha256:" in line for line in lines) > 1
