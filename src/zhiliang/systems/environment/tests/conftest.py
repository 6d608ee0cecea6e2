"""A small Guangdong, a works with an outlet, and the people who watch it."""

from datetime import UTC, date, datetime

import pytest

from zhiliang.core.models import Assignment, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import Outlet, OutletDay, OutletDayFactor, Station
from zhiliang.systems.returns.tests.gazette import make_places

NOON = datetime(2015, 8, 1, 4, tzinfo=UTC)


@pytest.fixture
def guangdong(db, settings, tmp_path):
    settings.VAR = tmp_path
    make_places()


@pytest.fixture
def works(guangdong):
    return Organisation.objects.create(name="示例印染厂", place_id="440100", kind="enterprise")


@pytest.fixture
def outlet(works):
    return Outlet.objects.create(
        code="GZ-001",
        name_zh="总排口",
        kind="wastewater",
        place_id="440100",
        organisation=works,
        mn="010000A8900016F000169DC0",
        password="123456",
        active_from=date(2014, 1, 1),
    )


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def officer(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def enterprise(person, works):
    return person("印染厂", Role.ENTERPRISE, organisation=works)


@pytest.fixture
def judged(outlet):
    """A day's verdict: `judged(date(2015, 8, 1), "exceeded")`."""

    def make(day, standing="compliant", *, mean=50_000_000, **fields):
        verdict = OutletDay.objects.create(
            outlet=outlet,
            place_id=outlet.place_id,
            day=day,
            standing=standing,
            volume=100,
            compliant_volume=100 if standing == "compliant" else 0,
            received=24,
            industrial=True,
            rule="日均值",
            judged_at=NOON,
            **fields,
        )
        OutletDayFactor.objects.create(
            day=verdict,
            factor="w01018",
            mean_e6=mean,
            upper_e6=40_000_000,
            hours=24,
            standing=standing,
        )
        return verdict

    return make


@pytest.fixture
def permitted(outlet):
    limits = [{"factor": "w01018", "upper_e6": 40_000_000, "unit": "mg/L", "basis": "示例"}]
    actions.record_permit(outlet, by=None, limits=limits, number="P1", valid_from=date(2014, 1, 1))
    return outlet


@pytest.fixture
def stations(guangdong):
    for code, counted in (("S1", True), ("S2", True), ("S3", False)):
        Station.objects.create(
            code=code,
            name_zh=code,
            place_id="440100",
            counted=counted,
            active_from=date(2014, 1, 1),
        )
