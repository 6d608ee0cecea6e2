"""An office starts with reference data and one account administrator."""

import pytest

from zhiliang.command import main
from zhiliang.core.models import Person, Place
from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role

pytestmark = pytest.mark.django_db


def set_up(monkeypatch, password: str) -> int:
    monkeypatch.setenv("ZHILIANG_PASSWORD", password)
    return main(["setup", "--administrator", "chief"])


def test_an_office_gets_places_and_its_first_administrator(monkeypatch):
    assert set_up(monkeypatch, "a long enough phrase 84") == 0
    assert Role.ADMINISTRATOR in roles_of(Person.objects.get(username="chief"))
    assert Place.objects.filter(level="city").count() == 21


def test_a_weak_password_is_refused_and_nothing_is_half_done(monkeypatch):
    assert set_up(monkeypatch, "12345") == 1
    assert not Person.objects.exists()
    assert not Place.objects.exists()


def test_an_existing_account_is_not_changed(monkeypatch):
    set_up(monkeypatch, "a long enough phrase 84")
    before = Person.objects.get(username="chief").password
    assert set_up(monkeypatch, "another long phrase 85") == 1
    assert Person.objects.get(username="chief").password == before
