"""Who sees a sample, and when."""

import pytest

from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Result,
    SamplingCase,
    SamplingSheet,
)
from zhiliang.systems.sampling.tests.conftest import days


def sees(person, case):
    return visible(person, SamplingCase).filter(pk=case.pk).exists()


def test_a_firm_does_not_know_of_a_task_beforehand(case, owner):
    assert not sees(owner(case.firm), case)


def test_a_firm_does_not_see_a_result_before_it_is_told(tested, owner):
    case = tested()
    assert not sees(owner(case.firm), case)


def test_a_firm_does_not_see_a_result_before_it_has_signed_for_it(notified, owner):
    case = notified()
    assert not sees(owner(case.firm), case)


def test_a_firm_sees_a_result_that_it_received(delivered, owner):
    case = delivered()
    assert sees(owner(case.firm), case)


def test_another_firm_does_not(delivered, owner, firms):
    case = delivered()
    other = next(firm for firm in firms if firm.pk != case.firm_id)
    assert not sees(owner(other), case)


def test_a_sampler_sees_own_tasks_alone(case, samplers):
    sent = set(case.samplers.values_list("pk", flat=True))
    assert {one.pk for one in samplers if sees(one.person, case)} == sent


def test_a_laboratory_does_not_see_a_sample_that_is_not_taken(case, tester):
    assert not sees(tester, case)


def test_a_laboratory_sees_its_samples(taken, tester):
    assert sees(tester, taken)


def test_another_laboratory_does_not(taken, retester):
    assert not sees(retester, taken)


def test_a_city_sees_the_samples_of_its_area(case, guangzhou):
    assert sees(guangzhou, case)


def test_a_city_does_not_see_those_of_another(case, person):
    assert not sees(person("深圳", Role.CITY_OFFICER, place_id="440300"), case)


@pytest.fixture
def published(settled, province):
    return actions.publish(settled(), by=province, at=days(40))


def test_everybody_sees_a_published_sample(published):
    assert sees(None, published)


@pytest.mark.parametrize("model", [SamplingSheet, DeliveryReceipt, Result, Objection])
def test_nobody_else_sees_what_lies_in_its_file(published, model, owner, firms):
    other = owner(next(firm for firm in firms if firm.pk != published.firm_id))
    assert not visible(other, model).exists()
    assert not visible(None, model).exists()
