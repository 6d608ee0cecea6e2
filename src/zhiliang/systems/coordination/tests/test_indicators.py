"""The share of tasks closed in time, by both engines, counted by hand."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhiliang.core.actions import load_place_sets, load_places
from zhiliang.core.models import Assignment, Department, Person
from zhiliang.core.period import Period
from zhiliang.core.roles import Role
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import EventLog
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.projection import project
from zhiliang.indicators.registry import definitions, projections
from zhiliang.systems.coordination import actions
from zhiliang.systems.coordination.tests.conftest import DUE, OPENED, ORDER

KEY = "coordination.tasks_closed_in_time"
IN_TIME, LATE = OPENED + timedelta(days=20), OPENED + timedelta(days=35)


@pytest.fixture
def officers(db):
    load_places(by=None)
    load_place_sets(by=None)
    Department.objects.create(code="housing", name_zh="住建厅", valid_from=date(2009, 1, 1))
    found = {}
    for role, scope in (
        (Role.OFFICE, {}),
        (Role.CITY_OFFICER, {"place_id": "440000"}),
        (Role.DEPARTMENT_OFFICER, {"department_id": "housing"}),
    ):
        found[role] = Person.objects.create(username=role)
        Assignment.objects.create(
            person=found[role], role=role, valid_from=date(2010, 1, 1), **scope
        )
    return found


@pytest.fixture
def run(officers):
    """Take a task through: `run(place_id="440100", submitted=IN_TIME)`."""
    office = officers[Role.OFFICE]

    def make(*, submitted=None, close=True, **given):
        order = {"due_on": DUE, "at": OPENED, **ORDER, **given}
        task = actions.open_task(by=office, **order)
        role = Role.CITY_OFFICER if given.get("place_id") else Role.DEPARTMENT_OFFICER
        if submitted:
            actions.accept(task, by=officers[role])
            files = [("a.pdf", b"a")]
            actions.submit(task, by=officers[role], text="完成", evidence=files, at=submitted)
            if close:
                actions.close(task, by=office, at=LATE + timedelta(days=9))
        return task

    return make


@pytest.fixture(params=["duckdb", "reference"])
def value(request, run, officers, tmp_path):
    """The figure of a place: `value("440100", "2016")` after the tasks below."""
    run(place_id="440100", submitted=IN_TIME)
    run(place_id="440100", submitted=LATE)
    run(place_id="440106")
    run(place_id="440300", submitted=IN_TIME, close=False)
    run(place_id="440100", kind="assigned", due_on=None)
    run(department_id="housing", submitted=IN_TIME)
    actions.withdraw(run(place_id="440300"), by=officers[Role.OFFICE], reason="重复")
    project(tmp_path, projections(), log=EventLog())
    figures = Figures(Lake.current(tmp_path), definitions(), engine=request.param)
    return lambda place, period, source=None: figures.at(KEY, place, Period.parse(period), source)


def parts(value):
    return (value.numerator, value.denominator)


def test_a_city_is_counted_with_its_districts(value):
    found = value("440100", "2016")
    assert (parts(found), str(found.value), found.source) == ((1, 3), "33.3", "records")


def test_what_the_office_has_not_closed_is_not_closed_in_time(value):
    assert parts(value("440300", "2016")) == (0, 1)


def test_the_province_counts_what_departments_carry(value):
    assert parts(value("440000", "2016")) == (2, 5)


def test_a_task_counts_in_the_month_of_its_due_date(value):
    assert parts(value("440100", "2016-07")) == (1, 3)
    assert value("440100", "2016-08").value is None


def test_the_offices_own_delay_counts_against_nobody(run, officers, tmp_path):
    task = run(place_id="440100", submitted=IN_TIME)
    task.refresh_from_db()
    assert timezone.localtime(task.closed_at).date() > DUE
    project(tmp_path, projections(), log=EventLog())
    found = Figures(Lake.current(tmp_path), definitions()).at(KEY, "440100", Period.parse("2016"))
    assert parts(found) == (1, 1)


def test_made_up_tasks_are_a_source_of_their_own(run, tmp_path):
    run(place_id="440100", source="sample")
    project(tmp_path, projections(), log=EventLog())
    found = Figures(Lake.current(tmp_path), definitions()).at(KEY, "440100", Period.parse("2016"))
    assert (parts(found), found.source) == ((0, 1), "sample")


def test_a_moved_due_date_moves_the_row_between_years(run, officers, tmp_path):
    task = run(place_id="440100")
    project(tmp_path, projections(), log=EventLog())
    carrier, later = officers[Role.CITY_OFFICER], date(2017, 1, 31)
    actions.accept(task, by=carrier)
    actions.ask_extension(task, by=carrier, asked_until=later, reason="设备未到", at=OPENED)
    actions.grant(task.extensions.get(), by=officers[Role.OFFICE])
    followed = project(tmp_path, projections(), log=EventLog())
    anew = project(tmp_path / "new", projections(), log=EventLog(), everything=True)
    assert list(followed["tables"]["followup_task"]["partitions"]) == ["2017"]
    assert followed["tables"] == anew["tables"]
