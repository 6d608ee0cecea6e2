"""Everybody sees what they have a part in, and nothing else."""

import pytest
from django.contrib.auth.models import AnonymousUser

from zhiliang.core.policy import policy_of, visible
from zhiliang.core.roles import Role
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.models import Extension, ProgressReport, Task


@pytest.fixture
def three(order):
    """One task of Guangzhou led by quality with health, one of Shenzhen, one of housing."""
    first = order(department_id="quality")
    first.supporting.set(["health"])
    return [first, order(place_id="440300"), order(place_id=None, department_id="housing")]


def seen(person):
    return [task.pk for task in visible(person, Task).order_by("pk")]


def test_the_office_and_the_province_see_all(three, office, person):
    everything = [task.pk for task in three]
    assert seen(office) == everything
    assert seen(person("省", Role.PROVINCIAL_OFFICER)) == everything


def test_a_city_sees_its_own(three, guangzhou, shenzhen):
    assert (seen(guangzhou), seen(shenzhen)) == ([three[0].pk], [three[1].pk])


def test_a_department_sees_what_it_leads_carries_or_helps_with(three, housing, health, person):
    quality = person("质监", Role.DEPARTMENT_OFFICER, department_id="quality")
    assert (seen(housing), seen(health), seen(quality)) == (
        [three[2].pk],
        [three[0].pk],
        [three[0].pk],
    )


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_see_nothing(three, person, role):
    assert seen(person("他人", role)) == []
    assert seen(AnonymousUser()) == []


def test_what_belongs_to_a_task_is_seen_with_it(accepted, guangzhou, shenzhen):
    actions.report(accepted, by=guangzhou, text="进展")
    assert visible(guangzhou, ProgressReport).count() == 1
    assert visible(shenzhen, ProgressReport).count() == 0
    assert visible(shenzhen, Extension).count() == 0


def test_a_task_is_listed_once_however_many_help(order, office):
    task = order()
    task.supporting.set(["health", "housing", "quality"])
    assert seen(office) == [task.pk]
    assert policy_of(Task).visible_to(office).get().standing == "overdue"
