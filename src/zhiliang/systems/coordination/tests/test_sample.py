"""The made-up tasks: marked, in every state, made once."""

import pytest

from zhiliang.core.actions import load_departments, load_places
from zhiliang.core.event import verify_chain
from zhiliang.core.models import Event, Person
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.flow import task as flow
from zhiliang.systems.coordination.models import Escalation, Extension, Task


@pytest.fixture
def made(db):
    load_places(by=None)
    load_departments(by=None)
    return actions.load_sample(by=None)


def test_every_made_up_task_is_marked(made):
    assert made == Task.objects.count() == Task.objects.filter(source="sample").count()


def test_there_are_tasks_in_every_state_and_on_every_level(made):
    assert set(Task.objects.values_list("state", flat=True)) == set(flow.states)
    assert set(Escalation.objects.values_list("level", flat=True)) == {1, 2, 3}
    assert set(Extension.objects.values_list("state", flat=True)) == {"asked", "granted"}


def test_a_second_time_changes_nothing(made):
    events = Event.objects.count()
    assert actions.load_sample(by=None) == made
    assert Event.objects.count() == events


def test_made_up_people_are_marked_and_cannot_sign_in(made):
    people = Person.objects.all()
    assert all(person.display_name.startswith("示例·") for person in people)
    assert not any(person.has_usable_password() for person in people)


def test_the_log_holds(made):
    assert verify_chain().ok
