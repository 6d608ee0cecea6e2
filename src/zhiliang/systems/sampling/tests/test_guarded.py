"""What must not be possible: dates before dates, half tests, void results revived, far plans."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.flow import FlowRefused
from zhiliang.core.policy import visible
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Photo, RuleItem, SamplingCase
from zhiliang.systems.sampling.tests.conftest import (
    BAD,
    STARTED,
    days,
    found,
    shots,
)
from zhiliang.systems.sampling.tests.test_indicators import results, row

PAPER = ("回证.pdf", b"%PDF-1.4")


def test_a_notice_does_not_arrive_before_it_was_sent(notified, province):
    receipt = notified().receipts.get(party="firm")
    with pytest.raises(ValidationError, match="早于送出"):
        actions.record_delivery(
            receipt, by=province, way="post", delivered_on=days(1).date(), proof=PAPER
        )


def test_another_firm_does_not_enter_a_delivery(notified, owner, firms):
    case = notified()
    other = owner(next(firm for firm in firms if firm.pk != case.firm_id))
    with pytest.raises(NotAllowed):
        actions.record_delivery(case.receipts.get(party="firm"), by=other, way="online")


def test_a_city_enters_the_deliveries_of_its_own_plans(notified, guangzhou):
    case = notified()
    SamplingCase.objects.filter(pk=case.pk).update(authority="440100")
    receipt = case.receipts.get(party="firm")
    done = actions.record_delivery(
        receipt, by=guangzhou, way="post", delivered_on=days(8).date(), proof=PAPER
    )
    assert done.way == "post"


def test_a_follow_up_tests_every_item(owed, guangzhou, laboratory):
    with pytest.raises(ValidationError, match="还有项目没有结果"):
        actions.inspect(
            owed,
            by=guangzhou,
            verb="inspect",
            laboratory=laboratory,
            found=found({"mass": "0.6"}),
            report_number="C-1",
            at=days(80),
        )


def test_a_report_that_judges_nothing_is_none(received, tester):
    values = {"impact": "<900", "strap": "<90", "mass": "<9"}
    actions.enter_results(received, by=tester, found=found(values))
    with pytest.raises(ValidationError, match="没有一个项目能判定"):
        actions.report(received, by=tester, report_number="W-1")


@pytest.fixture
def retesting(delivered, owner, province, other_laboratory):
    case = delivered(BAD)
    objection = actions.object_to(
        case,
        by=owner(case.firm),
        organisation=case.firm,
        kind="result",
        grounds="头模不符",
        items=["impact"],
        at=days(10),
    )
    actions.accept(objection, by=province, at=days(11))
    actions.arrange(objection, by=owner(case.firm), fee_fen=1, at=days(12))
    return actions.name_laboratory(objection, by=province, laboratory=other_laboratory, at=days(13))


def test_a_retest_that_judges_nothing_does_not_overrule_the_first(retesting, retester):
    with pytest.raises(ValidationError, match="不足以改变"):
        actions.retest(retesting, by=retester, found=found({"impact": "<900"}), report_number="F-1")


@pytest.fixture
def void(retesting, owner, province):
    """A result made void by one objection while another was being re-tested."""
    case = retesting.case
    other = actions.object_to(
        case,
        by=owner(case.firm),
        organisation=case.firm,
        kind="procedure",
        grounds="封条不符",
        at=days(14),
    )
    actions.accept(other, by=province, at=days(15))
    return actions.uphold(other, by=province, answer="成立", at=days(16)).case


def test_a_void_result_ends_what_else_was_objected(void, retesting):
    retesting.refresh_from_db()
    assert (void.conclusion, retesting.state) == ("void", "ended")


def test_a_void_result_is_not_revived_by_a_retest(void, retesting, retester):
    with pytest.raises(FlowRefused):
        actions.retest(retesting, by=retester, found=found({"impact": "455"}), report_number="F")


def test_nobody_objects_to_a_void_result(void, owner):
    with pytest.raises(FlowRefused):
        actions.object_to(
            void,
            by=owner(void.firm),
            organisation=void.firm,
            kind="result",
            grounds="x",
            items=["impact"],
            at=days(17),
        )


def drafted(by, **given):
    told = {
        "title": "示例",
        "authority_id": "440100",
        "level": "city",
        "regime": "industrial",
        "year": 2026,
        "due_on": date(2026, 12, 1),
    }
    return actions.draft_plan(by=by, at=STARTED, **{**told, **given})


def test_a_city_does_not_plan_as_the_state(guangzhou):
    with pytest.raises(ValidationError, match="层级"):
        drafted(guangzhou, level="national")


def test_a_city_does_not_sample_in_another(guangzhou, helmets, laboratory):
    line = {
        "product_class": helmets,
        "place_id": "440300",
        "site": "market",
        "count": 1,
        "laboratory": laboratory,
    }
    with pytest.raises(ValidationError, match="辖区"):
        actions.allocate(drafted(guangzhou), by=guangzhou, lines=[line])


def test_a_draw_with_photographs_is_not_annulled(case, drawn, sampler_of, province):
    actions.photograph(case, by=sampler_of(case), photos=shots("site"), at=days(1))
    with pytest.raises(ValidationError, match="照片"):
        actions.annul(drawn, by=province, reason="名录漏列")
    assert Photo.objects.exists()


def test_a_number_that_was_given_is_not_given_again(drawn, plan, province):
    given = set(SamplingCase.objects.values_list("number", flat=True))
    actions.annul(drawn, by=province, reason="名录漏列")
    again = actions.freeze(
        plan,
        by=province,
        entropy_source="另一期",
        entropy_spelling="空格隔开",
        entropy_known_at=days(2),
        at=days(1),
    )
    actions.draw_lots(again, by=province, entropy="1 2", at=days(2))
    assert given.isdisjoint(SamplingCase.objects.values_list("number", flat=True))


def test_the_same_product_of_a_producer_known_by_name_alone_is_refused(
    taken, drawn, sheet, sampler_of
):
    made = {"producer_name": "外省示例厂"}
    for case in drawn.cases.all():
        SamplingCase.objects.filter(pk=case.pk).update(site="market", producer=None)
    taken.sheet.producer_name = "外省示例厂"
    taken.sheet.save()
    other = SamplingCase.objects.exclude(pk=taken.pk).get()
    with pytest.raises(actions.MayNotBeSampled, match=taken.number):
        actions.take(
            other,
            by=sampler_of(other),
            sheet=sheet(serial=2, **made),
            photos=shots(),
            at=days(30),
        )


def test_a_rule_does_not_round_and_guard_at_once(helmets):
    item = RuleItem.objects.get(code="mass")
    told = {"code": "x", "name_zh": "x", "limit_high": "1", "standard": "x", "method": "x"}
    with pytest.raises(ValidationError, match="保护带"):
        actions.publish_rule(
            helmets,
            by=None,
            items=[{**told, "comparison": "rounded", "decision": "guarded"}],
            title="x",
            method="x",
            unit="x",
            test_quantity=1,
            spare_quantity=1,
            judging="x",
            published_on=date(2026, 5, 1),
            valid_from=date(2026, 6, 1),
        )
    assert item.comparison == "rounded"


def test_the_page_of_a_case_opens_where_no_law_is_on_record(client, helmets, province):
    acceptor_of("sampling-results")(results(row(1)), by=None)
    SamplingCase.objects.update(regime_key="drug")
    client.force_login(province)
    address = reverse("sampling/cases-case", kwargs={"pk": SamplingCase.objects.get().pk})
    assert "没有可用的抽查规则" in client.get(address).content.decode()


def test_a_laboratory_does_not_learn_of_a_task_by_its_number(case, tester):
    head = "抽样编号,项目代码,检验结果,单位"
    reading = read(feeds["laboratory-results"], f"{head}\n{case.number},mass,0.6,kg".encode())
    (refused,) = actions.import_laboratory_results(reading, by=tester).rejected
    assert "没有这个抽样编号" in refused.reason


def test_the_public_does_not_see_a_void_result(void, province, firms, owner):
    case = actions.publish(actions.settle(void, by=province, at=days(17)), by=province, at=days(18))
    other = owner(next(firm for firm in firms if firm.pk != case.firm_id))
    assert not visible(other, SamplingCase).filter(pk=case.pk).exists()
