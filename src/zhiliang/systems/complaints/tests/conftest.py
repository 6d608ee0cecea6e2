"""A small Guangdong with its offices, a firm, and a heater that gave a shock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from zhiliang.core.actions import load_calendar, load_deadlines
from zhiliang.core.models import Assignment, Department, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.complaints import actions
from zhiliang.systems.returns.tests.gazette import make_places

RECEIVED = datetime(2026, 5, 6, 2, tzinfo=UTC)
HEATER = {
    "title": "电热取暖器",
    "text": "取暖器外壳漏电，孩子摸到被电了一下。",
    "demand": "退货退款",
    "firm_name": "示例电器经营部",
    "firm_address": "示例路1号",
    "name": "示例甲",
    "phone": "138 0000 0001",
    "address": "示例小区2栋",
    "place_id": "440100",
}
BOTH = ("complaint", "tip_off")


def after(**span):
    return RECEIVED + timedelta(**span)


def fresh(case):
    return type(case).objects.get(pk=case.pk)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture(scope="module")
def reference(kept):
    with kept.unblock():
        make_places()
        load_calendar(by=None)
        load_deadlines(by=None)


@pytest.fixture
def guangdong(reference, db):
    Department.objects.create(code="housing", name_zh="住建厅", valid_from=date(2009, 1, 1))


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
def head(person):
    return person("广州负责人", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def shenzhen(person):
    return person("深圳", Role.CITY_OFFICER, place_id="440300")


@pytest.fixture
def province(person):
    return person("省局", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def shop(guangdong):
    return Organisation.objects.create(name="示例电器店", place_id="440100", kind="enterprise")


@pytest.fixture
def clerk(person, shop):
    return person("店员", Role.ENTERPRISE, organisation=shop)


@pytest.fixture
def sent(guangdong):
    def send(wants=("complaint",), at=RECEIVED, **more):
        return actions.submit(wants=wants, at=at, **HEATER | more)

    return send


@pytest.fixture
def complaint(sent):
    return sent().complaint


@pytest.fixture
def accepted(complaint, officer):
    return actions.accept(complaint, by=officer, at=after(days=1))


@pytest.fixture
def tip_off(sent):
    return sent(wants=("tip_off",)).tip_off
