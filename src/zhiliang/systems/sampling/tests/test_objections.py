"""Objections: who, until when, of what, and what a re-test does."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.flow import FlowRefused
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Objection, RuleItem
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days, found


@pytest.fixture
def objected(delivered, owner):
    """`objected("result", day=10)`: the firm objects."""

    def make(kind="result", day=10, **given):
        case = delivered()
        items = {"items": ["impact"]} if kind == "result" else {}
        return actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind=kind,
            grounds="样品不是本厂的",
            at=days(day),
            **(items | given),
        )

    return make


def test_the_fifteenth_day_after_the_receipt_is_in_time(objected):
    assert objected(day=23).due_on == days(23).date()


def test_the_sixteenth_day_is_too_late(objected):
    with pytest.raises(actions.TooLate, match="第36条"):
        objected(day=24)


def test_before_it_has_signed_a_firm_cannot_object(notified, owner):
    case = notified()
    with pytest.raises(FlowRefused, match="请先签收"):
        actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind="procedure",
            grounds="x",
            at=days(9),
        )


def test_a_firm_that_was_not_told_cannot_object(delivered, owner, organisation):
    stranger = organisation("外人")
    with pytest.raises(FlowRefused):
        actions.object_to(
            delivered(),
            by=owner(stranger),
            organisation=stranger,
            kind="procedure",
            grounds="x",
            at=days(9),
        )


def test_a_sample_that_passed_is_not_tested_again(delivered, owner):
    case = delivered(GOOD)
    with pytest.raises(actions.NoRetest):
        actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind="result",
            grounds="x",
            items=["impact"],
            at=days(9),
        )


def test_only_what_failed_is_tested_again(objected):
    with pytest.raises(ValidationError, match="不合格项目"):
        objected(items=["mass"])


def test_an_upheld_procedure_makes_the_result_void(objected, province):
    objection = actions.accept(objected("procedure"), by=province, at=days(11))
    upheld = actions.uphold(objection, by=province, answer="封条号不符", at=days(12))
    assert upheld.case.conclusion == "void"


def test_a_case_with_an_open_objection_is_not_settled(objected, province):
    with pytest.raises(ValidationError, match="异议没有处理完毕"):
        actions.settle(objected().case, by=province, at=days(40))


def test_a_case_is_not_settled_while_the_time_to_object_runs(delivered, province):
    with pytest.raises(ValidationError, match="才届满"):
        actions.settle(delivered(), by=province, at=days(20))


def test_a_case_is_not_settled_before_the_notice_was_delivered(notified, province):
    with pytest.raises(ValidationError, match="还没有送达"):
        actions.settle(notified(), by=province, at=days(40))


@pytest.fixture
def arranged(objected, province, owner):
    objection = actions.accept(objected(), by=province, at=days(11))
    by = owner(objection.case.firm)
    return actions.arrange(objection, by=by, fee_fen=80000, at=days(12))


def test_the_first_laboratory_does_not_test_again(arranged, province, laboratory):
    with pytest.raises(ValidationError, match="不得为同一机构"):
        actions.name_laboratory(arranged, by=province, laboratory=laboratory, at=days(13))


def test_the_only_laboratory_of_the_province_may(arranged, province, laboratory):
    named = actions.name_laboratory(
        arranged, by=province, laboratory=laboratory, exception="only_one", at=days(13)
    )
    assert named.state == "retesting"


def test_a_retest_that_is_not_arranged_in_seven_days_is_given_up(objected, province, owner):
    objection = actions.accept(objected(), by=province, at=days(11))
    with pytest.raises(actions.TooLate, match="视为放弃"):
        actions.arrange(objection, by=owner(objection.case.firm), fee_fen=1, at=days(19))


def test_it_lapses_only_after_the_seven_days(objected, province):
    objection = actions.accept(objected(), by=province, at=days(11))
    with pytest.raises(ValidationError, match="还没有届满"):
        actions.lapse(objection, by=province, at=days(18))
    assert actions.lapse(objection, by=province, at=days(19)).state == "lapsed"


def test_a_lost_spare_sample_leaves_the_first_conclusion(arranged, province):
    ended = actions.end_retest(arranged, by=province, reason="备用样品已被变卖", at=days(13))
    case = actions.settle(ended.case, by=province, at=days(40))
    assert (ended.state, case.conclusion) == ("ended", "fail")


def test_two_laboratories_that_disagree_are_decided_by_the_second(
    arranged, province, other_laboratory, retester
):
    actions.name_laboratory(arranged, by=province, laboratory=other_laboratory, at=days(13))
    actions.retest(
        arranged,
        by=retester,
        found=found({"impact": "399"}),
        report_number="F-1",
        at=days(15),
    )
    objection = actions.conclude_retest(arranged, by=province, at=days(16))
    assert (objection.case.first_conclusion, objection.case.conclusion) == ("fail", "pass")


def test_a_retest_tests_what_was_objected_to_and_nothing_else(
    arranged, province, other_laboratory, retester
):
    actions.name_laboratory(arranged, by=province, laboratory=other_laboratory, at=days(13))
    with pytest.raises(ValidationError, match="与异议相关"):
        actions.retest(arranged, by=retester, found=found(BAD), report_number="F-1", at=days(15))


def test_microbes_in_food_are_not_tested_again(delivered, owner):
    case = delivered()
    RuleItem.objects.filter(code="impact").update(microbiological=True)
    case.regime_key = "food"
    case.save()
    case.sheet.save()
    with pytest.raises(actions.NoRetest, match="微生物"):
        actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind="result",
            grounds="x",
            items=["impact"],
            at=days(9),
        )
    assert not Objection.objects.exists()


def test_a_void_result_is_settled_at_once(objected, province):
    objection = actions.accept(objected("procedure"), by=province, at=days(11))
    actions.uphold(objection, by=province, answer="封条号不符", at=days(12))
    assert actions.settle(objection.case, by=province, at=days(12)).state == "settled"
