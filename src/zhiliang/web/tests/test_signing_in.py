from datetime import timedelta

import pytest
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.web.actions import note_refusal, note_sign_in
from zhiliang.web.lockout import is_locked

pytestmark = pytest.mark.django_db
WORDS = "十二位以上的密码ok"


def attempt(client, username, password=WORDS, **data):
    return client.post("/accounts/sign-in/", {"username": username, "password": password, **data})


def test_the_right_password_lets_in_and_is_noted(client, officer):
    assert attempt(client, "广州").status_code == 302
    assert Event.objects.get().verb == "core.person.sign_in"


def test_a_wrong_password_is_noted_without_a_name(client, officer):
    assert attempt(client, "广州", "wrong").status_code == 422
    assert (Event.objects.get().verb, Event.objects.get().by) == ("core.person.refuse_sign_in", "")


def test_an_unknown_name_leaves_no_trace_and_gets_the_same_answer(client, officer):
    known = attempt(client, "广州", "wrong").context["form"].non_field_errors()
    unknown = attempt(client, "无此人", "wrong").context["form"].non_field_errors()
    assert (known, Event.objects.count()) == (unknown, 1)


def test_five_failures_lock_even_the_right_password_out(client, officer):
    for _ in range(5):
        attempt(client, "广州", "wrong")
    assert attempt(client, "广州").status_code == 422


def test_a_locked_account_writes_no_more_events(client, officer):
    for _ in range(9):
        attempt(client, "广州", "wrong")
    assert Event.objects.count() == 5


def test_the_lock_opens_after_a_while(officer):
    for _ in range(5):
        note_refusal(officer)
    now = timezone.now()
    assert is_locked(officer, now=now)
    assert not is_locked(officer, now=now + timedelta(minutes=16))


def test_a_sign_in_forgives_earlier_failures(officer):
    for _ in range(4):
        note_refusal(officer)
    note_sign_in(officer, by=officer)
    note_refusal(officer)
    assert not is_locked(officer, now=timezone.now())


def test_a_closed_account_cannot_sign_in(client, officer):
    officer.is_active = False
    officer.save()
    assert attempt(client, "广州").status_code == 422


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_nobody_is_sent_to_another_host(client, officer, wanted):
    assert attempt(client, "广州", next=wanted)["Location"] == "/accounts/"


def test_the_page_that_was_wanted_comes_after_signing_in(client, officer):
    assert attempt(client, "广州", next="/returns/")["Location"] == "/returns/"


def test_a_session_ends_when_nobody_works(client, officer, settings):
    attempt(client, "广州")
    assert client.session.get_expiry_age() <= 30 * 60
    assert settings.SESSION_SAVE_EVERY_REQUEST


def test_signing_out_asks_for_a_post(client, officer):
    client.force_login(officer)
    assert client.get("/accounts/sign-out/").status_code == 405
    client.post("/accounts/sign-out/")
    assert "_auth_user_id" not in client.session


def test_changing_the_password_leaves_an_event(client, officer):
    client.force_login(officer)
    new = {
        "old_password": WORDS,
        "new_password1": "另一个密码abc9",
        "new_password2": "另一个密码abc9",
    }
    assert client.post("/accounts/password/", new).status_code == 302
    assert Event.objects.get().verb == "core.person.set_password"
