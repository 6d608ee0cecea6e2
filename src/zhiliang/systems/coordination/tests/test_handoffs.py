"""A finding of the evaluation becomes one task, however often it is delivered."""

from datetime import date

import pytest

from zhiliang.core import handoff
from zhiliang.core.models import Event
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.models import Task

NAME = "coordination.take_up"


@pytest.mark.django_db(transaction=True)
def test_an_ordered_finding_becomes_a_task(finding):
    finding()
    task = Task.objects.get()
    assert (task.state, task.place_id, task.department_id) == ("ordered", "440100", "quality")
    assert [one.pk for one in task.supporting.all()] == ["health"]
    assert (task.origin, task.item) == ("evaluation.case:12", "market_pass_rate")
    assert (task.due_on, task.due_basis) == (date(2016, 6, 30), "ordered")


@pytest.mark.django_db(transaction=True)
def test_an_event_makes_one_task_even_if_it_is_delivered_twice(finding):
    event = finding()
    handoff.handlers[event.verb][NAME](event)
    handoff.deliver_missed()
    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_findings_make_two_tasks(finding):
    finding()
    finding(item="complaints")
    assert Task.objects.count() == 2


def test_a_department_carries_what_was_found_about_it(finding):
    event = finding(subject_kind="department", code="housing", lead="quality")
    task = actions.take_up(event)
    assert (task.place_id, task.department_id, task.carrier.pk) == (None, "housing", "housing")
    assert {one.pk for one in task.supporting.all()} == {"health", "quality"}


def test_without_a_date_the_configured_days_are_counted_from_the_order(finding):
    task = actions.take_up(finding(due="", kind="verification"))
    days = (task.due_on - task.opened_at.date()).days
    assert (task.due_basis, days in (30, 31)) == ("configured", True)


def test_a_made_up_finding_makes_a_marked_task(finding):
    assert actions.take_up(finding(sample=True)).sample


@pytest.mark.django_db(transaction=True)
def test_an_order_for_a_place_nobody_knows_is_kept_and_tried_again(finding, caplog):
    event = finding(code="999999")
    assert not Task.objects.exists()
    assert "handoff coordination.take_up failed" in caplog.text
    assert handoff.deliver_missed() == 0
    assert Event.objects.get(pk=event.pk)


def test_a_task_that_the_platform_opened_says_so(finding):
    task = actions.take_up(finding())
    told = Event.objects.get(subject=f"coordination.task:{task.pk}")
    assert (told.verb, told.by, task.opened_by) == ("coordination.task.take_up", "", None)
