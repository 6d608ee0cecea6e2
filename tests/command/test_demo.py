"""The demonstration writes only where it is at home, and only once."""

import importlib
import inspect
import re

import pytest

from zhiliang.command.demo import accounts, folder, steps
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Assignment, Person
from zhiliang.core.roles import Role


@pytest.fixture
def home(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def no_tables(monkeypatch):
    monkeypatch.setattr(folder, "_tables", list)


@pytest.mark.django_db
def test_somebody_else_s_database_is_left_alone(home):
    with pytest.raises(ClerkError):
        folder.claim()


def test_an_empty_folder_is_taken(home, no_tables):
    folder.claim()
    assert (home / folder.MARK).exists()


@pytest.mark.django_db
def test_prepared_data_is_not_prepared_again(home):
    folder.mark_prepared("digest")
    assert folder.is_prepared("digest")


@pytest.mark.django_db
def test_changed_inputs_are_prepared_anew(home):
    folder.mark_prepared("digest")
    assert not folder.is_prepared("another")


def test_a_lost_database_is_prepared_anew(home, no_tables):
    folder.mark_prepared("digest")
    assert not folder.is_prepared("digest")


def test_starting_over_removes_only_what_the_demo_made(home, no_tables, monkeypatch):
    monkeypatch.setattr(folder.connection, "vendor", "sqlite")
    monkeypatch.setattr(folder.connection, "close", lambda: None)
    folder.claim()
    (home / "lake").mkdir()
    (home / "my-notes.txt").write_text("mine")
    folder.clear()
    assert [path.name for path in home.iterdir()] == ["my-notes.txt"]


def test_two_demonstrations_do_not_share_a_folder(home):
    with folder.held(), pytest.raises(ClerkError), folder.held():
        pass


def test_the_digest_follows_the_database_address(monkeypatch):
    before = folder.digest()
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/office")
    assert folder.digest() != before


def test_there_is_an_account_for_every_role_that_can_be_held():
    held = {account.role for account in accounts.ACCOUNTS}
    assert held == set(Role) - {Role.PUBLIC}


@pytest.mark.django_db
def test_accounts_are_made_once(django_user_model):
    from zhiliang.core.actions import load_reference

    load_reference(by=None)
    accounts.create()
    accounts.create()
    assert Person.objects.count() == Assignment.objects.count() == len(accounts.ACCOUNTS)


@pytest.mark.parametrize("step", steps.STEPS, ids=lambda step: step.run.__name__)
def test_every_step_calls_something_that_exists(step):
    source = inspect.getsource(step.run)
    for module, names in re.findall(r"from (zhiliang[\w.]+) import (.+)", source):
        found = importlib.import_module(module)
        assert all(hasattr(found, name.split()[0]) for name in names.split(","))
