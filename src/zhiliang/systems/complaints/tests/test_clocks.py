"""Time limits by the order in force on the day of each trigger."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.errors import ClerkError
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.clocks import owed_of
from zhiliang.systems.complaints.tests.conftest import after, fresh


def owed(case, key):
    return next(one for one in owed_of(fresh(case)) if one.key == key)


def at(day, hour=2):
    return datetime.combine(day, datetime.min.time(), UTC).replace(hour=hour)


def test_each_step_follows_the_order_in_force_on_its_own_day(sent, officer):
    case = sent(at=at(date(2026, 4, 14))).complaint
    actions.accept(case, by=officer, at=at(date(2026, 4, 16)))
    decide, mediate = owed(case, "accept"), owed(case, "mediate")
    assert (decide.rule.rule_id, decide.last_day) == ("C20-14", date(2026, 4, 23))
    assert (mediate.rule.rule_id, mediate.last_day) == ("C121-23-5", date(2026, 6, 15))
    assert "20号" in decide.law
    assert "121号" in mediate.law


def test_accepted_under_order_20_there_are_45_working_days(sent, officer):
    case = sent(at=at(date(2026, 4, 13))).complaint
    actions.accept(case, by=officer, at=at(date(2026, 4, 14)))
    assert owed(case, "mediate").rule.rule_id == "C20-21-5"


def test_seven_working_days_to_decide(complaint):
    assert complaint.next_due_on == complaint.decide_due_on == date(2026, 5, 14)


def test_mediation_ends_within_sixty_days(accepted):
    assert accepted.end_due_on == date(2026, 7, 6)


def test_testing_holds_the_clock_and_is_left_out(accepted, officer):
    actions.send_to_test(
        accepted,
        by=officer,
        laboratory="示例检测",
        chosen="agreed",
        first_day=date(2026, 5, 11),
        at=after(days=5),
    )
    assert owed(accepted, "mediate").paused
    assert fresh(accepted).next_due_on is None
    actions.end_test(
        accepted, by=officer, last_day=date(2026, 5, 20), finding="不合格", at=after(days=14)
    )
    assert fresh(accepted).end_due_on == date(2026, 7, 16)


def test_nothing_is_settled_while_goods_are_being_tested(accepted, officer):
    actions.send_to_test(
        accepted,
        by=officer,
        laboratory="示例检测",
        chosen="named",
        first_day=date(2026, 5, 11),
        at=after(days=5),
    )
    with pytest.raises(ValidationError, match="没有结束"):
        actions.settle(accepted, by=officer, agreement="退款")


def test_time_over_is_no_reason_before_the_time_is_over(accepted, officer):
    with pytest.raises(ValidationError, match="还没有到"):
        actions.terminate(accepted, by=officer, end_reason="5", at=after(days=30))
    ended = actions.terminate(accepted, by=officer, end_reason="5", at=at(date(2026, 7, 6)))
    assert ended.tell_due_on == date(2026, 7, 15)


def test_beyond_the_known_holidays_a_date_is_provisional(sent):
    assert sent(at=at(date(2026, 12, 28))).complaint.provisional


def test_a_tip_off_is_checked_within_fifteen_working_days_and_fifteen_more(tip_off, officer, head):
    assert tip_off.check_due_on == date(2026, 5, 26)
    actions.ask_extension(tip_off, by=officer, reason="需要检验", at=after(days=10))
    actions.grant_extension(tip_off, by=head, at=after(days=11))
    assert fresh(tip_off).check_due_on == date(2026, 6, 16)


def test_who_asks_for_more_time_does_not_grant_it(tip_off, officer):
    actions.ask_extension(tip_off, by=officer, reason="需要检验", at=after(days=10))
    with pytest.raises(ClerkError, match="双人"):
        actions.grant_extension(tip_off, by=officer, at=after(days=11))


def test_more_time_is_granted_once_and_not_when_it_is_over(tip_off, officer, head):
    actions.ask_extension(tip_off, by=officer, reason="需要检验", at=after(days=10))
    with pytest.raises(ValidationError, match="已经过了"):
        actions.grant_extension(tip_off, by=head, at=after(days=30))
    actions.grant_extension(tip_off, by=head, at=after(days=11))
    with pytest.raises(ValidationError, match="不能再延长"):
        actions.ask_extension(tip_off, by=officer, reason="还要", at=after(days=12))


def test_new_facts_of_the_same_person_begin_the_clock_again(sent, tip_off, officer):
    second = sent(wants=("tip_off",), at=after(days=7)).tip_off
    actions.merge(second, by=officer, into=tip_off, new_facts=True, at=after(days=8))
    assert fresh(tip_off).check_due_on == date(2026, 6, 3)
    assert fresh(second).state == "merged"


def test_the_same_facts_again_change_no_clock(sent, tip_off, officer):
    second = sent(wants=("tip_off",), at=after(days=7)).tip_off
    actions.merge(second, by=officer, into=tip_off, new_facts=False, at=after(days=8))
    assert fresh(tip_off).check_due_on == date(2026, 5, 26)


def test_order_20_owed_a_named_reporter_word_of_the_filing_and_order_121_does_not(sent, officer):
    old = sent(wants=("tip_off",), at=at(date(2026, 3, 2))).tip_off
    actions.file_case(old, by=officer, finding="属实", at=at(date(2026, 3, 10)))
    assert owed(old, "tell_filing").rule.rule_id == "C20-31"
    new = sent(wants=("tip_off",)).tip_off
    actions.file_case(new, by=officer, finding="属实", at=after(days=3))
    assert "tell_filing" not in {one.key for one in owed_of(fresh(new))}


def test_what_was_found_in_mediation_has_a_clock_of_its_own(accepted, officer):
    actions.find_clue(accepted, by=officer, finding="无3C证书", at=after(days=3))
    clue = accepted.clues.get()
    assert owed(clue, "clue").rule.rule_id == "C121-27"


def test_a_reopened_complaint_is_decided_on_anew(accepted, officer):
    actions.terminate(accepted, by=officer, end_reason="3", at=after(days=3))
    again = actions.reopen(accepted, by=officer, reason="有新的证据", at=after(days=20))
    assert (again.state, again.decided_at) == ("received", None)
    assert again.decide_due_on == date(2026, 6, 4)
