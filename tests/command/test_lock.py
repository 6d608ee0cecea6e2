"""The lock files say everything about what gets installed, and nothing about who made them."""

import re

import pytest

from zhiliang.command import lock

pytestmark = pytest.mark.once

LOCKS = ("base.txt", "dev.txt")


def text_of(name):
    return (lock.ROOT / "requirements" / name).read_text(encoding="utf-8")


def test_they_were_made_from_today_s_project_file():
    assert lock.stale() == []


def test_a_changed_dependency_shows(monkeypatch):
    monkeypatch.setattr(lock, "digest", lambda: "another")
    assert lock.stale() == ["requirements/base.txt", "requirements/dev.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_pins_a_version_or_a_hash(name):
    pin = re.compile(r"[a-z0-9-]+(\[.+\])?==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = [line for line in text_of(name).splitlines() if not re.match(r"\s*(#|$)", line)]
    assert [line for line in lines if not pin.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_and_no_machine_shows(name):
    assert not re.search(r"://|--index|--find-links|/home/|/root/", text_of(name))


def test_what_developers_add_is_kept_apart():
    assert set(lock.names("base.txt")) & set(lock.names("dev.txt")) == set()
