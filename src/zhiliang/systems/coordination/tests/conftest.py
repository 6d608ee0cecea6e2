"""A small Guangdong, the people who order, carry, help with and close tasks, and a task."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from zhiliang.core.event import append
from zhiliang.core.models import Assignment, Department, Person
from zhiliang.core.roles import Role
from zhiliang.systems.coordination import actions
from zhiliang.systems.returns.tests.gazette import make_places

OPENED = datetime(2016, 7, 1, 1, tzinfo=UTC)
DUE = date(2016, 7, 31)
ORDER = {
    "kind": "rectification",
    "year": 2015,
    "title_zh": "重点产品抽检整改",
    "finding_zh": "2015年市场抽检合格率低于目标。",
}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def guangdong(db):
    make_places()
    for code, name in (("housing", "住建厅"), ("quality", "质监局"), ("health", "卫计委")):
        Department.objects.create(code=code, name_zh=name, valid_from=date(2009, 1, 1))


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def office(person):
    return person("办公室", Role.OFFICE)


@pytest.fixture
def guangzhou(person):
    return person("广州", Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def shenzhen(person):
    return person("深圳", Role.CITY_OFFICER, place_id="440300")


@pytest.fixture
def housing(person):
    return person("住建", Role.DEPARTMENT_OFFICER, department_id="housing")


@pytest.fixture
def health(person):
    return person("卫计", Role.DEPARTMENT_OFFICER, department_id="health")


@pytest.fixture
def order(office):
    """Order a task: `order(place_id="440300", due_on=None)`."""

    def make(**given):
        fields = {"place_id": "440100", "due_on": DUE, "at": OPENED, **ORDER, **given}
        return actions.open_task(by=office, **fields)

    return make


@pytest.fixture
def task(order):
    return order()


@pytest.fixture
def accepted(task, guangzhou):
    return actions.accept(task, by=guangzhou)


@pytest.fixture
def submitted(accepted, guangzhou):
    return actions.submit(
        accepted, by=guangzhou, text="已整改", evidence=[("检测报告.pdf", b"%PDF")], at=OPENED
    )


@pytest.fixture
def finding(guangdong):
    """Append an order of the evaluation: `finding(code="housing", subject_kind="department")`."""

    def make(**given):
        data = {
            "kind": "rectification",
            "year": 2015,
            "code": "440100",
            "subject_kind": "city",
            "item": "market_pass_rate",
            "title_zh": "市场抽检合格率整改",
            "title_en": "Raise the market pass rate",
            "finding_zh": "低于目标",
            "finding_en": "Below target",
            "lead": "quality",
            "supporting": ["health"],
            "due": "2016-06-30",
            "sample": False,
            "tables": [],
        }
        with transaction.atomic():
            return append(
                verb="evaluation.finding.order",
                subject="evaluation.case:12",
                by=None,
                data=data | given,
            )

    return make
