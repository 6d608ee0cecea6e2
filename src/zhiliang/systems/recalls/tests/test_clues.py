"""A clue on its way: screened, investigated, put to experts, confirmed or ended."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Place
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.models import Clue, Expert, Recall
from zhiliang.systems.recalls.tests.conftest import KNOWN, after


@pytest.fixture
def clue(guangzhou, maker):
    return actions.register_clue(
        by=guangzhou,
        known_at=KNOWN,
        at=after(hours=1),
        origin="complaint",
        product="示例童车",
        organisation=maker,
        place=Place.objects.get(pk="440100"),
        finding="前叉断裂",
    )


@pytest.fixture
def assessing(clue, guangzhou):
    actions.screen(clue, by=guangzhou, regime="consumer", at=after(hours=2))
    return actions.investigate(clue, by=guangzhou, investigation="焊缝不足", at=after(days=3))


@pytest.fixture
def expert(organisation):
    """`expert("E-1")`: one of the pool with an employer of its own."""

    def make(number, employer=None):
        body = employer or organisation(f"示例研究所{number}")
        return Expert.objects.create(
            number=number, field="机械", employer=body, place_id="440100", source="sample"
        )

    return make


def give(clue, by, expert, stance, level=""):
    return actions.give_opinion(
        clue, by=by, expert=expert, stance=stance, level=level, ground="见报告", at=after(days=4)
    )


WORDS = {"reason": "前叉断裂", "harm": "摔伤"}


def test_a_confirmed_clue_opens_a_recall_on_notice(assessing, guangzhou, colleague, expert):
    give(assessing, guangzhou, expert("E-1"), "defect")
    recall = actions.confirm(
        assessing, by=colleague, level="none", voluntary=False, at=after(days=5), **WORDS
    )
    assert (recall.basis, recall.clue, recall.known_at) == ("notified", assessing, KNOWN)


def test_who_investigated_does_not_confirm(assessing, guangzhou, expert):
    give(assessing, guangzhou, expert("E-1"), "defect")
    with pytest.raises(FlowRefused, match="另一人"):
        actions.confirm(assessing, by=guangzhou, level="none", **WORDS)


def test_nothing_is_confirmed_before_an_expert_was_heard(assessing, colleague):
    with pytest.raises(ValidationError, match="专家意见"):
        actions.confirm(assessing, by=colleague, level="none", **WORDS)


def test_nothing_is_confirmed_if_every_expert_sees_no_defect(
    assessing, guangzhou, colleague, expert
):
    give(assessing, guangzhou, expert("E-1"), "none")
    with pytest.raises(ValidationError, match="不存在缺陷"):
        actions.confirm(assessing, by=colleague, level="none", **WORDS)


def test_an_expert_of_the_firm_can_only_stand_back(assessing, guangzhou, expert, maker):
    own = expert("E-1", maker)
    with pytest.raises(ValidationError, match="回避"):
        give(assessing, guangzhou, own, "none")
    assert give(assessing, guangzhou, own, "recused").opinions.get().stance == "recused"


def test_a_law_without_classes_takes_none(assessing, guangzhou, colleague, expert):
    give(assessing, guangzhou, expert("E-1"), "defect")
    with pytest.raises(ValidationError, match="等级"):
        actions.confirm(assessing, by=colleague, level="one", **WORDS)


def test_a_clue_is_suspended_and_taken_up_again(clue, guangzhou):
    actions.suspend_clue(clue, by=guangzhou, reason="等检验结果")
    assert actions.resume_clue(clue, by=guangzhou).state == "investigating"


def test_a_clue_that_is_ended_says_why(clue, guangzhou):
    ended = actions.dismiss_clue(clue, by=guangzhou, reason="不是本省产品")
    assert (ended.state, ended.ended_reason) == ("dismissed", "不是本省产品")
    assert not Recall.objects.exists()


def test_a_clue_before_any_law_on_record_is_not_screened(guangzhou):
    old = actions.register_clue(
        by=guangzhou,
        known_at=KNOWN.replace(year=2010),
        origin="other",
        product="旧品",
        place=Place.objects.get(pk="440100"),
        finding="x",
    )
    with pytest.raises(ClerkError, match="没有可用的召回规则"):
        actions.screen(old, by=guangzhou, regime="food")


def test_the_state_orders_consumer_goods_by_number(assessing, guangzhou, colleague, expert):
    give(assessing, guangzhou, expert("E-1"), "defect")
    recall = actions.confirm(assessing, by=colleague, level="none", **WORDS)
    with pytest.raises(ValidationError, match="文号"):
        actions.order(recall, by=guangzhou, reason="拒不召回")
    ordered = actions.order(
        recall, by=guangzhou, reason="拒不召回", order_number="国市监〔2026〕1号"
    )
    assert ordered.basis == "ordered"


def test_a_producer_told_to_recall_may_object_within_ten_working_days(
    assessing, guangzhou, colleague, baker, expert
):
    give(assessing, guangzhou, expert("E-1"), "defect")
    recall = actions.confirm(
        assessing, by=colleague, level="none", voluntary=False, at=after(days=5), **WORDS
    )
    with pytest.raises(ValidationError, match="已经过了"):
        actions.object_to(recall, by=baker, objection="没有缺陷", at=after(days=30))
    objected = actions.object_to(recall, by=baker, objection="没有缺陷", at=after(days=10))
    ended = actions.uphold(objected, by=guangzhou, answer="证据充分", at=after(days=20))
    assert ended.state == "terminated"


def test_only_its_own_clues_are_a_firm_s(clue, baker):
    from zhiliang.core.policy import visible

    assert not visible(baker, Clue).exists()
