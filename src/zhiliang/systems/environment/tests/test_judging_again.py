"""A day is judged by itself, again when something about it comes in, by its own officers."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.command import main
from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Event, Place
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.actions.judging import judge_recent
from zhiliang.systems.environment.judging import checking
from zhiliang.systems.environment.models import CityDay, DeviceNote, Outlet, OutletDay, Station
from zhiliang.systems.environment.tests.measuring import DAY, NEXT, measured, readings
from zhiliang.systems.environment.views.stretch import Stretch
from zhiliang.systems.environment.views.traces import trace_of

pytestmark = pytest.mark.django_db


def judge(first=DAY, last=DAY, **options):
    return actions.judge_outlets(first, last, by=None, **options)


def standing(day=DAY):
    return OutletDay.objects.current().get(day=day).standing


def local(*moment):
    return timezone.make_aware(datetime(*moment))


def note(outlet, *, by, at, hours=24):
    return actions.note_standstill(
        outlet,
        by=by,
        kind="maintenance",
        starts_at=local(2015, 8, 1),
        ends_at=local(2015, 8, 1) + timedelta(hours=hours),
        reason="更换试剂",
        at=at,
    )


@pytest.fixture
def another(permitted):
    """An outlet of another city, under the same limit."""
    made = Outlet.objects.create(
        code="FS-001",
        name_zh="总排口",
        kind="wastewater",
        place_id="440300",
        mn="FS1",
        active_from=date(2014, 1, 1),
    )
    limits = [{"factor": "w01018", "upper_e6": 40_000_000, "unit": "mg/L", "basis": "示例"}]
    actions.record_permit(made, by=None, limits=limits, number="P9", valid_from=date(2014, 1, 1))
    return made


def test_one_hour_that_was_sent_does_not_discard_the_minutes_of_other_days(permitted):
    readings("w01018", [30.0], day=NEXT)
    readings("w01018", [50.0] * 1440, cn="2051", every=60)
    judge(DAY, NEXT)
    assert (standing(DAY), standing(NEXT)) == ("exceeded", "invalid")


def test_a_day_has_the_same_verdict_alone_and_in_a_month(permitted):
    for n in range(31):
        cn, every, count = ("2061", 3600, 24) if n % 3 else ("2051", 60, 1440)
        day = DAY + timedelta(days=n)
        readings("w01018", [30.0 + n] * count, cn=cn, every=every, day=day)
    judge(DAY, date(2015, 8, 31))
    assert [judge(day, day) for day in (DAY, NEXT, date(2015, 8, 15))] == [0, 0, 0]


def test_a_flow_that_the_logger_marked_is_no_volume(permitted):
    readings("w01018", [30.0] * 24)
    readings("w00000", [10.0] * 23, statistic="Cou")
    readings("w00000", [9_999.0], statistic="Cou", flag="D", offset=23 * 3600)
    judge()
    assert OutletDay.objects.get().volume == 230


def test_names_that_a_logger_invents_neither_count_nor_stop_the_judging(permitted):
    for n in range(40):
        readings(f"x{n}-a-name-that-no-standard-knows", [1.0] * 3)
    readings("w01018", [30.0] * 24)
    judge()
    assert [one.factor for one in OutletDay.objects.get().factors.all()] == ["w01018"]


def test_a_factor_that_only_the_permit_knows_is_judged(outlet):
    limits = [{"factor": "a99999", "upper_e6": 10_000_000, "unit": "mg/m³", "basis": "示例"}]
    actions.record_permit(outlet, by=None, limits=limits, number="P", valid_from=date(2014, 1, 1))
    readings("a99999", [11.0] * 24)
    judge()
    assert standing() == "exceeded"


def test_many_factors_over_their_limits_at_once_are_one_case(outlet):
    codes = [f"w2{n:04d}" for n in range(40)]
    limits = [{"factor": c, "upper_e6": 1, "unit": "", "basis": "示例"} for c in codes]
    actions.record_permit(outlet, by=None, limits=limits, number="P", valid_from=date(2014, 1, 1))
    for code in codes:
        readings(code, [2.0] * 24)
    judge()
    assert len(outlet.exceedances.get().factors.split("、")) == 40


def test_a_batch_that_cannot_be_judged_keeps_no_other_one_waiting(another, monkeypatch):
    from zhiliang.systems.environment.actions import judging

    whole = judging.verdicts

    def faulty(outlets, *days):
        if outlets[0].code == "GZ-001":
            raise RuntimeError("faulty")
        return whole(outlets, *days)

    monkeypatch.setattr(judging, "verdicts", faulty)
    monkeypatch.setattr("zhiliang.systems.environment.judging.sheets.TOGETHER", 1)
    with pytest.raises(RuntimeError, match="faulty"):
        judge()
    assert OutletDay.objects.get().outlet == another


def test_a_day_that_an_outlet_no_longer_has_is_found_and_withdrawn(permitted):
    judge(DAY, NEXT)
    permitted.active_to = DAY
    permitted.save()
    (difference,) = checking.outlets(DAY, NEXT).differences
    assert (difference.day, difference.computed) == (str(NEXT), "—")
    judge(DAY, NEXT)
    assert [day.day for day in OutletDay.objects.current()] == [DAY]
    assert Event.objects.filter(verb="environment.outlet_day.judge").last().data["withdrawn"] == 1


def test_a_verdict_keeps_its_place_until_it_is_judged_again(permitted):
    judge()
    permitted.place = Place.objects.get(pk="440300")
    permitted.save()
    assert OutletDay.objects.get().place_id == "440100"


def test_readings_of_long_ago_are_judged_by_the_next_round(permitted):
    before = timezone.now()
    readings("w01018", [50.0] * 24)
    judge_recent(since=before, now=timezone.now())
    assert standing(DAY) == "exceeded"


def test_a_permit_entered_later_judges_the_days_on_record_again(permitted):
    readings("w01018", [50.0] * 24)
    judge()
    before = timezone.now()
    limits = [{"factor": "w01018", "upper_e6": 60_000_000, "unit": "mg/L", "basis": "示例"}]
    actions.record_permit(permitted, by=None, limits=limits, number="P2", valid_from=DAY)
    judge_recent(since=before, now=timezone.now())
    assert standing(DAY) == "compliant"


def test_a_note_filed_by_noon_of_the_next_day_counts_by_itself(permitted, enterprise):
    readings("w01018", [50.0] * 24)
    note(permitted, by=enterprise, at=local(2015, 8, 2, 12))
    judge()
    assert standing() == "invalid"


def test_a_note_filed_later_takes_no_verdict_away(permitted, enterprise):
    readings("w01018", [50.0] * 24)
    note(permitted, by=enterprise, at=local(2015, 8, 2, 12, 1))
    judge()
    assert standing() == "exceeded"


def test_a_late_note_counts_once_an_officer_accepted_it(permitted, enterprise, officer):
    readings("w01018", [50.0] * 24)
    judge()
    late, before = note(permitted, by=enterprise, at=timezone.now()), timezone.now()
    actions.accept_note(late, by=officer)
    judge_recent(since=before, now=timezone.now())
    assert standing() == "invalid"


def test_a_source_does_not_accept_its_own_note(permitted, enterprise):
    late = note(permitted, by=enterprise, at=timezone.now())
    with pytest.raises(NotAllowed):
        actions.accept_note(late, by=enterprise)
    assert not DeviceNote.objects.get().accepted


def test_a_note_is_accepted_once(permitted, officer):
    filed = note(permitted, by=officer, at=timezone.now())
    with pytest.raises(ValidationError):
        actions.accept_note(filed, by=officer)


def test_a_citys_officer_judges_no_other_city(another, officer):
    with pytest.raises(NotAllowed):
        actions.judge_outlets(DAY, DAY, by=officer)
    assert OutletDay.objects.count() == 0


def test_a_citys_officer_judges_the_own_outlets(permitted, another, officer):
    actions.judge_outlets(DAY, DAY, by=officer, outlets=[permitted])
    assert OutletDay.objects.get().outlet == permitted


@pytest.mark.parametrize(("flagged", "flag"), [(3, "compliant"), (20, "invalid")])
def test_an_hour_of_gas_needs_three_quarters_of_normal_parts(outlet, flagged, flag):
    outlet.kind = "flue_gas"
    outlet.save()
    limits = [{"factor": "a21026", "upper_e6": 50_000_000, "unit": "mg/m³", "basis": "示例"}]
    actions.record_permit(outlet, by=None, limits=limits, number="P", valid_from=date(2014, 1, 1))
    for minute in range(60):
        marked = minute < flagged
        readings(
            "a21026",
            [900.0 if marked else 30.0] * 24,
            cn="2051",
            flag="D" if marked else "N",
            offset=minute * 60,
        )
    judge()
    assert standing() == flag


def test_a_gas_flow_told_in_instants_is_a_rate_a_second(outlet):
    outlet.kind = "flue_gas"
    outlet.save()
    readings("a00000", [2.0] * 288, cn="2011", statistic="Rtd", every=300)
    judge()
    assert OutletDay.objects.get().volume == 2 * 86_400


def test_a_station_that_opens_later_does_not_change_the_days_before(stations):
    for code in ("S1", "S2"):
        measured(code)
    actions.judge_cities(DAY, DAY, by=None)
    for n in range(3):
        Station.objects.create(
            code=f"N{n}", name_zh="新站", place_id="440100", active_from=NEXT, counted=True
        )
    actions.judge_cities(DAY, NEXT, by=None)
    assert CityDay.objects.filter(day=DAY).count() == 1


def test_days_before_the_first_station_belong_to_the_whole_year(stations):
    Station.objects.update(active_from=NEXT)
    actions.judge_cities(DAY, NEXT, by=None)
    first, second = CityDay.objects.order_by("day")
    assert (first.day, first.valid, first.stations, second.day) == (DAY, 0, 0, NEXT)


def test_a_city_has_no_days_in_a_year_without_stations(stations):
    Station.objects.update(active_from=date(2016, 1, 1))
    actions.judge_cities(DAY, NEXT, by=None)
    assert CityDay.objects.count() == 0


def test_readings_of_a_station_before_it_opened_do_not_count(stations):
    measured("S1")
    Station.objects.filter(code="S1").update(active_from=NEXT)
    actions.judge_cities(DAY, DAY, by=None)
    assert CityDay.objects.get().pm2_5 is None


def test_air_readings_of_long_ago_are_judged_by_the_next_round(stations):
    before = timezone.now()
    for code in ("S1", "S2"):
        measured(code)
    judge_recent(since=before, now=timezone.now())
    assert CityDay.objects.get(day=DAY).index == 107


def test_what_is_no_number_does_not_replace_one(permitted):
    readings("w01018", [50.0] * 24)
    readings("w01018", [float("inf")] * 24)
    judge()
    assert standing() == "exceeded"


def test_a_packet_number_from_the_future_does_not_win_for_ever(permitted):
    readings("w01018", [50.0] * 24, qn="20990101000000000")
    soon = f"{timezone.localtime() + timedelta(seconds=1):%Y%m%d%H%M%S}000"
    readings("w01018", [30.0] * 24, qn=soon)
    judge()
    assert standing() == "compliant"


def test_a_year_with_a_verdict_that_no_readings_give_is_not_sealed(permitted, tmp_path, capsys):
    judge(date(2015, 1, 1), date(2015, 12, 31))
    OutletDay.objects.filter(day=DAY).update(standing="compliant")
    assert main(["seal", "--year", "2015", "--out", str(tmp_path / "pack")]) == 1
    assert "GZ-001 2015-08-01 standing compliant ≠ silent" in capsys.readouterr().err
    assert not (tmp_path / "pack").exists()


def test_a_year_whose_days_were_not_all_judged_is_not_sealed(permitted, tmp_path, capsys):
    judge()
    assert main(["seal", "--year", "2015", "--out", str(tmp_path / "pack")]) == 1
    assert "364" in capsys.readouterr().err


def test_the_board_warns_of_micrograms_over_a_limit_in_milligrams(client, outlet):
    limits = [{"factor": "w20111", "upper_e6": 50_000, "unit": "mg/L", "basis": "DB44/26-2001"}]
    actions.record_permit(outlet, by=None, limits=limits, number="P", valid_from=date(2014, 1, 1))
    readings("w20111", [49.0], day=timezone.localdate())
    calm = client.get("/environment/board/").context["heading"]
    readings("w20111", [51.0], day=timezone.localdate())
    alarmed = client.get("/environment/board/").context["heading"]
    assert ("今日0个" in calm, "今日1个" in alarmed) == (True, True)


def test_a_trace_of_mercury_is_drawn_in_the_unit_of_its_limit(outlet):
    readings("w20111", [50.0] * 24)
    morning = datetime(2015, 8, 1)
    stretch = Stretch("24h", "2061", morning, morning + timedelta(days=1), 24)
    trace = trace_of(outlet.mn, "w20111", "Avg", stretch, [])
    assert (trace.unit, trace.buckets[0].mean) == ("mg/L", pytest.approx(0.05))
