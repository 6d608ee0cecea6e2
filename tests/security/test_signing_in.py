"""Who gets in, what a failure tells, and when a password or a session ends."""

from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.security.world import PASSWORD, found_in
from zhiliang.core import actions
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Event, Person
from zhiliang.core.roles import Role
from zhiliang.web.actions import REFUSED, SIGNED_IN

NEW = "佛山-质量-2016"


def sign_in(client, username="guangzhou", password=PASSWORD, **more):
    given = {"username": username, "password": password, **more}
    return client.post(reverse("sign_in"), given)


def is_in(client):
    return client.get(reverse("account")).status_code == 200


def times(verb):
    return Event.objects.filter(verb=verb).count()


def fail(client, count, username="guangzhou"):
    return [sign_in(client, username, "falsch") for _ in range(count)]


def test_a_sign_in_is_written_to_the_log(client, world):
    sign_in(client)
    assert (is_in(client), times(SIGNED_IN)) == (True, 1)


def test_a_failure_is_written_to_the_log(client, world):
    fail(client, 1)
    assert (is_in(client), times(REFUSED)) == (False, 1)


@pytest.mark.parametrize("username", ["guangzhou", "no.such.name", "GUANGZHOU"])
def test_a_failure_does_not_tell_whether_the_name_exists(client, world, username):
    said = sign_in(client, username, "falsch").context["form"].non_field_errors()
    assert said == sign_in(Client(), "nobody.at.all", "falsch").context["form"].non_field_errors()


def test_five_failures_lock_the_account_and_the_right_password_fails_too(client, world):
    fail(client, settings.SIGN_IN_ATTEMPTS)
    sign_in(client)
    assert not is_in(client)


def test_four_failures_do_not(client, world):
    fail(client, settings.SIGN_IN_ATTEMPTS - 1)
    sign_in(client)
    assert is_in(client)


def test_failures_of_one_account_do_not_lock_another(client, world):
    fail(client, settings.SIGN_IN_ATTEMPTS, "shenzhen")
    sign_in(client)
    assert is_in(client)


def test_the_lock_opens_by_itself(client, world):
    fail(client, settings.SIGN_IN_ATTEMPTS)
    later = timezone.now() + timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES, seconds=1)
    with mock.patch("zhiliang.web.views.account.timezone.now", return_value=later):
        sign_in(client)
    assert is_in(client)


def test_attempts_on_a_locked_account_do_not_fill_the_log(client, world):
    fail(client, settings.SIGN_IN_ATTEMPTS + 5)
    assert times(REFUSED) == settings.SIGN_IN_ATTEMPTS


@pytest.mark.parametrize("username", ["guangzhou", "no.such.name", "shenzhen"])
def test_every_failure_costs_one_hashing(client, world, username):
    fail(client, settings.SIGN_IN_ATTEMPTS, "shenzhen")
    hasher = hashers.get_hasher()
    with mock.patch.object(
        type(hasher), "encode", autospec=True, side_effect=hasher.__class__.encode
    ) as made:
        sign_in(client, username, "falsch")
    assert made.call_count == 1


@pytest.mark.once
def test_passwords_are_hashed_slowly_in_earnest():
    from django.conf import global_settings

    first = global_settings.PASSWORD_HASHERS[0]
    assert "PBKDF2" in first or "Argon2" in first or "Scrypt" in first


def test_a_closed_account_does_not_get_in(client, world):
    Person.objects.filter(username="guangzhou").update(is_active=False)
    sign_in(client)
    assert not is_in(client)


def test_closing_an_account_ends_its_session(client, world):
    sign_in(client)
    actions.deactivate_person(
        by=world.people["administrator"], person=Person.objects.get(username="guangzhou")
    )
    assert not is_in(client)


def test_the_session_gets_a_new_name_when_somebody_signs_in(client, world):
    session = client.session
    session["kept"] = "yes"
    session.save()
    planted = client.cookies["sessionid"].value
    sign_in(client)
    assert client.cookies["sessionid"].value != planted


def test_signing_out_ends_the_session_on_the_server(client, world):
    sign_in(client)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    client.post(reverse("sign_out"))
    assert not is_in(stolen)


