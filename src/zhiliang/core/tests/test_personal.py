import os

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ValidationError
from django.db import connection

from zhiliang.core import actions, personal
from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Person
from zhiliang.core.roles import Role


@pytest.fixture
def key(monkeypatch):
    """Hand out the keys that the environment gives; return a way to change them."""
    monkeypatch.setenv(personal.VARIABLE, Fernet.generate_key().decode())
    return lambda *keys: monkeypatch.setenv(personal.VARIABLE, " ".join(keys))


@pytest.fixture
def kept(monkeypatch, settings, tmp_path):
    """Keep the keys in a file, as an installation does."""
    monkeypatch.delenv(personal.VARIABLE, raising=False)
    settings.VAR = tmp_path
    return personal.key_path()


@pytest.fixture
def li_si(db, key):
    return actions.create_person(
        by=None, username="li.si", display_name="李四", email="li@example.cn"
    )


def stored(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT display_name, email FROM core_person WHERE id = %s", [person.pk])
        return cursor.fetchone()


def columns():
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "core_person")
    return {column.name for column in described}


def test_the_database_holds_no_readable_name_or_address(li_si):
    row = " ".join(stored(li_si))
    assert "李" not in row
    assert "example" not in row


def test_a_person_reads_as_before(li_si):
    found = Person.objects.get(pk=li_si.pk)
    assert (found.display_name, found.email, str(found)) == ("李四", "li@example.cn", "李四")


def test_names_that_nothing_used_are_not_kept(db):
    assert not {"first_name", "last_name"} & columns()


def test_equal_names_do_not_look_alike(li_si):
    other = actions.create_person(by=None, username="li.si.2", display_name="李四")
    assert stored(other)[0] != stored(li_si)[0]


def test_an_erased_person_leaves_nothing_to_decrypt(li_si, person):
    actions.erase_person(by=person(Role.ADMINISTRATOR), person=li_si)
    assert stored(li_si) == ("", "")


def test_another_key_is_refused_with_what_to_do(li_si, key):
    key(Fernet.generate_key().decode())
    with pytest.raises(personal.PersonalKeyFault, match="从备份恢复.*personal.key"):
        Person.objects.get(pk=li_si.pk)


def test_an_altered_token_is_refused(li_si):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_person SET display_name = %s", [f"{stored(li_si)[0][:-4]}AAA="])
    with pytest.raises(personal.PersonalKeyFault, match="密文已被改动"):
        Person.objects.get(pk=li_si.pk)


def test_a_key_of_another_shape_is_refused(key):
    key("not-a-key")
    with pytest.raises(personal.PersonalKeyFault, match="32 字节"):
        personal.encrypted("李四")


def test_a_new_key_before_the_old_one_reads_everything(li_si, key):
    old = os.environ[personal.VARIABLE]
    new = Fernet.generate_key().decode()
    key(new, old)
    assert Person.objects.get(pk=li_si.pk).display_name == "李四"
    actions.renew_personal_values(by=None)
    key(new)
    assert Person.objects.get(pk=li_si.pk).email == "li@example.cn"


def test_after_renewal_the_old_key_opens_nothing(li_si, key):
    old = os.environ[personal.VARIABLE]
    key(Fernet.generate_key().decode(), old)
    actions.renew_personal_values(by=None)
    key(old)
    with pytest.raises(personal.PersonalKeyFault):
        Person.objects.get(pk=li_si.pk)


def test_nobody_with_an_account_renews_the_values(office, key):
    with pytest.raises(NotAllowed):
        actions.renew_personal_values(by=office)


def test_the_key_is_made_once_and_for_its_owner_only(kept):
    assert personal.decrypted(personal.encrypted("李四")) == "李四"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(kept.read_text().split()) == 1


def test_a_key_is_added_in_front_and_the_old_one_dropped(kept):
    token = personal.encrypted("李四")
    old = kept.read_text()
    personal.add_key()
    assert kept.read_text().split()[1:] == [old]
    assert personal.decrypted(token) == "李四"
    personal.drop_old_keys()
    assert old not in kept.read_text()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_the_command_leaves_one_new_key_that_reads_everybody(kept, db):
    from zhiliang.command import main

    made = actions.create_person(by=None, username="li.si", display_name="李四")
    old = kept.read_text()
    assert main(["rekey"]) == 0
    assert kept.read_text() != old
    assert Person.objects.get(pk=made.pk).display_name == "李四"


@pytest.mark.parametrize("lookup", ["", "__icontains", "__startswith", "__in", "__gt"])
def test_an_encrypted_value_cannot_be_searched(db, lookup):
    with pytest.raises(FieldError, match="EncryptedText"):
        Person.objects.filter(**{f"display_name{lookup}": "李四"}).exists()


def test_a_name_that_is_too_long_is_refused(db):
    with pytest.raises(ValidationError, match="80"):
        actions.create_person(by=None, username="li.si", display_name="李" * 81)


def test_an_address_that_is_none_is_refused(db):
    with pytest.raises(ValidationError):
        actions.create_person(by=None, username="li.si", email="li at example")


def test_a_password_like_the_own_name_is_refused(person):
    administrator = person(Role.ADMINISTRATOR)
    with pytest.raises(ValidationError, match="相似|similar"):
        actions.create_person(
            by=administrator, username="u1", display_name="zhangsanfeng", password="zhangsanfeng1"
        )
