"""The days and the order of post-processing."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.flow import FlowRefused
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days, found


def test_a_firm_has_sixty_days_to_correct(owed):
    assert (owed.correct_by - owed.ordered_on).days == 60


def test_the_follow_up_is_due_on_the_seventy_fifth_day(owed):
    assert (owed.inspect_by - owed.ordered_on).days in range(75, 80)


def test_only_a_nonconformity_is_followed_up(settled, guangzhou):
    with pytest.raises(FlowRefused, match="不合格"):
        actions.order_correction(settled(GOOD), by=guangzhou, at=days(31))


def test_a_sample_that_is_not_settled_is_not_followed_up(notified, guangzhou):
    with pytest.raises(FlowRefused):
        actions.order_correction(notified(), by=guangzhou, at=days(31))


def test_a_correction_needs_evidence(owed, owner):
    with pytest.raises(ValidationError, match="证明材料"):
        actions.correct(owed, by=owner(owed.organisation), measures="已改", at=days(40))


def inspected(owed, verb, values, day, *, by, laboratory):
    return actions.inspect(
        owed,
        by=by,
        verb=verb,
        laboratory=laboratory,
        found=found(values),
        report_number=f"C-{day}",
        at=days(day),
    )


@pytest.fixture
def announced(owed, guangzhou, laboratory, province):
    inspected(owed, "inspect", BAD, 80, by=guangzhou, laboratory=laboratory)
    return actions.announce(owed, by=province, at=days(90))


def test_only_the_province_announces(owed, guangzhou, laboratory):
    failed = inspected(owed, "inspect", BAD, 80, by=guangzhou, laboratory=laboratory)
    with pytest.raises(FlowRefused, match="省级"):
        actions.announce(failed, by=guangzhou, at=days(90))


def test_the_second_follow_up_lies_between_day_60_and_day_90(announced):
    first = (announced.window_from - days(90).date()).days
    last = (announced.window_to - days(90).date()).days
    assert (first, last in range(90, 95)) == (61, True)


def test_before_its_window_the_second_follow_up_is_refused(announced, guangzhou, laboratory):
    with pytest.raises(ValidationError, match="六十日后"):
        inspected(announced, "reinspect", GOOD, 149, by=guangzhou, laboratory=laboratory)


def test_a_firm_that_let_the_time_pass_is_announced_without_inspection(owed, province):
    with pytest.raises(ValidationError, match="还没有逾期"):
        actions.announce(owed, by=province, at=days(80))
    assert actions.announce(owed, by=province, at=days(120)).state == "announced"


def test_the_last_follow_up_waits_for_the_end_of_the_suspension(announced, guangzhou, laboratory):
    inspected(announced, "reinspect", BAD, 160, by=guangzhou, laboratory=laboratory)
    suspended = actions.suspend(announced, by=guangzhou, until=days(200).date(), at=days(161))
    with pytest.raises(ValidationError, match="期满后"):
        inspected(suspended, "inspect_last", GOOD, 190, by=guangzhou, laboratory=laboratory)
