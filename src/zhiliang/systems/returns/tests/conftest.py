"""A small Guangdong, the people who return and verify figures, and files to hand in."""

from datetime import date

import pytest

from zhiliang.core.actions import load_places
from zhiliang.core.models import Assignment, Department, Person
from zhiliang.core.roles import Role
from zhiliang.systems.returns import actions
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.returns.tests.tables import MARKET, TODAY, reading


@pytest.fixture
def guangdong(db):
    make_places()


@pytest.fixture
def real_places(db):
    load_places(by=None)


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def officer(person):
    return person("陈", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def colleague(person):
    return person("李", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def office(person):
    return person("办公室", Role.OFFICE)


@pytest.fixture
def builder(person):
    Department.objects.create(code="housing", name_zh="住建厅", valid_from=date(2009, 1, 1))
    return person("住建", Role.DEPARTMENT_OFFICER, department_id="housing")


@pytest.fixture
def draft(officer):
    return actions.enter(
        by=officer, today=TODAY, indicator=MARKET, place="440100", period="2015", value="91.5"
    )


@pytest.fixture
def accepted(draft, officer, colleague, office):
    actions.submit(draft, by=officer)
    actions.verify(draft, by=colleague)
    return actions.accept(draft, by=office)


@pytest.fixture
def take(guangdong):
    """Import rows of a table: `take({"value": "91"}, by=None)`."""

    def run(*rows, by=None, **options):
        return actions.import_figures(reading(*rows), by=by, **{"today": TODAY, **options})

    return run
