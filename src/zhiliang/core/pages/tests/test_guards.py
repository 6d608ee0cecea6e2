"""A closed route opens for its roles, sends visitors to the login page and refuses the rest."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views import View

from zhiliang.core.actions import assign_role, create_person
from zhiliang.core.pages.guards import by_policy, guard_of, public, signed_in
from zhiliang.core.roles import Role

pytestmark = pytest.mark.django_db


@signed_in(Role.AUDITOR)
def log(request):
    return HttpResponse("log")


@pytest.fixture
def ask(rf):
    def ask(view, person):
        request = rf.get("/log/?page=2")
        request.user = person
        return view(request)

    return ask


@pytest.fixture
def auditor():
    person = create_person(by=None, username="auditor")
    assign_role(by=None, person=person, role=Role.AUDITOR)
    return person


def test_a_visitor_is_sent_to_the_login_page_and_back(ask):
    answer = ask(log, AnonymousUser())
    assert (answer.status_code, answer.url.partition("?")[2]) == (302, "next=/log/%3Fpage%3D2")


def test_the_named_role_gets_in(ask, auditor):
    assert ask(log, auditor).content == b"log"


def test_another_account_is_refused(ask):
    with pytest.raises(PermissionDenied):
        ask(log, create_person(by=None, username="somebody"))


def test_any_account_will_do_where_no_role_is_named(ask):
    somebody = create_person(by=None, username="somebody")
    assert ask(signed_in()(log.__wrapped__), somebody).content == b"log"


def test_a_view_that_decided_nothing_has_no_guard():
    assert guard_of(lambda request: HttpResponse()) is None


@pytest.mark.parametrize(("mark", "guard"), [(public, "public"), (by_policy, "policy")])
def test_an_open_view_says_why_it_is_open(mark, guard):
    assert guard_of(mark(lambda request: HttpResponse())) == guard


def test_a_class_may_carry_the_decision():
    assert guard_of(type("Shown", (View,), {"guard": "public"}).as_view()) == "public"
