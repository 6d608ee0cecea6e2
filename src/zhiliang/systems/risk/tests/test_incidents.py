"""Incidents: grades at their thresholds, statutory hours, response, information with receipt."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.errors import NotAllowed
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.systems.coordination.answers import tasks_of
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.clocks import duties_of, next_owed
from zhiliang.systems.risk.models import Information
from zhiliang.systems.risk.tests.conftest import NOW, after, fresh

TOLL = {"deaths": 1, "serious": 0, "hurt": 1, "loss": 0}


@pytest.mark.parametrize(
    ("toll", "grade"),
    [
        ({"deaths": 30}, "extraordinary"),
        ({"deaths": 29}, "major"),
        ({"deaths": 10}, "major"),
        ({"deaths": 3}, "larger"),
        ({"deaths": 2, "serious": 50}, "major"),
        ({"loss": 49_999_999}, "larger"),
        ({"trapped_hours": 2}, "ordinary"),
        ({"trapped_hours": 1}, ""),
        ({"moved": 499}, ""),
    ],
)
def test_a_grade_follows_from_the_toll_exactly_at_the_threshold(incident, toll, grade):
    assert incident(**toll).grade == grade


def test_a_kind_without_thresholds_on_record_is_not_graded(incident):
    assert incident("product", deaths=3).grade == ""


def test_a_higher_toll_raises_the_grade(incident, guangzhou):
    one = actions.update_toll(
        incident(deaths=2), by=guangzhou, deaths=3, serious=0, hurt=3, loss=0, at=after(hours=3)
    )
    assert (one.grade, one.toll_at) == ("larger", after(hours=3))


def owed(incident, key):
    return next(one for one in duties_of(fresh(incident)) if one.duty.key == key)


def test_an_accident_with_special_equipment_is_reported_upwards_in_two_hours(incident):
    found = owed(incident(), "upwards")
    assert (found.due_at, found.overdue(after(hours=3))) == (after(hours=2), True)
    assert "第8条" in found.law


def test_the_unit_has_one_hour(incident):
    assert not owed(incident(), "first").late(NOW)
    late = owed(incident(occurred_at=NOW - timedelta(minutes=61)), "first")
    assert late.late(NOW)


def test_a_changed_toll_is_reported_within_a_day(incident, guangzhou):
    one = incident()
    actions.update_toll(one, by=guangzhou, at=after(hours=3), **TOLL)
    assert owed(one, "toll").due_at == after(hours=27)
    actions.report_situation(
        one, by=guangzhou, kind="first", to="市政府", text="一人死亡", at=after(hours=4)
    )
    assert owed(one, "toll").done_at == after(hours=4)


@pytest.mark.parametrize(("deaths", "hours"), [(10, 2), (0, 4)])
def test_a_pollution_incident_is_reported_by_its_grade(incident, deaths, hours):
    found = next_owed(incident("environment", deaths=deaths))
    assert found.due_at == after(hours=hours)


def test_public_health_follows_the_law_of_the_day(incident):
    assert "应对法" in owed(incident("health"), "upwards").law


def test_a_response_sets_the_clock_of_its_reports(responding, guangzhou):
    assert owed(responding, "interval").due_at == after(hours=13)
    actions.report_situation(
        responding, by=guangzhou, kind="first", to="省政府", text="x", at=after(hours=6)
    )
    assert owed(responding, "interval").due_at == after(hours=18)


def test_a_response_level_is_not_the_grade(responding):
    assert (responding.response, responding.grade) == (3, "ordinary")
    assert responding.response_minutes == 60


def test_a_response_needs_an_end_to_come(incident, guangzhou):
    with pytest.raises(ValidationError, match="预计期限"):
        actions.respond(
            incident(),
            by=guangzhou,
            response=1,
            plan="x",
            measures="y",
            expected_until=after(hours=-1),
            at=NOW,
        )


def test_the_first_report_comes_first_and_nothing_after_the_last(responding, guangzhou):
    say = {"by": guangzhou, "to": "省政府", "text": "x"}
    with pytest.raises(ValidationError, match="首报"):
        actions.report_situation(responding, kind="follow", **say)
    for kind in ("first", "final"):
        actions.report_situation(responding, kind=kind, at=after(hours=5), **say)
    with pytest.raises(ValidationError, match="终报"):
        actions.report_situation(responding, kind="follow", **say)


def test_resources_come_and_go(responding, guangzhou):
    actions.ask_resource(
        responding,
        by=guangzhou,
        kind="people",
        name="救援队",
        quantity=12,
        unit="人",
        provider="消防",
    )
    resource = responding.resources.get()
    for state in ("arrived", "released"):
        actions.move_resource(responding, by=guangzhou, resource=resource)
        assert fresh(resource).state == state
    with pytest.raises(ValidationError, match="归还"):
        actions.move_resource(responding, by=guangzhou, resource=resource)


def test_a_response_ends_and_is_reviewed(responding, guangzhou):
    actions.end_response(responding, by=guangzhou, reason="处置完毕", at=after(days=1))
    done = actions.review_incident(
        responding, by=guangzhou, lessons="维保不到位", systemic=True, at=after(days=9)
    )
    assert (done.state, done.systemic) == ("reviewed", True)


def test_an_incident_is_not_known_before_it_happened(incident):
    with pytest.raises(ValidationError, match="晚于"):
        incident(occurred_at=after(hours=1))


def test_somebody_registers_in_the_own_places(shenzhen, place):
    with pytest.raises(NotAllowed, match="管辖"):
        actions.register_incident(
            by=shenzhen,
            kind="food",
            title="x",
            place=place("440100"),
            finding="x",
            occurred_at=NOW,
            known_at=NOW,
        )


def test_what_is_late_becomes_one_task_of_the_place(incident, committed):
    one = incident()
    with committed():
        assert actions.find_overdue(now=after(hours=3)) == 1
    assert actions.find_overdue(now=after(hours=4)) == 0
    (task,) = tasks_of(2026, "440100")
    assert (task.item, one.number in task.title_zh) == ("upwards", True)


@pytest.fixture
def informed(red, guangzhou, place):
    actions.inform(
        red, by=guangzhou, text="请做好准备", places=[place("440300")], at=after(hours=1)
    )
    return Information.objects.get()


def test_a_red_warning_is_to_be_acknowledged_within_the_configured_hour(informed):
    assert informed.due_at == after(hours=2)


def test_the_recipient_acknowledges_and_nobody_else(informed, shenzhen, guangzhou):
    with pytest.raises(NotAllowed):
        actions.acknowledge(informed, by=guangzhou, at=after(hours=1))
    done = actions.acknowledge(informed, by=shenzhen, answer="已部署", at=after(hours=2))
    assert done.in_time is True
    with pytest.raises(NotAllowed):
        actions.acknowledge(informed, by=shenzhen)


def test_what_is_not_acknowledged_is_told_once_and_followed_up(informed, shenzhen, committed):
    assert actions.find_unacknowledged(now=after(hours=2)) == 0
    with committed():
        assert actions.find_unacknowledged(now=after(hours=3)) == 1
    assert actions.find_unacknowledged(now=after(hours=4)) == 0
    assert len(tasks_of(2026, "440300")) == 1
    assert actions.acknowledge(informed, by=shenzhen, at=after(hours=5)).in_time is False


def test_a_draft_is_not_information_yet(drafted, province, place):
    with pytest.raises(FlowRefused):
        actions.inform(drafted(), by=province, text="x", places=[place("440300")])


def test_the_log_tells_the_whole_way(responding, guangzhou):
    actions.end_response(responding, by=guangzhou, reason="x", at=after(days=1))
    told = Event.objects.filter(subject=f"risk.incident:{responding.pk}").order_by("number")
    assert [event.verb.rpartition(".")[2] for event in told] == ["register", "respond", "end"]
