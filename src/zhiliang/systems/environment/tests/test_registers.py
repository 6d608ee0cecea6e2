"""Registers come in whole or not at all, with the line and the reason of each fault."""

from datetime import date

import pytest

from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import Event
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import Outlet, Permit, SewageMonth, SewagePlant, Station

pytestmark = pytest.mark.django_db
OUTLETS = "编号,名称,行政区划代码,联网日期,MN,PW,污水处理厂,类别\n"
PLANTS = "编号,名称,行政区划代码,建成日期\n"


def take(feed, text, *, by=None, **options):
    return acceptor_of(feed)(read(feeds[feed], text.encode()), by=by, **options)


def faults(outcome):
    return [(reject.line, reject.field) for reject in outcome.rejected]


@pytest.fixture
def plants(guangdong):
    take("sewage-plants", PLANTS + "P1,猎德厂,440100,2003-11-01\nP2,滨河厂,440300,2015-06-30\n")


def test_an_outlet_of_a_plant_is_not_industrial(plants):
    take("outlets", OUTLETS + "A,总排口,440100,2014-01-01,MN1,secret,P1,废水\n")
    assert not Outlet.objects.get().industrial


def test_the_password_is_not_readable_in_the_database(plants, django_assert_num_queries):
    take("outlets", OUTLETS + "A,总排口,440100,2014-01-01,MN1,secret,,废水\n")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM environment_outlet")
        assert "secret" not in cursor.fetchone()[0]


def test_one_faulty_row_keeps_the_whole_file_out(plants):
    rows = "A,甲,440100,2014-01-01,MN1,,P9,\nB,乙,440100,2014-13-01,MN2,,,\n"
    outcome = take("outlets", OUTLETS + rows)
    assert (outcome.accepted, Outlet.objects.count()) == (0, 0)
    assert sorted(faults(outcome)) == [(2, "plant"), (3, "active_from")]


def test_a_code_given_twice_is_a_fault(plants):
    rows = "A,甲,440100,2014-01-01,MN1,,,\nA,乙,440100,2014-01-01,MN2,,,\n"
    assert faults(take("outlets", OUTLETS + rows)) == [(3, "code")]


def test_the_same_register_again_changes_nothing(plants):
    events = Event.objects.count()
    again = take("sewage-plants", PLANTS + "P1,猎德厂,440100,2003-11-01\n")
    assert (again.unchanged, Event.objects.count()) == (True, events)


def test_a_known_code_is_amended(plants):
    take("sewage-plants", PLANTS + "P1,猎德污水处理厂,440100,2003-11-01\n")
    assert SewagePlant.objects.get(code="P1").name_zh == "猎德污水处理厂"


def test_an_officer_registers_in_the_own_city_alone(plants, officer):
    text = "编号,名称,行政区划代码,启用日期\nS1,荔园,440300,2013-01-01\n"
    with pytest.raises(NotAllowed):
        take("air-stations", text, by=officer)
    assert not Station.objects.exists()


def test_permitted_limits_are_exact(outlet):
    head = "排放口编号,许可证编号,生效日期,因子编码,上限,下限,依据\n"
    take("permit-limits", head + "GZ-001,P1,2015-01-01,w01018,40.1,,DB44/26-2001\n")
    limit = Permit.objects.get().limits.get()
    assert (limit.upper_e6, limit.words) == (40_100_000, "≤ 40.1")


def test_a_new_permit_ends_the_open_one_before_it(outlet):
    limits = [{"factor": "w01018", "upper_e6": 1, "basis": "示例"}]
    old = actions.record_permit(
        outlet, by=None, limits=limits, number="1", valid_from=date(2014, 1, 1)
    )
    actions.record_permit(outlet, by=None, limits=limits, number="2", valid_from=date(2015, 1, 1))
    old.refresh_from_db()
    assert old.valid_to == date(2014, 12, 31)
    assert outlet.permit_on(date(2015, 1, 1)).number == "2"


def test_more_sewage_treated_than_arose_is_a_fault(guangdong):
    outcome = take("sewage-months", "地区,月份,污水产生量,污水处理量\n440100,2015-01,100,101\n")
    assert faults(outcome) == [(2, "treated")]


def test_a_permit_renewed_under_its_number_is_taken_in(outlet):
    head = "排放口编号,许可证编号,生效日期,因子编码,上限,下限,依据\n"
    take("permit-limits", head + "GZ-001,P1,2014-01-01,w01018,60,,示例\n")
    take("permit-limits", head + "GZ-001,P1,2015-01-01,w01018,40,,示例\n")
    assert [one.valid_from.year for one in Permit.objects.order_by("valid_from")] == [2014, 2015]


def test_a_city_and_its_district_do_not_both_count_in_one_file(guangdong):
    rows = "440100,2015-01,100,90\n440106,2015-01,50,45\n"
    outcome = take("sewage-months", "地区,月份,污水产生量,污水处理量\n" + rows)
    assert (faults(outcome), SewageMonth.objects.count()) == ([(3, "place")], 0)


def test_a_month_filed_anew_supersedes_and_both_stay(guangdong):
    head = "地区,月份,污水产生量,污水处理量\n"
    take("sewage-months", head + "440100,2015-01,100,90\n")
    take("sewage-months", head + "440100,2015-01,100,95\n")
    assert [month.treated for month in SewageMonth.objects.current()] == [95]
    assert SewageMonth.objects.count() == 2


def test_a_plant_with_data_on_enough_days_is_monitored_online(plants, outlet, judged):
    outlet.plant = SewagePlant.objects.get(code="P1")
    outlet.save()
    for day in range(1, 29):
        for month in range(1, 8):
            judged(date(2015, month, day))
    years = actions.close_plant_year(2015, by=None)
    assert {year.plant.code: (year.online, year.days) for year in years} == {
        "P1": (1, 196),
        "P2": (0, 0),
    }


def test_closing_a_year_again_writes_nothing(plants):
    actions.close_plant_year(2015, by=None)
    assert actions.close_plant_year(2015, by=None) == []


def test_an_officer_cannot_take_another_citys_outlet_over(outlet, person):
    other = person("深圳", Role.CITY_OFFICER, place_id="440300")
    with pytest.raises(NotAllowed):
        take("outlets", OUTLETS + "GZ-001,总排口,440300,2014-01-01,MN1,,,\n", by=other)
    assert Outlet.objects.get().place_id == "440100"


def test_a_register_without_passwords_keeps_those_on_record(outlet):
    take("outlets", OUTLETS + f"GZ-001,新名称,440100,2014-01-01,{outlet.mn},,,\n")
    assert Outlet.objects.get().password == "123456"


def test_an_officer_brings_hours_of_the_own_city_alone(outlet, person):
    other = person("深圳", Role.CITY_OFFICER, place_id="440300")
    text = f"设备编号,时间,因子编码,监测值\n{outlet.mn},2015-08-01 07:00,w01018,1\n"
    with pytest.raises(NotAllowed):
        take("station-hours", text, by=other)
