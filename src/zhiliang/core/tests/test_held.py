"""What somebody holds is read once for a page, and again when it was changed."""

from datetime import date

import pytest

from zhiliang.core.held import read_once
from zhiliang.core.models import Assignment
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


def test_an_assignment_that_is_made_ended_or_removed_meanwhile_is_seen(officer):
    with read_once():
        assert Role.AUDITOR not in roles_of(officer)
        held = Assignment.objects.create(person=officer, role=Role.AUDITOR, valid_from=SINCE)
        assert Role.AUDITOR in roles_of(officer)
        held.valid_to = SINCE
        held.save()
        assert Role.AUDITOR not in roles_of(officer)
        officer.assignments.get(role=Role.OFFICE).delete()
        assert roles_of(officer) == {Role.PUBLIC}
