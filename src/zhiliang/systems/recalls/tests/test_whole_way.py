"""A recall from the decision to its closing, and what makes it go on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.systems.coordination.answers import tasks_of
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.clocks import duties_of, finish_by
from zhiliang.systems.recalls.models import Recall
from zhiliang.systems.recalls.scoping import current, pending
from zhiliang.systems.recalls.tests.conftest import KNOWN, MORE, PLAN, after, fresh


def owed(recall, key, now=None):
    rows = duties_of(fresh(recall), now=now or after(hours=1))
    return next(one for one in rows if one.duty.key == key)


def test_a_class_one_food_recall_of_december_must_start_within_24_hours(declared):
    assert owed(declared(), "start").due_at == KNOWN + timedelta(hours=24)


@pytest.mark.parametrize(("level", "hours"), [("one", 24), ("two", 36), ("three", 48)])
def test_order_122_gives_24_36_and_48_hours(declared, level, hours):
    assert owed(declared(level=level), "start").due_at == KNOWN + timedelta(hours=hours)


@pytest.mark.parametrize(("level", "hours"), [("one", 24), ("two", 48), ("three", 72)])
def test_a_risk_known_on_the_last_day_of_november_runs_by_order_12(declared, level, hours):
    known = KNOWN - timedelta(hours=10)
    recall = declared(known_at=known, level=level)
    assert "12号" in recall.regime.law_zh
    assert owed(recall, "start").due_at == known + timedelta(hours=hours)


def test_the_law_is_chosen_by_the_local_day(declared):
    midnight = KNOWN - timedelta(hours=9)
    assert "122号" in declared(known_at=midnight).regime.law_zh
    assert "122号" not in declared(known_at=midnight - timedelta(seconds=1)).regime.law_zh


def test_order_122_starts_with_plan_notices_and_announcement(scoped, baker):
    actions.send_notices(scoped, by=baker, at=after(hours=3))
    actions.file_plan(scoped, by=baker, at=after(hours=4), **PLAN)
    assert fresh(scoped).started_at is None
    actions.announce(scoped, by=baker, advice="停止食用", at=after(hours=5))
    assert fresh(scoped).started_at == after(hours=5)


def test_a_recall_is_finished_ten_calendar_days_after_its_plan(running):
    day = timezone.localtime(after(hours=4)).date() + timedelta(days=10)
    assert fresh(running).finish_by == day


def test_under_order_12_the_days_are_working_days_from_the_announcement(declared, baker):
    known = KNOWN - timedelta(hours=20)
    recall = declared(known_at=known)
    actions.file_plan(recall, by=baker, at=KNOWN, **PLAN)
    assert finish_by(fresh(recall)) is None
    actions.announce(recall, by=baker, advice="停止食用", at=after(hours=1))
    # ten working days after Tuesday 1 December 2026
    assert fresh(recall).finish_by.isoformat() == "2026-12-15"


def test_beyond_the_published_calendar_a_working_day_is_provisional(declared, baker):
    known = KNOWN - timedelta(hours=20)
    recall = declared(known_at=known, level="three")
    actions.file_plan(recall, by=baker, at=KNOWN, **PLAN)
    actions.announce(recall, by=baker, advice="停止食用", at=after(hours=1))
    assert owed(recall, "finish").provisional


def test_a_class_one_recall_is_reported_on_daily_until_it_is_finished(running, baker):
    first = owed(running, "report").last_day
    actions.report_progress(running, by=baker, text="已通知", at=after(days=1))
    assert owed(running, "report").last_day == first + timedelta(days=1)


def test_a_voluntary_class_two_recall_needs_no_progress_reports(declared):
    keys = {one.duty.key for one in duties_of(declared(level="two"), now=KNOWN)}
    assert "report" not in keys


def test_an_ordered_class_two_recall_is_reported_on_every_five_days(declared, guangzhou):
    recall = declared(level="two")
    actions.order(recall, by=guangzhou, reason="逾期未召回", at=after(hours=2))
    keys = {one.duty.key for one in duties_of(fresh(recall), now=KNOWN)}
    assert "report" in keys


def test_what_is_late_is_told_once(declared, baker):
    recall = declared()
    late = after(hours=25)
    assert actions.find_overdue(now=late) == 1
    assert actions.find_overdue(now=late) == 0
    told = Event.objects.get(verb="recalls.recall.overdue")
    assert (told.data["duty"], told.data["carrier"]) == ("start", "440100")
    assert recall.latenesses.get().due_at == after(hours=24)


def test_what_was_late_and_is_done_since_says_when(running, baker):
    actions.find_overdue(now=after(days=3))
    actions.report_progress(running, by=baker, text="补报", at=after(days=3))
    assert running.latenesses.filter(duty="report", done_at=None).count() == 1


def test_a_recall_closes_after_summary_and_check(closed):
    assert closed.state == "closed"
    assert closed.recovered_percent_e6 == 100_000_000


def test_a_recall_without_a_check_is_not_closed(answered, baker, guangzhou):
    actions.summarise(answered, by=baker, text="完成", at=after(days=6))
    with pytest.raises(ValidationError, match="效果核查"):
        actions.close(answered, by=guangzhou, evaluation="有效", at=after(days=7))


def test_who_concluded_the_check_does_not_close_the_recall(summarised, guangzhou):
    with pytest.raises(ValidationError, match="另一人"):
        actions.close(summarised, by=guangzhou, evaluation="有效", at=after(days=7))


def captured():
    """The event that every capture of trace events ends with."""
    return Event(verb="traceability.capture.finish", subject="x", data={})


def test_a_late_event_that_widens_the_scope_is_an_alert_and_binds_nobody(running, trace, newcomer):
    trace.late(newcomer, MORE)
    assert actions.look_again(captured(), by=None) == 1
    assert pending(running).lot_count == 2
    assert current(running).lot_count == 1
    assert not running.consignees.filter(name=newcomer.name).exists()


def test_the_same_wider_scope_alerts_once(running, trace, newcomer):
    trace.late(newcomer, MORE)
    actions.look_again(captured(), by=None)
    assert actions.look_again(captured(), by=None) == 0


def test_a_closed_recall_is_reopened_with_the_wider_scope(closed, trace, newcomer, guangzhou):
    trace.late(newcomer, MORE)
    actions.look_again(captured(), by=None)
    assert fresh(closed).state == "closed"
    recall = actions.reopen(closed, by=guangzhou, reason="新到事件", at=after(days=20))
    assert (recall.state, recall.reopened) == ("running", True)
    assert recall.consignees.filter(name=newcomer.name, in_scope=True).exists()
    assert current(recall).lot_count == 2


def test_a_wider_scope_keeps_a_recall_from_being_closed(summarised, trace, newcomer, colleague):
    trace.late(newcomer, MORE)
    actions.look_again(captured(), by=None)
    with pytest.raises(ValidationError, match="扩大"):
        actions.close(summarised, by=colleague, evaluation="有效", at=after(days=8))


def test_a_capture_that_changes_nothing_alerts_nobody(running):
    assert actions.look_again(captured(), by=None) == 0


def test_the_log_tells_the_whole_way(closed):
    told = Event.objects.filter(subject=f"recalls.recall:{closed.pk}").order_by("number")
    verbs = [event.verb.partition(".")[2] for event in told]
    assert verbs[:5] == [
        "recall.declare",
        "recall.freeze_scope",
        "recall.send_notices",
        "recall.file_plan",
        "recall.announce",
    ]
    assert verbs[-2:] == ["recall.summarise", "recall.close"]


def test_a_failed_sample_becomes_one_clue(guangdong):
    event = Event(
        number=1,
        verb="sampling.case.settle",
        subject="sampling.samplingcase:7",
        place="440100",
        occurred_at=KNOWN,
        data={"number": "CC2026-000007", "product_class": "S-TOY", "conclusion": "fail"},
    )
    clue = actions.take_up_sample(event, by=None)
    assert clue.origin == "sample"
    assert actions.take_up_sample(event, by=None) == clue


def test_a_sample_that_passed_is_no_clue(guangdong):
    event = Event(verb="sampling.case.settle", subject="x", data={"conclusion": "pass"})
    assert actions.take_up_sample(event, by=None) is None


def test_another_city_takes_over(declared, guangzhou, shenzhen):
    from zhiliang.core.models import Place

    recall = declared()
    place = Place.objects.get(pk="440300")
    actions.offer(recall, by=guangzhou, to=place, reason="企业搬迁", at=after(hours=2))
    assert Recall.objects.get().authority_id == "440100"
    actions.take_over(recall, by=shenzhen, at=after(hours=3))
    assert (Recall.objects.get().authority_id, Recall.objects.get().offered_to) == ("440300", None)


def test_what_is_late_becomes_one_task_of_the_office_that_supervises(declared, committed):
    recall = declared()
    with committed():
        actions.find_overdue(now=after(hours=25))
        actions.find_overdue(now=after(hours=26))
    (task,) = tasks_of(after(hours=24).year, "440100")
    assert (task.kind, task.item) == ("assigned", "start")
    assert recall.number in task.title_zh
    assert recall.law.split("（")[0] in task.finding_zh
