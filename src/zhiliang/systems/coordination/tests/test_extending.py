"""More time: asked once, granted or refused by the office, with the ladder beginning anew."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.models import Extension
from zhiliang.systems.coordination.tests.conftest import DUE, OPENED

LATER = date(2017, 1, 31)


@pytest.fixture
def asked(accepted, guangzhou):
    actions.ask_extension(accepted, by=guangzhou, asked_until=LATER, reason="设备未到", at=OPENED)
    return Extension.objects.get()


def test_asking_moves_neither_the_state_nor_the_date(asked):
    assert (asked.task.state, asked.task.due_on, asked.state) == ("accepted", DUE, "asked")


def test_a_granted_request_moves_the_due_date(asked, office):
    task = actions.grant(asked, by=office).task
    task.refresh_from_db()
    assert (task.due_on, task.due_basis, task.state) == (LATER, "ordered", "accepted")


def test_the_lake_follows_in_both_years(asked, office):
    actions.grant(asked, by=office)
    told = Event.objects.get(verb="coordination.task.extend")
    assert told.data["periods"] == ["2016", "2017"]


def test_after_more_time_the_ladder_begins_anew(asked, office):
    late = OPENED + timedelta(days=40)
    actions.escalate(asked.task, by=None, now=late)
    task = actions.grant(asked, by=office).task
    task.refresh_from_db()
    assert task.level == 0
    assert not actions.escalate(task, by=None, now=late)


def test_a_refusal_says_why_and_leaves_the_date(asked, office):
    with pytest.raises(ValidationError):
        actions.refuse(asked, by=office, answer=" ")
    actions.refuse(asked, by=office, answer="理由不足")
    asked.task.refresh_from_db()
    assert asked.task.due_on == DUE


def test_the_carrier_does_not_answer_the_own_request(asked, guangzhou):
    with pytest.raises(FlowRefused):
        actions.grant(asked, by=guangzhou)


def test_a_second_request_waits_for_the_first(asked, guangzhou):
    with pytest.raises(ClerkError, match="已有一份"):
        actions.ask_extension(asked.task, by=guangzhou, asked_until=LATER, reason="再延", at=OPENED)


@pytest.mark.parametrize("until", [DUE, DUE + timedelta(days=40)])
def test_a_date_that_is_no_later_or_past_is_no_extension(accepted, guangzhou, until):
    asked = {"asked_until": until, "reason": "x", "at": OPENED + timedelta(days=90)}
    with pytest.raises(ValidationError) as caught:
        actions.ask_extension(accepted, by=guangzhou, **asked)
    assert list(caught.value.message_dict) == ["asked_until"]


def test_where_there_is_no_date_there_is_nothing_to_extend(order, guangzhou):
    task = actions.accept(order(kind="assigned", due_on=None), by=guangzhou)
    with pytest.raises(ClerkError, match="没有定到期日"):
        actions.ask_extension(task, by=guangzhou, asked_until=LATER, reason="x")


def test_a_request_lapses_when_the_task_is_submitted(asked, guangzhou):
    actions.submit(asked.task, by=guangzhou, text="已整改", evidence=[("a.pdf", b"a")])
    asked.refresh_from_db()
    assert asked.state == "lapsed"
