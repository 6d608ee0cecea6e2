"""What others learn of tasks."""

from datetime import timedelta

from zhiliang.systems.coordination import actions, answers
from zhiliang.systems.coordination.tests.conftest import DUE


def test_a_place_is_told_the_tasks_of_its_year(order):
    order(item="market_pass_rate")
    order(year=2014)
    order(place_id="440300")
    (facts,) = answers.tasks_of(2015, "440100")
    assert (facts.item, facts.carrier, facts.state_name) == ("market_pass_rate", "广州市", "已下达")


def test_a_department_is_told_what_it_carries_and_what_it_leads(order):
    order(department_id="quality")
    order(place_id=None, department_id="quality")
    assert len(answers.tasks_of(2015, "quality")) == 2


def test_whether_a_task_is_overdue_depends_on_the_day_asked_about(task):
    days = (DUE, DUE + timedelta(days=1))
    assert [answers.tasks_of(2015, "440100", today=day)[0].overdue for day in days] == [False, True]


def test_a_closed_task_says_when(submitted, office):
    actions.close(submitted, by=office)
    (facts,) = answers.tasks_of(2015, "440100")
    assert (facts.closed_on is not None, facts.overdue) == (True, False)


def test_open_tasks_are_counted_by_year_and_code(order, office):
    order()
    order(place_id="440300", year=2014)
    actions.withdraw(order(), by=office, reason="重复")
    assert answers.open_task_count() == 2
    assert answers.open_task_count(2015) == answers.open_task_count(code="440300") == 1
