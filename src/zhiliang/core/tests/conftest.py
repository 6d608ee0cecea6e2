"""Places and the three stock people of core's tests."""

from datetime import date

import pytest
from django.utils import timezone

from zhiliang.core.models import Assignment, Organisation, Person, Place, PlaceName
from zhiliang.core.roles import Role

PLACES = {
    "440000": ("province", "广东省", None),
    "440100": ("city", "广州市", "440000"),
    "440106": ("district", "天河区", "440100"),
    "440600": ("city", "佛山市", "440000"),
    "440606": ("district", "顺德区", "440600"),
}


@pytest.fixture
def guangdong(db):
    for code, (level, _name, _parent) in PLACES.items():
        Place.objects.create(code=code, level=level)
    for code, (_level, name, parent) in PLACES.items():
        PlaceName.objects.create(
            place_id=code,
            name_zh=name,
            parent_id=parent,
            valid_from=date(2005, 1, 1),
            recorded_at=timezone.now(),
        )
    return Place.objects.all()


@pytest.fixture
def person(db):
    """Make a person with one role; keyword arguments are the assignment's."""

    def make(role=None, username="", **assignment):
        made = Person.objects.create(username=username or str(role or "nobody"))
        if role:
            values = {"valid_from": date(2010, 1, 1), **assignment}
            Assignment.objects.create(person=made, role=role, **values)
        return made

    return make


@pytest.fixture
def guangzhou_officer(person, guangdong):
    return person(Role.CITY_OFFICER, place_id="440100")


@pytest.fixture
def office(person):
    return person(Role.OFFICE)


@pytest.fixture
def enterprise(guangdong):
    return Organisation.objects.create(name="示例电器厂", place_id="440606", kind="enterprise")
