"""A sample from the draw to the end of post-processing, by the people whose step each is."""

import pytest

from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Objection, Rectification, SamplingCase
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days, found


def test_a_draw_makes_as_many_tasks_as_the_plan_allots(drawn):
    assert drawn.cases.count() == 2


def test_every_task_has_two_samplers(drawn):
    assert {case.samplers.count() for case in drawn.cases.all()} == {2}


def test_a_sample_that_passes_is_settled_without_a_nonconformity(settled):
    assert settled(GOOD).get_conclusion_display() == "所检项目未发现不合格"


def test_a_settled_result_can_be_published(settled, province):
    assert actions.publish(settled(), by=province, at=days(40)).state == "published"


@pytest.fixture
def retested(delivered, owner, province, retester, other_laboratory):
    """`retested(GOOD)`: the re-test's result is told."""

    def make(values):
        case = delivered(BAD)
        objection = actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind="result",
            grounds="冲击测试的头模不符",
            items=["impact"],
            at=days(10),
        )
        actions.accept(objection, by=province, at=days(11))
        actions.arrange(objection, by=owner(case.firm), fee_fen=80000, at=days(12))
        actions.name_laboratory(objection, by=province, laboratory=other_laboratory, at=days(13))
        actions.retest(
            objection,
            by=retester,
            found=found({"impact": values["impact"]}),
            report_number="F-1",
            at=days(18),
        )
        return actions.conclude_retest(objection, by=province, at=days(19))

    return make


def test_a_retest_that_passes_upholds_the_objection(retested):
    assert retested(GOOD).state == "upheld"


def test_a_retest_that_passes_decides_the_sample(retested, province):
    case = actions.settle(retested(GOOD).case, by=province, at=days(40))
    assert (case.conclusion, case.failing) == ("pass", "")


def test_the_authority_pays_for_a_retest_that_differs(retested):
    assert retested(GOOD).fee == Objection.Fee.AUTHORITY


def test_the_applicant_pays_for_a_retest_that_agrees(retested):
    retested(BAD)
    assert Objection.objects.get().fee == Objection.Fee.APPLICANT


def follow_up(owed, verb, values, *, by, laboratory, day, number):
    return actions.inspect(
        owed,
        by=by,
        verb=verb,
        laboratory=laboratory,
        found=found(values),
        report_number=number,
        at=days(day),
    )


@pytest.fixture
def inspected(owed, guangzhou, laboratory):
    """`inspected("inspect", BAD, 80)`: a follow-up inspection."""

    def make(verb, values, day):
        return follow_up(
            owed, verb, values, by=guangzhou, laboratory=laboratory, day=day, number=f"C-{day}"
        )

    return make


def test_a_firm_that_passes_the_follow_up_is_done(inspected):
    assert inspected("inspect", GOOD, 80).state == "closed"


def test_a_firm_that_fails_every_follow_up_climbs_the_whole_ladder(inspected, province, guangzhou):
    owed = inspected("inspect", BAD, 80)
    actions.announce(owed, by=province, at=days(90))
    owed = inspected("reinspect", BAD, 160)
    actions.suspend(owed, by=guangzhou, until=days(200).date(), at=days(165))
    inspected("inspect_last", BAD, 210)
    actions.refer(owed, by=guangzhou, note="三次复查均不合格", at=days(215))
    assert Rectification.objects.get().state == "referred"


def test_every_step_of_a_sample_is_in_the_log_in_its_order(settled):
    from zhiliang.core.models import Event

    case = settled()
    told = Event.objects.filter(subject=f"sampling.samplingcase:{case.pk}").order_by("number")
    verbs = [event.verb.rpartition(".")[2] for event in told]
    assert verbs == [
        "assign",
        "take",
        "receive",
        "enter_results",
        "test",
        "report",
        "conclude",
        "notify",
        "deliver",
        "settle",
    ]
    assert SamplingCase.objects.get(pk=case.pk).state == "settled"
