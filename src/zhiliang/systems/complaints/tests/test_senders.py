"""From where something comes, and the codes that are made of a form's secret."""

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.systems.complaints.keys import code_of, mistyped
from zhiliang.systems.complaints.views.sender import sender_of


def asked(address, told=""):
    more = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::9", "2001:db8:1:2::"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_an_address_is_that_of_a_household(address, sender):
    assert sender_of(asked(address)) == sender


def test_what_a_sender_claims_of_itself_is_not_believed(settings):
    settings.HTTPS = False
    assert sender_of(asked("10.0.0.1", "6.6.6.6")) == "10.0.0.1"


def test_behind_the_proxy_only_the_proxy_is_believed(settings):
    settings.HTTPS = True
    assert sender_of(asked("127.0.0.1", "6.6.6.6, 203.0.113.7")) == "203.0.113.7"


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_secret_has_one_code_and_another_secret_another(one, other):
    assert not mistyped(code_of(one))
    assert (code_of(one) == code_of(other)) == (one == other)
