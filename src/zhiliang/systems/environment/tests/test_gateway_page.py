"""The page of what the gateway refused: whose, why, since when, and who may see it."""

from datetime import date

import pytest
from django.urls import reverse

from zhiliang.core.roles import Role
from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.readings.intake import take_in
from zhiliang.systems.environment.tests.refusals import NOON, refuse

ASKED = {"days": "7", "end": "2015-08-02"}
FACT = {"name_zh": "口", "kind": "wastewater", "active_from": date(2014, 1, 1)}

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def ask(who, **asked):
        client.force_login(who)
        answer = client.get(reverse("environment_gateway"), ASKED | asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return ask


@pytest.fixture
def lines(page):
    """The lines of the download, without its head."""
    return lambda who, **asked: page(who, format="csv", **asked).splitlines()[1:]


@pytest.fixture
def province(person):
    return person("省", Role.PROVINCIAL_OFFICER)


def test_a_refused_frame_is_listed_with_its_outlet_reason_count_and_moments(lines, outlet, officer):
    refuse("password_wrong", outlet.mn)
    refuse("password_wrong", outlet.mn, at=NOON.replace(hour=5))
    expected = "GZ-001,拒收,访问密码不对,2,2015-08-01 12:00,2015-08-01 13:00,"
    assert [line.startswith(expected) for line in lines(officer)] == [True]


def test_a_note_on_a_frame_that_was_read_is_listed_beside(lines, outlet, officer):
    body = f"ST=32;CN=2011;PW=123456;MN={outlet.mn};CP=&&DataTime=20150801120000;x-Rtd=1&&"
    take_in([frame(body.encode())], received_at=NOON)
    assert any(line.startswith("GZ-001,照收并提示,没有请求编码QN") for line in lines(officer))
    assert lines(officer, handling="refused") == []


def test_the_password_of_an_outlet_is_masked_wherever_it_stands(page, outlet, officer):
    refuse("crc_wrong", outlet.mn, data=b"##0099PW=123456;MN=A;CP=&&x=123456&&")
    assert "123456" not in page(officer) + page(officer, format="csv")


def test_an_officer_sees_nothing_of_another_city(lines, outlet, person):
    refuse("crc_wrong", outlet.mn)
    assert lines(person("深圳", Role.CITY_OFFICER, place_id="440300")) == []


def test_a_number_that_nobody_registered_is_seen_by_the_province(lines, outlet, province, officer):
    refuse("mn_unknown", "NOBODY0000000000")
    assert lines(province)[0].startswith("NOBODY0000000000,拒收,没有登记的设备编号,1,")
    assert lines(officer) == []


def test_a_number_that_is_an_own_one_but_for_a_slip_is_seen_in_the_city(page, outlet, officer):
    refuse("mn_unknown", outlet.mn[:-1] + "9")
    assert "与GZ-001的设备编号相近" in page(officer)


def test_bytes_of_nobody_are_told_apart_from_a_number(lines, province):
    refuse("garbage", "", data=b"GET / HTTP/1.1")
    assert lines(province)[0].startswith("没有写明设备编号,拒收,")


def test_the_page_of_one_outlet_leaves_out_the_others(lines, outlet, province):
    Outlet.objects.create(code="GZ-002", mn="M2", place_id="440100", **FACT)
    for mn in (outlet.mn, "M2", "NOBODY0000000000"):
        refuse("crc_wrong", mn)
    assert [line.split(",")[0] for line in lines(province, outlet="GZ-002")] == ["GZ-002"]


def test_the_board_and_the_outlet_lead_there_those_who_may_see_it(client, outlet, officer, person):
    pages = reverse("environment_board"), reverse("environment_trace", args=[outlet.pk])
    there = reverse("environment_gateway")
    assert [there in client.get(page).content.decode() for page in pages] == [False, False]
    client.force_login(officer)
    assert [there in client.get(page).content.decode() for page in pages] == [True, True]
    client.force_login(person("深圳", Role.CITY_OFFICER, place_id="440300"))
    assert there not in client.get(pages[1]).content.decode()


def test_a_source_may_not_open_it(client, enterprise):
    client.force_login(enterprise)
    assert client.get(reverse("environment_gateway")).status_code == 403


@pytest.mark.parametrize("asked", [{"end": "x"}, {"days": "²"}, {"end": "9999-12-31"}])
def test_nonsense_in_the_address_falls_back(page, officer, asked):
    page(officer, **asked)
