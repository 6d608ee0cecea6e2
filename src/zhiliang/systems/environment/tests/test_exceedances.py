"""An exceedance goes from detection to the check, step by step and by the right people."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event, Organisation
from zhiliang.core.policy import visible
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import Exceedance, OutletDay

FIRST, SECOND, THIRD = date(2015, 8, 1), date(2015, 8, 2), date(2015, 8, 3)
PROOF = [("报告.txt", b"a test report")]

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(judged):
    return actions.detect(judged(FIRST, "exceeded"), by=None)


@pytest.fixture
def rectified(case, officer, enterprise):
    case = actions.notify(case, by=officer, demand="立即整改")
    case = actions.explain(case, by=enterprise, cause="treatment", explanation="曝气机故障")
    return actions.rectify(case, by=enterprise, measures="更换曝气机", evidence=PROOF)


def test_a_day_over_its_limits_opens_a_case(case, outlet):
    assert (case.number, case.state, case.outlet) == ("CB2015-00001", "detected", outlet)
    assert case.worst == "2015-08-01：w01018 50（≤40）"


def test_the_same_day_again_opens_no_second_case(case):
    actions.detect(OutletDay.objects.get(), by=None)
    assert Exceedance.objects.count() == 1


def test_the_next_day_lets_an_open_case_go_on(case, judged):
    actions.detect(judged(SECOND, "exceeded"), by=None)
    assert Exceedance.objects.get().span == (FIRST, SECOND)


def test_a_day_after_a_gap_is_another_case(case, judged):
    actions.detect(judged(THIRD, "exceeded"), by=None)
    assert [one.number for one in Exceedance.objects.order_by("pk")] == [
        "CB2015-00001",
        "CB2015-00002",
    ]


def test_every_step_leaves_an_event(rectified):
    verbs = Event.objects.filter(verb__startswith="environment.exceedance").order_by("number")
    steps = [verb.rpartition(".")[2] for verb in verbs.values_list("verb", flat=True)]
    assert steps == ["detect", "notify", "explain", "rectify"]


def test_a_case_is_verified_once_a_later_day_complies(rectified, officer, judged):
    judged(SECOND, "compliant", mean=20_000_000)
    assert actions.verify(rectified, by=officer, finding="已达标").state == "verified"


def test_a_case_without_a_later_day_in_compliance_is_not_verified(rectified, officer):
    with pytest.raises(ValidationError, match="还没有达标的日判定"):
        actions.verify(rectified, by=officer, finding="已达标")


def test_a_fault_of_the_instrument_needs_evidence(case, officer, enterprise):
    case = actions.notify(case, by=officer, demand="说明")
    with pytest.raises(ValidationError, match="证明材料"):
        actions.explain(case, by=enterprise, cause="device", explanation="探头坏了")


def test_what_was_sent_back_is_the_sources_turn_again(rectified, officer):
    case = actions.send_back(rectified, by=officer, reason="没有检测报告")
    assert (case.state, case.rectified_at) == ("notified", None)


def test_a_dismissed_case_leaves_the_verdict_of_the_day_as_it_was(case, officer):
    actions.dismiss(case, by=officer, reason="比对监测达标")
    assert OutletDay.objects.get().standing == "exceeded"


def test_an_officer_of_another_city_may_not_notify(case, person):
    with pytest.raises(FlowRefused):
        other = person("深圳", Role.CITY_OFFICER, place_id="440300")
        actions.notify(case, by=other, demand="立即整改")


def test_another_enterprise_does_not_see_the_case(case, person):
    rival = Organisation.objects.create(name="别家", place_id="440100", kind="enterprise")
    stranger = person("别家", Role.ENTERPRISE, organisation=rival)
    assert not visible(stranger, Exceedance).exists()


def test_the_source_sees_its_own_case(case, enterprise):
    assert list(visible(enterprise, Exceedance)) == [case]


def test_a_note_of_standstill_belongs_to_the_outlet(outlet, enterprise):
    now = timezone.now()
    note = actions.note_standstill(
        outlet,
        by=enterprise,
        kind="maintenance",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        reason="更换试剂",
    )
    assert list(outlet.notes.all()) == [note]


def test_a_note_that_ends_before_it_begins_is_refused(outlet, enterprise):
    now = timezone.now()
    with pytest.raises((ValidationError, ClerkError)):
        actions.note_standstill(
            outlet, by=enterprise, kind="maintenance", starts_at=now, ends_at=now, reason="更换"
        )
