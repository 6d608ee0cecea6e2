"""Freezing the lists and drawing from them, and what must not be possible in between."""

import json

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.methods.canonical import digest
from zhiliang.methods.draw import verify_documents
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Conflict, PoolFirm, SamplingCase
from zhiliang.systems.sampling.tests.conftest import DRAWN, KNOWN, STARTED, days


def test_the_two_documents_of_a_draw_verify(drawn):
    assert verify_documents(json.loads(drawn.before), json.loads(drawn.after)) == []


def test_a_doctored_list_does_not_verify(drawn):
    before = json.loads(drawn.before)
    next(iter(before["strata"].values()))["firms"].pop()
    assert verify_documents(before, json.loads(drawn.after))


def test_the_digest_is_that_of_the_stored_text(frozen):
    assert digest(json.loads(frozen.before)) == frozen.before_digest


def test_the_log_learns_the_digest_and_not_the_list(frozen):
    event = Event.objects.get(verb="sampling.draw.freeze")
    assert event.data["before"] == frozen.before_digest
    assert "示例头盔厂" not in json.dumps(event.data, ensure_ascii=False)


def test_nothing_is_drawn_before_the_public_number_is_known(frozen, province):
    with pytest.raises(ValidationError, match="才公布"):
        actions.draw_lots(frozen, by=province, entropy="07 11", at=STARTED)


def test_the_public_number_must_lie_in_the_future_of_the_freeze(plan, province):
    with pytest.raises(ValidationError, match="冻结名录以后"):
        actions.freeze(
            plan,
            by=province,
            entropy_source="示例彩票",
            entropy_spelling="空格隔开",
            entropy_known_at=STARTED,
            at=KNOWN,
        )


def test_lists_changed_after_the_freeze_are_refused_with_what_changed(frozen, province, firms):
    PoolFirm.objects.filter(organisation=firms[0]).update(active=False)
    with pytest.raises(actions.ListsChanged, match="减少.*示例头盔厂甲"):
        actions.draw_lots(frozen, by=province, entropy="07 11 25", at=DRAWN)


def test_a_draw_that_was_refused_has_made_no_task(frozen, province, firms):
    PoolFirm.objects.filter(organisation=firms[0]).update(weight=5)
    with pytest.raises(actions.ListsChanged):
        actions.draw_lots(frozen, by=province, entropy="07 11 25", at=DRAWN)
    assert not SamplingCase.objects.exists()


def test_a_draw_cannot_be_held_twice(drawn, province):
    with pytest.raises(FlowRefused):
        actions.draw_lots(drawn, by=province, entropy="07 11 26", at=DRAWN)


def test_a_plan_has_one_draw_at_a_time(frozen, plan, province):
    with pytest.raises(ValidationError):
        actions.freeze(
            plan,
            by=province,
            entropy_source="另一期",
            entropy_spelling="空格隔开",
            entropy_known_at=KNOWN,
            at=STARTED,
        )


def test_an_annulled_draw_takes_its_tasks_with_it(drawn, province):
    actions.annul(drawn, by=province, reason="名录漏列")
    assert not SamplingCase.objects.exists()


def test_after_an_annulled_draw_the_plan_can_be_drawn_again(drawn, plan, province):
    actions.annul(drawn, by=province, reason="名录漏列")
    plan.refresh_from_db()
    assert plan.state == "issued"


def test_a_draw_of_which_something_was_sampled_cannot_be_annulled(taken, drawn, province):
    with pytest.raises(ValidationError, match="已有任务开始抽样"):
        actions.annul(drawn, by=province, reason="名录漏列")


def test_a_sampler_in_conflict_is_not_sent(plan, province, samplers, firms):
    for firm in firms:
        Conflict.objects.create(sampler=samplers[0], organisation=firm, reason="近亲属任职")
    frozen = actions.freeze(
        plan,
        by=province,
        entropy_source="示例彩票",
        entropy_spelling="空格隔开",
        entropy_known_at=KNOWN,
        at=STARTED,
    )
    actions.draw_lots(frozen, by=province, entropy="1 2 3", at=DRAWN)
    sent = set(SamplingCase.objects.values_list("samplers__number", flat=True))
    assert sent == {"02", "03"}


def test_too_few_samplers_stop_the_freeze_and_name_the_firm(plan, province, samplers, firms):
    for sampler in samplers[:2]:
        Conflict.objects.create(sampler=sampler, organisation=firms[0], reason="近亲属任职")
    with pytest.raises(ValidationError, match="示例头盔厂甲.*只有 1 人"):
        actions.freeze(
            plan,
            by=province,
            entropy_source="示例彩票",
            entropy_spelling="空格隔开",
            entropy_known_at=KNOWN,
            at=STARTED,
        )


@pytest.fixture
def frozen_again(plan, province, helmets, laboratory):
    """Freeze a second plan of the same class on a day: `frozen_again(day, count=3)`."""

    def make(day, **given):
        again = actions.draft_plan(
            by=province,
            at=days(day),
            title="再抽头盔",
            authority_id="440000",
            level="provincial",
            regime="industrial",
            year=2026,
            due_on=days(200).date(),
            **{name: value for name, value in given.items() if name != "count"},
        )
        line = {
            "product_class": helmets,
            "place_id": "440100",
            "site": "production",
            "count": given.get("count", 3),
            "laboratory": laboratory,
        }
        actions.allocate(again, by=province, lines=[line])
        actions.issue(again, by=province, at=days(day))
        return actions.freeze(
            again,
            by=province,
            entropy_source="示例彩票",
            entropy_spelling="空格隔开",
            entropy_known_at=days(day + 1),
            at=days(day),
        )

    return make


def left_out(draw):
    (stratum,) = json.loads(draw.before)["strata"].values()
    return stratum["excluded"]


def test_a_firm_sampled_within_six_months_is_left_out_with_the_record(taken, frozen_again):
    (reason,) = left_out(frozen_again(60)).values()
    assert "第八条" in reason and taken.number in reason


def test_after_six_months_it_may_be_drawn_again(taken, frozen_again):
    assert left_out(frozen_again(190)) == {}


def test_a_follow_up_may_draw_it_at_once(taken, frozen_again):
    assert left_out(frozen_again(60, purpose="follow_up")) == {}


def test_a_yearly_cap_leaves_out_who_was_sampled_often_enough(taken, frozen_again):
    (reason,) = left_out(frozen_again(190, yearly_cap=1)).values()
    assert "上限" in reason


def test_a_plan_that_wants_more_firms_than_are_left_says_how_many(taken, frozen_again):
    with pytest.raises(ValidationError, match="只有 3 家（另有 1 家"):
        frozen_again(60, count=4)
