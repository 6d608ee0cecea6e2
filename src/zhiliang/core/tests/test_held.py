"""What somebody holds is read once for a page, and again when it was changed."""

from datetime import date

import pytest

from zhiliang.core.actions import assign_role, end_assignment
from zhiliang.core.held import read_once
from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role

SINCE = date(2010, 1, 1)


@pytest.fixture
def officer(person):
    return person(Role.OFFICE)


def test_within_a_page_it_is_read_once(officer, django_assert_num_queries):
    with read_once(), django_assert_num_queries(1):
        assert roles_of(officer) == roles_of(officer) == {Role.PUBLIC, Role.OFFICE}


def test_a_page_gives_its_reading_to_no_other(officer, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _page in range(2):
            with read_once():
                roles_of(officer)


def test_outside_a_page_nothing_is_remembered(officer, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert roles_of(officer) == roles_of(officer)


def test_a_role_that_is_given_or_ended_meanwhile_is_seen(officer):
    with read_once():
        assert roles_of(officer) == {Role.PUBLIC, Role.OFFICE}
        given = assign_role(by=None, person=officer, role=Role.PROVINCIAL_OFFICER, valid_from=SINCE)
        assert Role.PROVINCIAL_OFFICER in roles_of(officer)
        end_assignment(by=None, assignment=given)
        assert Role.PROVINCIAL_OFFICER not in roles_of(officer)
