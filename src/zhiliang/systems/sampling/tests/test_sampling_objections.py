"""Food: a firm objects to how a sample was taken before it is told any conclusion."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from zhiliang.core.flow import FlowRefused, flows
from zhiliang.core.policy import visible
from zhiliang.systems.sampling import actions, models
from zhiliang.systems.sampling.documents.making import form_of
from zhiliang.systems.sampling.flow.milestones import MILESTONES
from zhiliang.systems.sampling.judging import conclusions
from zhiliang.systems.sampling.models import Objection, Result, SamplingCase
from zhiliang.systems.sampling.pages.objections import objections as page
from zhiliang.systems.sampling.policy.cases import sampled_on_site
from zhiliang.systems.sampling.tests.conftest import BAD, PNG, days

SHOWN = ("现场.png", PNG + b"x")
# what the firm must not come across before its notice: item, value, conclusion, laboratory, state
UNTOLD = ("碰撞能量", "455", "fail", "示例检验院", "已判定", "已出报告")


@pytest.fixture
def taken(taken):
    """The sample is one of food, taken on Tuesday 3 March 2026."""
    SamplingCase.objects.filter(pk=taken.pk).update(regime_key="food")
    return SamplingCase.objects.get(pk=taken.pk)


@pytest.fixture
def concluded(tested, province):
    return actions.conclude(tested(BAD), by=province, at=days(7))


@pytest.fixture
def filed(owner):
    """`filed(case, day=7)`: the firm objects to the sampling."""

    def make(case, day=7, **given):
        told = {
            "by": owner(case.firm),
            "organisation": case.firm,
            "kind": "sampling",
            "grounds": "抽样时未当面封样",
            "evidence": [SHOWN],
            "at": days(day),
        }
        return actions.object_to(case, **(told | given))

    return make


@pytest.fixture
def upheld(filed, province):
    """`upheld(case)`: the objection is found right on the eighth day."""

    def make(case):
        objection = actions.accept(filed(case), by=province, at=days(8))
        return actions.uphold(objection, by=province, answer="未当面封样", at=days(8))

    return make


def test_the_seventh_working_day_after_the_sampling_is_in_time(taken, filed):
    assert str(filed(taken, day=10).due_on) == "2026-03-12"


def test_the_eighth_is_too_late(taken, filed):
    with pytest.raises(actions.TooLate, match="第37条"):
        filed(taken, day=11)


@pytest.mark.parametrize("state", ["taken", "received", "concluded"])
def test_it_waits_for_no_notice(state, request, filed):
    assert filed(request.getfixturevalue(state)).state == "filed"


def test_it_may_still_be_filed_once_told(notified, filed):
    assert filed(notified()).state == "filed"


def test_it_is_filed_with_what_shows_it(taken, filed):
    with pytest.raises(ValidationError, match="证明材料.*第三十七条"):
        filed(taken, evidence=[])


def test_so_is_an_objection_to_the_method(delivered, owner):
    case = delivered()
    with pytest.raises(ValidationError, match="证明材料"):
        actions.object_to(
            case,
            by=owner(case.firm),
            organisation=case.firm,
            kind="procedure",
            grounds="方法不适用",
            at=days(9),
        )


def test_a_producer_elsewhere_does_not_object_to_the_sampling(taken, filed, organisation, owner):
    producer = organisation("外地生产者")
    SamplingCase.objects.filter(pk=taken.pk).update(producer=producer)
    with pytest.raises(FlowRefused, match="由被抽样单位提出"):
        filed(taken, by=owner(producer), organisation=producer)


def test_industrial_products_have_no_such_objection(taken, filed):
    SamplingCase.objects.filter(pk=taken.pk).update(regime_key="industrial")
    with pytest.raises(FlowRefused, match="没有规定这类异议"):
        filed(taken)


@pytest.mark.parametrize("state", ["taken", "received", "concluded"])
def test_upheld_before_the_notice_it_ends_the_case(state, request, upheld):
    case = upheld(request.getfixturevalue(state)).case
    assert (case.state, case.conclusion, case.failing) == ("settled", "void", "")


def test_the_flow_tells_so():
    step = flows["sampling.case"].step("void")
    assert set(step.sources) == {"sampled", "received", "tested", "concluded"}
    assert step.to == "settled"


def test_nothing_is_told_of_a_void_sampling(concluded, upheld, province):
    case = upheld(concluded).case
    with pytest.raises(FlowRefused):
        actions.notify(case, by=province, at=days(9))


def test_upheld_after_the_notice_it_waits_to_be_settled(notified, upheld, province):
    case = upheld(notified()).case
    assert (case.state, case.conclusion) == ("notified", "void")
    assert actions.settle(case, by=province, at=days(9)).state == "settled"


def test_dismissed_it_leaves_the_case_where_it_was(received, filed, province):
    objection = actions.accept(filed(received), by=province, at=days(8))
    actions.dismiss(objection, by=province, answer="封样合规", at=days(9))
    case = SamplingCase.objects.get(pk=received.pk)
    assert (case.state, case.conclusion) == ("received", "")


def test_a_void_sampling_is_counted_neither_as_tested_nor_as_told(taken, upheld):
    upheld(taken)
    reached = {one.key for one in MILESTONES if SamplingCase.objects.filter(one.condition).count()}
    assert reached >= {"sampled", "settled"} and not reached & {"tested", "notified"}


def test_the_void_conclusion_is_found_again(concluded, upheld):
    upheld(concluded)
    found = conclusions(days(0).date(), days(9).date())
    assert found.count and found.differences == []


def test_a_void_conclusion_without_an_objection_is_found_out(concluded, upheld):
    Objection.objects.filter(pk=upheld(concluded).pk).update(state="dismissed")
    assert conclusions(days(0).date(), days(9).date()).differences


@pytest.mark.parametrize(
    ("kind", "words"),
    [("procedure", "样品真实性、检验方法、标准适用"), ("sampling", "抽样过程有异议")],
)
def test_the_kinds_read_as_the_law_of_food_has_them(taken, kind, words):
    assert words in Objection(case=taken, kind=kind).get_kind_display()


def test_a_procedure_under_order_18_includes_the_sampling(taken):
    taken.regime_key = "industrial"
    assert "抽样过程、样品真实性" in Objection(case=taken, kind="procedure").get_kind_display()


def clock(objection):
    found = page.clock(objection, days(9).date())
    return found and (found.step, str(found.last_day))


def test_it_is_taken_up_within_five_working_days(taken, filed):
    assert clock(filed(taken)) == ("决定是否受理", "2026-03-16")


def test_it_is_decided_within_twenty_working_days(taken, filed, province):
    objection = actions.accept(filed(taken), by=province, at=days(8))
    step, last = clock(objection)
    assert step == "作出处理结论" and last == "2026-04-08"


def test_order_18_sets_no_day_to_take_it_up(taken):
    taken.regime_key = "industrial"
    objection = Objection(case=taken, kind="procedure", state="filed", filed_at=days(7))
    assert clock(objection) is None


# what the firm sees of it


@pytest.fixture
def firm(client, concluded, owner):
    """The firm's own browser while its sample has failed and nothing was told."""
    client.force_login(owner(concluded.firm))
    return client


