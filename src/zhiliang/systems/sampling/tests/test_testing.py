"""Results, what they say, and who may give them."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.feed import feeds, read
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.judging import Found, conclusions
from zhiliang.systems.sampling.models import Result, Sampler, SamplingCase
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days, found


def test_who_took_a_sample_does_not_test_it(taken, tester, sampler_of):
    Sampler.objects.filter(person=sampler_of(taken)).update(person=tester)
    with pytest.raises(ValidationError, match="第九条"):
        actions.receive(taken, by=tester, seals_intact=True, condition="完好", at=days(2))


def test_a_broken_seal_is_not_taken_in(taken, tester):
    with pytest.raises(ValidationError, match="封条破损"):
        actions.receive(taken, by=tester, seals_intact=False, condition="破损", at=days(2))


def test_a_result_without_its_unit_is_refused(received, tester):
    with pytest.raises(ValidationError, match="没有写明单位"):
        actions.enter_results(received, by=tester, found={"impact": Found("320")})


def test_a_result_that_is_no_number_is_refused(received, tester):
    with pytest.raises(ValidationError, match="不是数"):
        actions.enter_results(received, by=tester, found={"impact": Found("约320", "g")})


def test_results_of_which_one_is_wrong_are_not_written(received, tester):
    wrong = {**found(GOOD), "mass": Found("轻", "kg")}
    with pytest.raises(ValidationError):
        actions.enter_results(received, by=tester, found=wrong)
    assert not Result.objects.exists()


def test_a_result_on_the_limit_passes(received, tester):
    actions.enter_results(received, by=tester, found=found({"impact": "400"}))
    assert Result.objects.get().verdict == "pass"


def test_a_rounded_result_is_compared_as_the_limit_is_written(received, tester):
    actions.enter_results(received, by=tester, found=found({"mass": "1.004"}))
    assert Result.objects.get().verdict == "pass"


def test_a_report_wants_every_item(received, tester):
    actions.enter_results(received, by=tester, found=found({"impact": "320"}))
    with pytest.raises(ValidationError, match="佩戴装置伸长量"):
        actions.report(received, by=tester, report_number="W-1")


def test_one_failed_item_fails_the_sample(tested):
    case = tested(BAD)
    assert (case.first_conclusion, case.failing) == ("fail", "碰撞能量吸收性能（峰值加速度）")


def test_a_report_that_is_sent_back_can_be_corrected(tested, province, tester):
    case = actions.return_report(tested(BAD), by=province, reason="单位有误", at=days(7))
    actions.enter_results(case, by=tester, found=found(GOOD), at=days(8))
    again = actions.report(case, by=tester, report_number="W-2", at=days(9))
    assert again.first_conclusion == "pass"


def test_conclusions_on_record_are_those_of_the_results(settled):
    case = settled()
    assert conclusions(case.sampled_on, case.sampled_on).differences == []


def test_a_doctored_verdict_is_found(settled):
    case = settled()
    Result.objects.filter(verdict="fail").update(verdict="pass")
    differences = conclusions(case.sampled_on, case.sampled_on).differences
    assert {one.recorded for one in differences} == {"pass", "fail"}


def test_a_doctored_conclusion_is_found(settled):
    case = settled()
    SamplingCase.objects.filter(pk=case.pk).update(conclusion="pass")
    (difference,) = conclusions(case.sampled_on, case.sampled_on).differences
    assert (difference.recorded, difference.computed) == ("pass", "fail")


def file_of(rows):
    head = "抽样编号,项目代码,检验结果,单位,扩展不确定度"
    return "\n".join([head, *rows]).encode()


def test_a_file_is_taken_row_by_row(received, tester):
    rows = [
        f"{received.number},impact,320,g,",
        f"{received.number},strap,宽,mm,",
        f"{received.number},mass,0.6,,",
        "CC2026-999999,impact,1,g,",
    ]
    outcome = actions.import_laboratory_results(
        read(feeds["laboratory-results"], file_of(rows)), by=tester
    )
    assert (outcome.accepted, [one.line for one in outcome.rejected]) == (1, [3, 4, 5])


def test_of_ten_thousand_rows_the_twelve_wrong_ones_are_told(received, tester):
    wrong = [f"{received.number},impact,x,g,"]
    wrong += [f"CC2026-99{number:04d},impact,1,g," for number in range(11)]
    good = [f"{received.number},strap,18,mm,", f"{received.number},mass,0.6,kg,"]
    twice = [f"{received.number},mass,0.6,kg,"] * 9_986
    reading = read(feeds["laboratory-results"], file_of([*good, *wrong, *twice]))
    outcome = actions.import_laboratory_results(reading, by=tester)
    told = [one for one in outcome.rejected if "重复" not in one.reason]
    assert (outcome.accepted, len(told)) == (2, 12)
