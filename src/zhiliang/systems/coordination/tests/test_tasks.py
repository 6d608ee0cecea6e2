"""One task from order to close: who may do what, and what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.core.roles import Role
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.coordination.tests.conftest import DUE, OPENED


def test_the_office_orders_and_the_carrier_owes(task):
    assert (task.state, str(task.carrier), task.due_on) == ("ordered", "广州市", DUE)


def test_tasks_of_a_year_are_numbered_without_gaps(order):
    assert [order().number for _again in range(3)] == ["2016-0001", "2016-0002", "2016-0003"]


def test_a_city_orders_nothing(guangzhou):
    with pytest.raises(FlowRefused):
        actions.open_task(by=guangzhou, place_id="440100", kind="assigned", year=2015)


def test_a_task_without_anybody_to_carry_it_is_refused(order):
    with pytest.raises(ValidationError) as caught:
        order(place_id=None)
    assert list(caught.value.message_dict) == ["place"]


def test_where_nobody_sets_a_date_the_configured_days_apply_and_say_so(order):
    task = order(due_on=None)
    assert (task.due_on.isoformat(), task.due_basis) == ("2016-08-30", "configured")


def test_where_no_days_are_configured_there_is_no_date(order):
    task = order(kind="assigned", due_on=None)
    assert (task.due_on, task.due_basis) == (None, "none")


def test_the_carrier_accepts(accepted, guangzhou):
    assert (accepted.state, accepted.accepted_by) == ("accepted", guangzhou)


def test_another_city_does_not_accept(task, shenzhen):
    with pytest.raises(FlowRefused):
        actions.accept(task, by=shenzhen)


def test_a_lead_department_does_not_accept_for_the_city(order, housing):
    with pytest.raises(FlowRefused):
        actions.accept(order(department_id="housing"), by=housing)


def test_a_lead_department_carries_what_has_no_place(order, housing):
    task = order(place_id=None, department_id="housing")
    assert actions.accept(task, by=housing).state == "accepted"


def test_a_city_does_not_verify_itself_where_a_department_leads(order, guangzhou, housing):
    task = order(kind="verification", department_id="housing")
    with pytest.raises(FlowRefused):
        actions.accept(task, by=guangzhou)
    assert actions.accept(task, by=housing).state == "accepted"


def test_reports_may_be_many_and_the_state_stays(accepted, guangzhou):
    for percent in (30, 60):
        task = actions.report(accepted, by=guangzhou, text="进展", percent=percent)
    assert task.state == "reporting"
    assert [one.percent for one in task.reports.all()] == [60, 30]


def test_a_supporting_department_reports_but_does_not_ask_for_closing(order, guangzhou, health):
    task = order()
    task.supporting.set(["health"])
    actions.accept(task, by=guangzhou)
    task = actions.report(task, by=health, text="已派专家")
    with pytest.raises(FlowRefused):
        actions.submit(task, by=health, text="完成", evidence=[("a", b"a")])


def test_more_than_a_hundred_percent_is_refused(accepted, guangzhou):
    with pytest.raises(ValidationError) as caught:
        actions.report(accepted, by=guangzhou, text="进展", percent=101)
    assert "percent" in str(caught.value)


def test_who_has_no_part_in_it_reports_nothing(accepted, housing):
    with pytest.raises(FlowRefused):
        actions.report(accepted, by=housing, text="进展")


def test_closing_is_asked_for_with_evidence(accepted, guangzhou):
    with pytest.raises(ValidationError) as caught:
        actions.submit(accepted, by=guangzhou, text="已整改")
    assert list(caught.value.message_dict) == ["evidence"]


def test_evidence_of_an_earlier_report_will_do(accepted, guangzhou):
    actions.report(accepted, by=guangzhou, text="进展", evidence=[("照片.jpg", b"jpg")])
    assert actions.submit(accepted, by=guangzhou, text="已整改").state == "submitted"


def test_evidence_is_kept_under_its_digest(submitted):
    held = submitted.reports.get().evidence.get()
    assert (held.name, len(held.sha256)) == ("检测报告.pdf", 64)


def test_the_office_closes(submitted, office):
    task = actions.close(submitted, by=office, note="材料齐全")
    assert (task.state, task.closed_by) == ("closed", office)


def test_the_carrier_does_not_close(submitted, guangzhou):
    with pytest.raises(FlowRefused):
        actions.close(submitted, by=guangzhou)


def test_who_asked_for_closing_does_not_close_whatever_else_they_are(submitted, guangzhou, person):
    guangzhou.assignments.update(role=Role.OFFICE, place_id=None)
    with pytest.raises(FlowRefused, match="双人复核"):
        actions.close(submitted, by=guangzhou)


def test_what_is_sent_back_goes_on_with_a_reason(submitted, office, guangzhou):
    task = actions.send_back(submitted, by=office, reason="缺第三季度报告")
    assert (task.state, task.sent_back_reason, task.submitted_by) == (
        "reporting",
        "缺第三季度报告",
        None,
    )
    assert actions.submit(task, by=guangzhou, text="已补").state == "submitted"


@pytest.mark.parametrize("verb", [actions.send_back, actions.withdraw])
def test_the_office_gives_its_reason(submitted, office, verb):
    with pytest.raises(ValidationError) as caught:
        verb(submitted, by=office, reason=" ")
    assert list(caught.value.message_dict) == ["reason"]


def test_a_withdrawn_task_cannot_go_on(task, office, guangzhou):
    actions.withdraw(task, by=office, reason="重复下达")
    with pytest.raises(FlowRefused):
        actions.accept(task, by=guangzhou)


def test_every_step_leaves_one_event_that_names_no_person(submitted, office, guangzhou):
    actions.close(submitted, by=office)
    events = Event.objects.filter(subject=f"coordination.task:{submitted.pk}").order_by("number")
    assert [event.verb for event in events] == [
        f"coordination.task.{verb}" for verb in ("open", "accept", "submit", "close")
    ]
    assert {event.place for event in events} == {"440100"}
    assert guangzhou.username not in str([event.data for event in events])


@pytest.mark.parametrize(
    "fields",
    [
        {"place_id": None},
        {"due_basis": "none"},
        {"level": 4},
        {"kind": "其他"},
        {"submitted_at": None},
        {"submitted_at": None, "submitted_by": None},
        {"state": "closed"},
        {"state": "withdrawn"},
        {"closed_at": OPENED},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_the_database_refuses_nonsense(submitted, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.update(**fields)


def test_the_database_wants_four_eyes(submitted, office, guangzhou):
    actions.close(submitted, by=office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.update(closed_by=guangzhou)
