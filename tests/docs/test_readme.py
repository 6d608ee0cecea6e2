"""The commands that the documents show give what they show; the numbers in them are right."""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation

from tests.docs.console import sessions
from zhiliang import command
from zhiliang.command.docs import ROOT
from zhiliang.core.actions import load_reference
from zhiliang.indicators.current import refresh
from zhiliang.indicators.registry import definitions
from zhiliang.mandate import load_clauses, load_targets, systems
from zhiliang.systems.environment.actions import load_bulletins
from zhiliang.systems.returns.actions import load_published

pytestmark = pytest.mark.once

README = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
SHOWN = [said for path in README.values() for said in sessions(path)]
SHELL = re.compile(r"\./run (\w+)")


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything that was really published, in a lake of its own, without the sample province."""
    before, settings.VAR = settings.VAR, tmp_path_factory.mktemp("readme")
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(by=None)
        load_published(by=None)
        load_bulletins(by=None)
        refresh()
        yield
        transaction.set_rollback(True)
    settings.VAR = before


@pytest.mark.django_db
@pytest.mark.parametrize("said", SHOWN, ids=lambda said: f"{said.where} {said.command}")
def test_a_command_prints_what_the_readme_shows(said, published, capsys):
    with translation.override(translation.get_language()):
        assert command.main(said.arguments) == 0
    printed = capsys.readouterr().out
    assert said.fits(printed), printed


@pytest.mark.parametrize("path", README.values(), ids=README)
def test_every_command_that_is_shown_exists(path):
    names = set(SHELL.findall(path.read_text("utf-8"))) - {"help"}
    assert sorted(names - set(command.names())) == []


@pytest.mark.parametrize("path", README.values(), ids=README)
def test_the_numbers_are_right(path):
    text = path.read_text("utf-8")
    planned = [system for system in systems() if system.state == "planned"]
    counts = {
        rf"{len(load_clauses())} ?(clauses|条条款)": "clauses",
        rf"{len(load_targets())} ?(targets|项目标|项定量目标)": "targets",
        rf"{len(definitions())} ?(indicators|个指标)": "indicators",
        rf"other {len(planned)} systems|其余{len(planned)}个系统": "planned systems",
    }
    assert [what for pattern, what in counts.items() if not re.search(pattern, text)] == []


def test_both_languages_show_the_same_commands():
    english, chinese = (SHELL.findall(path.read_text("utf-8")) for path in README.values())
    assert english == chinese


PROSE = [
    ROOT / "CHANGELOG.md",
    *README.values(),
    *(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "reference"),
]
KEY = re.compile(r"`([a-z_]+\.[a-z0-9_]+)`")


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_indicator_that_is_named_is_declared(path):
    known = {key.partition(".")[0] for key in definitions()}
    named = [key for key in KEY.findall(path.read_text("utf-8")) if not key.endswith(".py")]
    meant = {key for key in named if key.partition(".")[0] in known}
    assert sorted(meant - set(definitions())) == []