def test_a_link_cannot_sign_anybody_out(client, world):
    sign_in(client)
    assert client.get(reverse("sign_out")).status_code == 405
    assert is_in(client)


OUTSIDE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "http:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
]


@pytest.mark.parametrize("address", OUTSIDE)
def test_signing_in_leads_to_no_other_site(client, world, address):
    assert sign_in(client, next=address).url == reverse("account")


def test_signing_in_leads_back_to_where_one_wanted_to_go(client, world):
    assert sign_in(client, next="/returns/?period=2015").url == "/returns/?period=2015"


@pytest.mark.parametrize("path", ["//evil.example/", "/%2f%2fevil.example/", "/\\evil.example/"])
def test_no_address_of_ours_leads_to_another_site(client, world, path):
    answer = client.get(path)
    assert not answer.headers.get("Location", "").startswith(("//", "http"))
    assert '"//' not in answer.content.decode()


def change(client, old, new):
    given = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("password"), given)


def test_changing_the_password_needs_the_old_one(client, world):
    sign_in(client)
    assert change(client, "falsch", NEW).status_code == 422
    assert Person.objects.get(username="guangzhou").check_password(PASSWORD)


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(client, world):
    other = Client()
    sign_in(other)
    sign_in(client)
    change(client, PASSWORD, NEW)
    assert (is_in(client), is_in(other)) == (True, False)


@pytest.mark.parametrize("weak", ["Ab1!", "12345678901", "password1234", "guangzhou1", "密码"])
def test_a_weak_password_is_refused(client, world, weak):
    sign_in(client)
    assert change(client, PASSWORD, weak).status_code == 422


def test_a_password_is_never_written_back_into_a_page(client, world):
    answer = sign_in(client, "no.such.name", "geheim-4711")
    assert "geheim-4711" not in answer.content.decode()


@pytest.fixture
def given(world):
    """The password of Guangzhou's officer was chosen by the administrator."""
    officer, administrator = world.people["guangzhou"], world.people["administrator"]
    return actions.set_password(by=administrator, person=officer, password=NEW)


def test_a_password_that_was_given_opens_only_the_page_to_change_it(client, given):
    sign_in(client, password=NEW)
    pages = ("account", "returns-list", "cockpit")
    assert {client.get(reverse(name)).url for name in pages} == {reverse("password")}
    assert client.get("/api/documents").status_code == 302


def test_after_changing_it_everything_opens(client, given):
    sign_in(client, password=NEW)
    change(client, NEW, PASSWORD)
    assert is_in(client)


def test_an_old_password_must_be_changed(client, world, settings):
    settings.PASSWORD_DAYS = 90
    old = timezone.now() - timedelta(days=91)
    Person.objects.filter(username="guangzhou").update(password_changed_at=old)
    sign_in(client)
    assert client.get(reverse("account")).url == reverse("password")


def test_an_account_opened_by_the_administrator_has_to_choose_its_own(client, world):
    actions.create_person(by=world.people["administrator"], username="wu", password=NEW)
    sign_in(client, "wu", NEW)
    assert client.get(reverse("account")).url == reverse("password")


def test_the_administrator_does_not_change_the_own_password_without_the_old_one(as_, world):
    administrator = world.people["administrator"]
    url = reverse("people-act", args=[administrator.pk, "core.person.set_password"])
    assert as_("administrator").post(url, {"password": NEW}).status_code == 422
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_keeps_accounts_or_reads_the_log_does_nothing_else(world, role):
    with pytest.raises(ClerkError, match="三员分立"):
        actions.assign_role(
            by=world.people["administrator"], person=world.people["provincial"], role=role
        )


def test_the_auditor_is_given_no_business(world):
    with pytest.raises(ClerkError, match="三员分立"):
        actions.assign_role(
            by=world.people["administrator"], person=world.people["auditor"], role=Role.OFFICE
        )


def test_the_name_of_an_erased_person_is_gone_from_every_page(as_, world):
    actions.erase_person(by=world.people["administrator"], person=world.people["guangzhou"])
    url = reverse("returns-case", args=[world.figures["440100"].pk])
    assert not found_in(as_("office").get(url).content.decode(), "name guangzhou")