@pytest.fixture
def in_time(monkeypatch):
    """Today is the seventh day after the draw."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: days(7))


def text(answer):
    return answer.content.decode()


def test_the_inbox_lists_what_was_taken_with_the_last_day(firm, concluded, in_time):
    shown = text(firm.get(reverse("sampling_inbox")))
    assert concluded.number in shown and "2026-03-12" in shown
    assert reverse("sampling_object", args=[concluded.pk]) in shown


def test_after_the_last_day_the_inbox_offers_no_form(firm, concluded):
    assert reverse("sampling_object", args=[concluded.pk]) not in text(
        firm.get(reverse("sampling_inbox"))
    )


def test_the_form_files_it(firm, concluded, in_time):
    upload = SimpleUploadedFile("现场.png", PNG)
    data = {"grounds": "未当面封样", "evidence": upload}
    answer = firm.post(reverse("sampling_object", args=[concluded.pk]), data)
    objection = Objection.objects.get()
    assert answer.url == reverse("sampling/objections-case", args=[objection.pk])
    assert objection.kind == "sampling" and objection.evidence.count() == 1


def test_the_form_asks_for_the_evidence(firm, concluded, in_time):
    answer = firm.post(reverse("sampling_object", args=[concluded.pk]), {"grounds": "x"})
    assert answer.status_code == 422 and not Objection.objects.exists()


def test_the_form_says_when_it_is_too_late(firm, concluded):
    data = {"grounds": "x", "evidence": SimpleUploadedFile("现场.png", PNG)}
    answer = firm.post(reverse("sampling_object", args=[concluded.pk]), data)
    assert answer.status_code == 422 and "已于 2026-03-12 届满" in text(answer)


def test_what_was_bought_online_is_not_shown(firm, concluded):
    SamplingCase.objects.filter(pk=concluded.pk).update(site="online")
    assert concluded.number not in text(firm.get(reverse("sampling_inbox")))
    assert firm.get(reverse("sampling_object", args=[concluded.pk])).status_code == 404


def test_another_firm_s_sample_is_not_shown(client, concluded, owner, firms):
    other = next(one for one in firms if one.pk != concluded.firm_id)
    client.force_login(owner(other))
    assert concluded.number not in text(client.get(reverse("sampling_inbox")))
    assert client.get(reverse("sampling_object", args=[concluded.pk])).status_code == 404


def test_a_task_before_the_sampling_is_not_among_them(case, owner):
    SamplingCase.objects.filter(pk=case.pk).update(regime_key="food")
    assert not sampled_on_site(owner(case.firm)).exists()


def test_an_industrial_sample_is_not_among_them(concluded, owner):
    SamplingCase.objects.filter(pk=concluded.pk).update(regime_key="industrial")
    assert not sampled_on_site(owner(concluded.firm)).exists()


def test_its_objection_opens_neither_the_case_nor_its_tests(concluded, filed, owner):
    objection, by = filed(concluded), owner(concluded.firm)
    assert list(visible(by, Objection)) == [objection]
    for model in (SamplingCase, models.Testing, Result):
        assert not visible(by, model).exists()


@pytest.fixture
def accepted(concluded, filed, province):
    return actions.accept(filed(concluded), by=province, at=days(8))


def pages_of(objection):
    """Every address at which the firm may come across its objection or its sample."""
    listed = reverse("sampling/objections-list")
    yield from (listed, f"{listed}?format=csv", f"{listed}?number={objection.case.number}")
    yield reverse("sampling_inbox")
    yield reverse("sampling/objections-case", args=[objection.pk])
    yield reverse("sampling_dispute", args=[objection.pk])
    yield reverse("sampling_object", args=[objection.case_id])
    yield reverse("sampling/cases-list")
    yield f"{reverse('sampling/cases-list')}?format=csv"
    yield reverse("sampling/objections-new")


def test_no_page_of_the_firm_tells_what_was_found(firm, accepted):
    for address in pages_of(accepted):
        shown = text(firm.get(address))
        # the filters name every state and conclusion there is
        shown = re.sub(r"<select.*?</select>", "", shown, flags=re.DOTALL)
        assert not [word for word in UNTOLD if word in shown], address


def test_the_pages_of_the_case_stay_closed(firm, accepted):
    case = accepted.case_id
    closed = ("sampling/cases-case", "sampling_papers", "sampling_case_forms")
    assert {firm.get(reverse(name, args=[case])).status_code for name in closed} == {404}


def read(answer):
    content = b"".join(answer.streaming_content)
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join(one.extract_text() for one in pages).replace("\n", "")


def document(client, objection, kind):
    return client.get(reverse("sampling_objection_form_pdf", args=[objection.pk, kind]))


def test_the_firm_reads_that_it_was_accepted_and_no_more(firm, accepted):
    said = read(document(firm, accepted, "acceptance"))
    assert "20个工作日内" in said and "第三十七条" in said
    assert not [word for word in UNTOLD if word in said]


def test_a_sampling_found_at_fault_is_told_as_such(firm, accepted, province):
    actions.uphold(accepted, by=province, answer="未当面封样", at=days(9))
    said = read(document(firm, accepted, "objection_decision"))
    assert "样品不再检验和判定" in said and "初检" not in said


def test_a_sampling_found_right_is_told_without_any_conclusion(firm, accepted, province):
    actions.dismiss(accepted, by=province, answer="封样合规", at=days(9))
    said = read(document(firm, accepted, "objection_decision"))
    assert "本次抽样有效" in said and "原检验结论" not in said


def test_it_is_told_in_english_as_well(accepted, province):
    upheld = actions.uphold(accepted, by=province, answer="x", at=days(9))
    body = form_of("objection_decision", upheld, "en", days(9).date()).body
    assert any("tested and judged no further" in getattr(part, "text", "") for part in body)


def test_no_form_of_the_sample_is_had_by_the_objection(firm, accepted):
    assert document(firm, accepted, "sampling_sheet").status_code == 404
    assert document(firm, accepted, "retest_task").status_code == 404


def test_another_firm_does_not_have_its_forms(client, accepted, owner, firms):
    other = next(one for one in firms if one.pk != accepted.organisation_id)
    client.force_login(owner(other))
    assert document(client, accepted, "acceptance").status_code == 404


def test_once_told_the_sample_moves_to_the_letters(client, delivered, owner):
    case = delivered()
    client.force_login(owner(case.firm))
    assert "在本单位抽取的样品" not in text(client.get(reverse("sampling_inbox")))


def test_the_form_of_a_told_sample_of_food_offers_all_three_kinds(client, delivered, owner):
    case = delivered()
    client.force_login(owner(case.firm))
    shown = text(client.get(reverse("sampling/objections-new"), {"case": case.pk}))
    assert "自抽样完成起算" in shown and "标准适用等有异议" in shown
