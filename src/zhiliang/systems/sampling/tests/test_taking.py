"""The sampling sheet: what the law wants on it, and what it forbids."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase, SamplingSheet
from zhiliang.systems.sampling.tests.conftest import days, shots


@pytest.fixture
def take(case, sheet, sampler_of):
    """File the sheet of the first task: `take(stock=3)`."""

    def filed(*, photos=None, client="", by=None, **given):
        return actions.take(
            case,
            by=by or sampler_of(case),
            sheet=sheet(**given),
            photos=shots() if photos is None else photos,
            client=client,
            at=days(1),
        )

    return filed


def fault(take, field, **given):
    with pytest.raises(ValidationError) as refusal:
        take(**given)
    return refusal.value.message_dict[field][0]


def test_a_stock_below_the_rule_may_not_be_sampled(take):
    assert "第十八条第一项" in fault(take, "stock", stock=19)


def test_fewer_test_samples_than_the_rule_wants_are_refused(take):
    assert "4顶" in fault(take, "test_quantity", test_quantity=3, paid_fen=24000)


def test_a_missing_spare_sample_is_refused(take):
    assert "备用样品" in fault(take, "spare_quantity", spare_quantity=0, spare_seal="")


def test_the_test_samples_are_bought_and_the_spare_one_is_not(take):
    assert "4 份共 320.00 元" in fault(take, "paid_fen", paid_fen=64000)


def test_samples_that_are_not_harmed_need_not_be_bought(take):
    assert take(nondestructive=True, price_fen=None, paid_fen=0).state == "sampled"


def test_a_sheet_without_the_photographs_of_the_law_is_refused(take):
    with pytest.raises(ValidationError, match="贮存环境"):
        take(photos=shots("site", "marking", "stock", "process"))


def test_an_unsigned_sheet_says_why(take):
    with pytest.raises(ValidationError, match="须写明情况"):
        take(signed=False)


def test_the_two_seals_are_not_the_same(take):
    with pytest.raises(ValidationError, match="须分别封样"):
        take(test_seal="X", spare_seal="X")


def test_a_sheet_that_is_refused_leaves_the_task_as_it_was(take, case):
    with pytest.raises(ValidationError):
        take(stock=1)
    assert SamplingCase.objects.get(pk=case.pk).state == "assigned"


def test_a_sampler_who_was_not_drawn_cannot_fill_in_the_sheet(take, case, samplers):
    other = next(one for one in samplers if not case.samplers.filter(pk=one.pk).exists())
    with pytest.raises(ValidationError, match="派给了别的抽样人员"):
        take(by=other.person)


def test_a_sheet_that_a_phone_sends_twice_is_kept_once(take):
    take(client="a-phone")
    take(client="a-phone")
    assert SamplingSheet.objects.count() == 1


@pytest.fixture
def other_case(drawn, taken):
    """The second task, as if it lay at the same maker."""
    case = SamplingCase.objects.exclude(pk=taken.pk).first()
    case.firm = case.producer = taken.firm
    case.save()
    return case


@pytest.fixture
def again(other_case, sheet, sampler_of):
    """Take the same product again on a day: `again(90, model="SL-2")`."""

    def make(day, **given):
        return actions.take(
            other_case,
            by=sampler_of(other_case),
            sheet=sheet(serial=2, **given),
            photos=shots(),
            at=days(day),
        )

    return make


def test_the_same_product_within_six_months_is_refused_with_the_record(again, taken):
    with pytest.raises(actions.MayNotBeSampled, match=taken.number):
        again(90)


def test_another_model_of_the_same_maker_may_be_sampled(again):
    assert again(90, model="SL-2").state == "sampled"


def test_the_same_product_after_six_months_may_be_sampled(again):
    assert again(190).state == "sampled"


def test_an_emergency_may_sample_the_same_product_at_once(again, other_case):
    SamplingCase.objects.filter(pk=other_case.pk).update(purpose="emergency")
    other_case.refresh_from_db()
    assert again(90).state == "sampled"


def leave(case, sampler_of, why, **given):
    return actions.leave(case, by=sampler_of(case), why=why, note="见现场记录", at=days(1), **given)


def test_a_firm_that_is_closed_is_recorded(case, sampler_of):
    assert leave(case, sampler_of, "closed").state == "not_taken"


def test_a_refusal_needs_a_photograph(case, sampler_of):
    with pytest.raises(ValidationError, match="拒检"):
        leave(case, sampler_of, "refused")


def test_a_repetition_needs_the_number_of_the_sampling_that_forbids_it(case, sampler_of):
    with pytest.raises(ValidationError, match="抽样编号"):
        leave(case, sampler_of, "repeated")
