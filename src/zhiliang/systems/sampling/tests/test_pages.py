"""The inbox, the bench and the cases as the people whose they are use them."""

import pytest
from django.urls import reverse

from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Rectification,
    SamplingCase,
    SamplingPlan,
)
from zhiliang.systems.sampling.tests.conftest import GOOD


def text(answer):
    return answer.content.decode()


def test_a_notice_waits_to_be_signed(client, notified, owner):
    client.force_login(owner(notified().firm))
    assert "待签收" in text(client.get(reverse("sampling_inbox")))


def test_a_conclusion_is_told_only_once_the_notice_is_signed(client, notified, owner):
    client.force_login(owner(notified().firm))
    assert "碰撞能量吸收" not in text(client.get(reverse("sampling_inbox")))


def test_signing_starts_the_clock(client, notified, owner):
    case = notified()
    client.force_login(owner(case.firm))
    receipt = case.receipts.get(party="firm")
    answer = client.post(reverse("sampling_sign", kwargs={"pk": receipt.pk}), follow=True)
    assert "前可以提出异议，还有" in text(answer)


def test_a_firm_does_not_sign_for_another(client, notified, owner, firms):
    case = notified()
    client.force_login(owner(next(firm for firm in firms if firm.pk != case.firm_id)))
    receipt = case.receipts.get(party="firm")
    answer = client.post(reverse("sampling_sign", kwargs={"pk": receipt.pk}))
    assert answer.status_code == 404
    assert DeliveryReceipt.objects.get(pk=receipt.pk).delivered_at is None


@pytest.fixture
def signed(client, notified, owner):
    """A notice signed for now, by its firm, which is signed in."""
    case = notified()
    client.force_login(owner(case.firm))
    client.post(reverse("sampling_sign", kwargs={"pk": case.receipts.get(party="firm").pk}))
    return case


def test_a_firm_objects_by_a_form(client, signed):
    answer = client.post(
        reverse("sampling/objections-new"),
        {"case": signed.pk, "kind": "result", "items": ["impact"], "grounds": "头模不符"},
    )
    assert answer.status_code == 302
    assert Objection.objects.get().items == "impact"


def test_the_form_offers_the_items_that_failed(client, signed):
    page = text(client.get(reverse("sampling/objections-new"), {"case": signed.pk}))
    assert "碰撞能量吸收性能" in page and "佩戴装置伸长量" not in page


def test_the_form_offers_no_case_of_another_firm(client, signed, owner, firms):
    client.force_login(owner(next(firm for firm in firms if firm.pk != signed.firm_id)))
    assert signed.number not in text(client.get(reverse("sampling/objections-new")))


@pytest.mark.parametrize("name", ["case", "person", "of", "items"])
def test_no_value_in_the_address_breaks_the_form(client, signed, name):
    answer = client.get(reverse("sampling/objections-new"), {name: "9" * 40})
    assert answer.status_code == 200


def test_the_bench_tells_how_many_items_are_entered(client, received, tester):
    client.force_login(tester)
    assert "0 / 3" in text(client.get(reverse("sampling_bench")))


def test_results_are_typed_in_a_form_of_the_rule_s_items(client, received, tester):
    client.force_login(tester)
    address = reverse("sampling/cases-act", kwargs={"pk": received.pk, "verb": "enter_results"})
    data = {f"value-{code}": value for code, value in GOOD.items()}
    assert client.post(address, data).status_code == 302
    assert "3 / 3" in text(client.get(reverse("sampling_bench")))


def test_a_result_that_is_no_number_stays_in_the_form(client, received, tester):
    client.force_login(tester)
    address = reverse("sampling/cases-act", kwargs={"pk": received.pk, "verb": "enter_results"})
    answer = client.post(address, {"value-impact": "约320"})
    assert answer.status_code == 422 and "不是数" in text(answer)


def test_a_file_of_results_tells_the_rows_it_refused(client, received, tester):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(tester)
    rows = f"抽样编号,项目代码,检验结果,单位\n{received.number},impact,320,g\nX,impact,1,g\n"
    upload = SimpleUploadedFile("结果.csv", rows.encode())
    answer = client.post(reverse("sampling_bench"), {"file": upload})
    assert "收下 1 行，1 行没有收" in text(answer)


def test_the_file_of_a_case_shows_the_sheet_to_its_laboratory(client, taken, tester):
    client.force_login(tester)
    page = text(client.get(reverse("sampling_papers", kwargs={"pk": taken.pk})))
    assert "SL-1" in page


def test_a_photograph_is_shown_to_who_may_see_the_case(client, taken, tester, retester):
    photo = taken.photos.first()
    address = reverse("sampling_photo", kwargs={"pk": taken.pk, "sha256": photo.file.sha256})
    client.force_login(tester)
    assert client.get(address).status_code == 200
    client.force_login(retester)
    assert client.get(address).status_code == 404


def test_a_plan_is_drafted_in_a_form(client, province):
    client.force_login(province)
    data = {
        "title": "第二季度头盔",
        "authority": "440000",
        "level": "provincial",
        "regime": "industrial",
        "purpose": "routine",
        "programme": "supervision",
        "year": 2026,
        "quarter": 2,
        "due_on": "2026-09-30",
    }
    assert client.post(reverse("sampling/plans-new"), data).status_code == 302
    assert SamplingPlan.objects.get().number.startswith("JH2026Q2-")


def test_a_correction_is_ordered_from_a_form(client, settled, guangzhou):
    client.force_login(guangzhou)
    case = settled()
    answer = client.post(reverse("sampling/rectifications-new"), {"case": case.pk})
    assert answer.status_code == 302
    assert Rectification.objects.get().case == case


def test_a_case_page_opens_in_every_state(client, settled, province):
    client.force_login(province)
    case = settled()
    address = reverse("sampling/cases-case", kwargs={"pk": case.pk})
    for state in ("assigned", "sampled", "received", "tested", "concluded", "notified"):
        SamplingCase.objects.filter(pk=case.pk).update(state=state)
        assert client.get(address).status_code == 200, state
