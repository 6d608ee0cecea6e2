"""The made-up programmes: marked, in every state, made once."""

import pytest

from zhiliang.core.actions import load_place_sets, load_places
from zhiliang.core.event import verify_chain
from zhiliang.core.models import Event, Person
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.flow import programmes as flow
from zhiliang.systems.environment.models import (
    CleanerAudit,
    Elimination,
    EmissionAccount,
    Measure,
    Pilot,
    Project,
    ReductionTask,
    VehicleStatistic,
)

MODELS = (
    *(CleanerAudit, Elimination, EmissionAccount, Measure),
    *(Pilot, Project, ReductionTask, VehicleStatistic),
)


@pytest.fixture
def made(db):
    load_places(by=None)
    load_place_sets(by=None)
    return actions.load_programme_sample()


def test_the_made_up_programmes_are_marked_whole_and_made_once(made):
    for model in MODELS:
        rows = model.objects.all()
        assert rows.exists() and not rows.exclude(source="sample").exists(), model
    events = Event.objects.count()
    assert (actions.load_programme_sample(), Event.objects.count()) == (made, events)
    assert verify_chain().ok


def test_there_is_a_case_in_every_state_that_a_person_must_act_on(made):
    for model, life, left_out in (
        (CleanerAudit, flow.cleaner_audit, {"removed"}),
        (Pilot, flow.pilot, set()),
        (Elimination, flow.elimination, set()),
        (Project, flow.project, set()),
    ):
        states = set(model.objects.values_list("state", flat=True))
        assert states == set(life.states) - left_out, model


def test_a_city_met_its_tasks_and_another_did_not(made):
    last = ReductionTask.objects.filter(year=2015, basis="passed_on")
    found = {task.place_id: last.filter(place=task.place_id, met=False).exists() for task in last}
    assert set(found.values()) == {True, False}
    assert not last.filter(met=None).exists()


def test_made_up_people_are_marked_and_cannot_sign_in(made):
    people = Person.objects.all()
    assert all(person.display_name.startswith("示例·") for person in people)
    assert not any(person.has_usable_password() for person in people)
