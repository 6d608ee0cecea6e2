"""Days are judged from the readings in the lake, again where late readings came, and checked."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.judging import checking
from zhiliang.systems.environment.models import CityDay, Exceedance, OutletDay, Station, StationDay
from zhiliang.systems.environment.tests.measuring import AIR, DAY, NEXT, measured, readings

pytestmark = pytest.mark.django_db


def judge(first=DAY, last=DAY):
    return actions.judge_outlets(first, last, by=None)


def test_a_day_in_compliance_is_judged_with_its_volume(permitted):
    readings("w01018", [30.0] * 24)
    readings("w00000", [10.0] * 24, statistic="Cou")
    judge()
    day = OutletDay.objects.get()
    assert (day.standing, day.volume, day.compliant_volume) == ("compliant", 240, 240)


def test_a_day_over_the_permit_opens_a_case(permitted):
    readings("w01018", [50.0] * 24)
    judge()
    assert Exceedance.objects.get().worst == "2015-08-01：w01018 50（≤40）"


def test_days_over_the_permit_in_a_row_are_one_case(permitted):
    for day in (DAY, NEXT):
        readings("w01018", [50.0] * 24, day=day)
    judge(DAY, NEXT)
    assert Exceedance.objects.get().days == 2


def test_judging_again_writes_nothing(permitted):
    readings("w01018", [30.0] * 24)
    judge()
    events = Event.objects.count()
    assert (judge(), Event.objects.count()) == (0, events)


def test_a_late_reading_supersedes_the_verdict_and_both_stay(permitted):
    readings("w01018", [30.0] * 20)
    judge()
    readings("w01018", [200.0] * 4, day=DAY, every=3600)
    judge()
    standings = OutletDay.objects.order_by("revision").values_list("revision", "standing")
    assert [revision for revision, _standing in standings] == [1, 2]
    assert OutletDay.objects.current().count() == 1


def test_minutes_are_rolled_up_where_no_hours_were_sent(permitted):
    readings("w01018", [30.0, 60.0] * 720, cn="2051", every=60)
    judge()
    assert OutletDay.objects.get().factors.get().mean == 45


def test_instants_are_rolled_up_and_their_flow_is_a_rate(permitted):
    readings("w01018", [30.0] * 288, cn="2011", statistic="Rtd", every=300)
    readings("w00000", [1.0] * 288, cn="2011", statistic="Rtd", every=300)
    judge()
    day = OutletDay.objects.get()
    assert (day.standing, day.volume) == ("compliant", 86)


def test_hours_that_the_source_noted_do_not_count(permitted):
    readings("w01018", [30.0] * 24)
    morning = timezone.make_aware(datetime(2015, 8, 1))
    actions.note_standstill(
        permitted,
        by=None,
        kind="maintenance",
        starts_at=morning,
        ends_at=morning + timedelta(hours=10),
        reason="更换试剂",
    )
    judge()
    day = OutletDay.objects.get()
    assert (day.standing, day.received) == ("invalid", 14)


def test_the_permit_of_the_day_judges(permitted):
    limits = [{"factor": "w01018", "upper_e6": 60_000_000, "unit": "mg/L", "basis": "示例"}]
    actions.record_permit(permitted, by=None, limits=limits, number="P2", valid_from=NEXT)
    for day in (DAY, NEXT):
        readings("w01018", [50.0] * 24, day=day)
    judge(DAY, NEXT)
    days = OutletDay.objects.order_by("day")
    assert [day.standing for day in days] == ["exceeded", "compliant"]


def test_a_permit_in_milligrams_judges_readings_in_micrograms(outlet):
    limits = [{"factor": "w20111", "upper_e6": 50_000, "unit": "mg/L", "basis": "DB44/26-2001"}]
    actions.record_permit(outlet, by=None, limits=limits, number="P", valid_from=date(2014, 1, 1))
    readings("w20111", [49.0] * 24)
    readings("w20111", [51.0] * 24, day=NEXT)
    judge(DAY, NEXT)
    days = OutletDay.objects.order_by("day")
    assert [day.standing for day in days] == ["compliant", "exceeded"]


def test_an_old_loggers_codes_are_judged_by_the_same_permit(permitted):
    readings("011", [50.0] * 24)
    judge()
    assert OutletDay.objects.get().factors.get().factor == "w01018"


def test_an_outlet_is_judged_only_while_it_is_connected(permitted):
    permitted.active_from = NEXT
    permitted.save()
    judge(DAY, NEXT)
    assert [day.day for day in OutletDay.objects.all()] == [NEXT]


def test_the_verdicts_on_record_are_those_that_the_readings_give(permitted):
    readings("w01018", [30.0] * 24)
    judge()
    found = checking.outlets(DAY, DAY)
    assert (found.count, found.differences) == (1, [])


def test_a_verdict_that_was_meddled_with_is_found(permitted):
    readings("w01018", [50.0] * 24)
    judge()
    OutletDay.objects.update(standing="compliant")
    (difference,) = checking.outlets(DAY, DAY).differences
    assert (difference.field, difference.recorded, difference.computed) == (
        "standing",
        "compliant",
        "exceeded",
    )


def judge_air():
    actions.judge_cities(DAY, DAY, by=None)
    return CityDay.objects.get()


def test_a_citys_day_is_the_mean_of_its_counted_stations(stations):
    measured("S1", a34004=80.0)
    measured("S2", a34004=60.0)
    measured("S3", a34004=500.0)
    day = judge_air()
    assert (day.pm2_5, day.stations, day.index, day.primary) == (70, 2, 94, "pm2_5")


def test_a_day_above_a_hundred_is_valid_and_not_good(stations):
    measured("S1")
    measured("S2")
    day = judge_air()
    assert (day.index, day.valid, day.good) == (107, 1, 0)


def test_a_day_that_lacks_an_item_has_no_index(stations):
    for station in ("S1", "S2"):
        readings("a34004", [30.0] * 24, mn=station)
    day = judge_air()
    assert (day.index, day.valid, day.pm2_5) == (None, 0, 30)


def test_nineteen_hours_make_no_daily_mean(stations):
    measured("S1", hours=19)
    assert judge_air().valid == 0


def test_a_stations_day_is_kept_beside(stations):
    measured("S3")
    actions.judge_cities(DAY, DAY, by=None)
    assert StationDay.objects.get().station.code == "S3"


def test_a_city_that_had_not_changed_is_judged_by_the_old_index(stations):
    Station.objects.update(place_id="440300", active_from=date(2011, 1, 1))
    old = date(2011, 8, 1)
    for factor, value in AIR.items():
        for station in ("S1", "S2"):
            readings(factor, [value] * 24, mn=station, day=old)
    actions.judge_cities(old, old, by=None)
    day = CityDay.objects.get()
    assert (day.edition, day.index, day.valid) == ("API", 70, 1)


def test_city_days_on_record_are_those_that_the_readings_give(stations):
    measured("S1")
    judge_air()
    assert checking.cities(DAY, DAY).differences == []
