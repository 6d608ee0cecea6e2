"""A small Guangdong with people who file, assign and verify, and a first task of the State."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from zhiliang.core.models import Assignment, Person
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.actions import emissions
from zhiliang.systems.returns.tests.gazette import make_places

AT = datetime(2015, 12, 1, 4, tzinfo=UTC)
PLAN = {"plan_from": 2011, "plan_to": 2015, "base_year": 2010}
OWN = {"place_id": "440100", "pollutant": "cod"}
MEASURE = {
    "year": 2011,
    "kind": "engineering",
    "name": "污水处理厂一期",
    "carrier": "某水务公司",
    "commissioned_on": date(2011, 3, 1),
    "ground": "进出口浓度差乘以水量",
}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def guangdong(db):
    make_places()


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def province(person):
    return person("省厅甲", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def second(person):
    return person("省厅乙", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def guangzhou(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def shenzhen(person):
    return person("深圳", Role.CITY_OFFICER, place_id="440300")


@pytest.fixture
def office(person):
    return person("办公室", Role.OFFICE)


@pytest.fixture
def assign(province):
    """Assign a task: `assign(year=2011, percent="2.4")`; the State's unless a place is given."""

    def make(*, base="1000", target=None, percent=None, **given):
        fields = {"place_id": "440000", "pollutant": "cod", "basis": "state", "year": 2011}
        return actions.assign_task(
            by=province,
            base=Decimal(base),
            target=None if target is None else Decimal(target),
            percent=None if percent is None else Decimal(percent),
            **PLAN,
            **fields | given,
        )

    return make


@pytest.fixture
def pass_on(assign):
    """Pass a State task on to Guangzhou: `pass_on(year=2011, target="980")`."""

    def make(*, state=None, place_id="440100", **given):
        key = {name: given[name] for name in ("year", "pollutant") if name in given}
        parent = state or assign(target="990", **key)
        return assign(place_id=place_id, basis="passed_on", parent=parent, **given)

    return make


@pytest.fixture
def claim(guangzhou):
    def make(*, claimed="50", **given):
        return actions.claim_measure(
            by=guangzhou, claimed=Decimal(claimed), **OWN | MEASURE | given
        )

    return make


@pytest.fixture
def verified(claim, province):
    """A measure taken to its recognition: `verified(claimed="50", recognised="40")`."""

    def make(*, recognised="50", **given):
        measure = emissions.take_up(claim(**given), by=province)
        return emissions.verify(
            measure, by=province, recognised=Decimal(recognised), finding="按监测数据认定"
        )

    return make


@pytest.fixture
def account(guangzhou, province):
    """File and confirm a year's account: `account(year=2011, new="10")`."""

    def make(*, year=2011, new="10", confirm=True, **given):
        filed = actions.file_account(by=guangzhou, new=Decimal(new), year=year, **OWN | given)
        return actions.confirm_account(filed, by=province) if confirm else filed

    return make
