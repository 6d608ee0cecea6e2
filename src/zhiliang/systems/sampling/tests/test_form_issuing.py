"""Issuing a form: entered once under its digest, by who signs it; read by who has a part in it."""

from datetime import date

import pytest
from django.urls import reverse

from zhiliang.core.errors import NotAllowed
from zhiliang.core.issued import document_path
from zhiliang.core.models import Document, Event
from zhiliang.core.notice.digest import sha256
from zhiliang.core.notice.number import BadNumber
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.tests.conftest import BAD

DAY = date(2026, 4, 1)
NUMBER = "粤市监抽〔2026〕1号"


def address(case, kind, form="pdf"):
    return reverse(f"sampling_case_form_{form}", kwargs={"pk": case.pk, "kind": kind})


def test_an_issued_form_is_filed_as_both_kinds_under_its_digest(taken, province):
    documents = actions.issue_document("sampling_sheet", taken, by=province, issued=DAY)
    assert [one.path.rpartition(".")[2] for one in documents] == ["pdf", "docx"]
    for one in documents:
        assert sha256(document_path(one.path).read_bytes()) == one.sha256
        assert (one.audience, one.subject) == ("subject", "440100")


def test_the_same_form_of_the_same_day_is_entered_once(taken, province):
    for _time in range(2):
        actions.issue_document("sampling_sheet", taken, by=province, issued=DAY)
    assert Document.objects.count() == 2


def test_issuing_is_in_the_log_of_its_case(taken, province):
    documents = actions.issue_document("seals", taken, by=province, issued=DAY)
    event = Event.objects.order_by("number").last()
    assert event.verb == "sampling.case.issue_document"
    assert event.data["digests"] == [one.sha256 for one in documents]


def test_the_notice_of_a_conclusion_is_entered_on_its_receipt(notified, province):
    receipt = notified(BAD).receipts.get(party="firm")
    documents = actions.issue_document("conclusion_notice", receipt, by=province, number=NUMBER)
    receipt.refresh_from_db()
    assert receipt.document == documents[0]
    assert receipt.document.number == NUMBER


def test_a_number_that_is_none_is_refused(taken, province):
    with pytest.raises(BadNumber):
        actions.issue_document("sampling_sheet", taken, by=province, number="2026第1号")


def test_samplers_issue_the_sheet_and_not_the_conclusion(notified, sampler_of):
    case = notified(BAD)
    assert actions.issue_document("sampling_sheet", case, by=sampler_of(case))
    with pytest.raises(NotAllowed):
        receipt = case.receipts.get(party="firm")
        actions.issue_document("conclusion_notice", receipt, by=sampler_of(case))


def test_a_city_does_not_sign_for_the_province(notified, guangzhou):
    receipt = notified(BAD).receipts.get(party="firm")
    with pytest.raises(NotAllowed):
        actions.issue_document("conclusion_notice", receipt, by=guangzhou)


def test_the_city_of_the_firm_signs_its_order_to_correct(owed, guangzhou):
    assert actions.issue_document("correction_order", owed, by=guangzhou)


def test_the_announcement_is_the_provinces_and_public(owed, guangzhou, province):
    announced = actions.announce(owed, by=province)
    with pytest.raises(NotAllowed):
        actions.issue_document("announcement", announced, by=guangzhou)
    issued = actions.issue_document("announcement", announced, by=province)
    assert {one.audience for one in issued} == {"public"}


def test_a_firm_downloads_the_notice_that_was_delivered_to_it(delivered, owner, client):
    case = delivered(BAD)
    client.force_login(owner(case.firm))
    response = client.get(address(case, "conclusion_notice"))
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"


def test_what_was_issued_is_what_is_downloaded(delivered, province, owner, client):
    case = delivered(BAD)
    receipt = case.receipts.get(party="firm")
    document = actions.issue_document("conclusion_notice", receipt, by=province, issued=DAY)[1]
    client.force_login(owner(case.firm))
    response = client.get(address(case, "conclusion_notice", "docx"))
    assert sha256(b"".join(response.streaming_content)) == document.sha256


def test_a_firm_does_not_see_what_is_not_written_to_it(delivered, owner, client):
    case = delivered(BAD)
    client.force_login(owner(case.firm))
    assert client.get(address(case, "seals")).status_code == 404


def test_another_firm_sees_nothing_of_a_published_case(settled, province, firms, owner, client):
    case = actions.publish(settled(), by=province)
    other = next(firm for firm in firms if firm != case.firm)
    client.force_login(owner(other))
    assert client.get(address(case, "sampling_sheet")).status_code == 404


def test_nobody_is_shown_a_notice_beforehand(case, owner, client):
    client.force_login(owner(case.firm))
    assert client.get(address(case, "sampling_notice")).status_code == 404


def test_a_sampler_prints_the_notice_on_site(case, sampler_of, client):
    client.force_login(sampler_of(case))
    assert client.get(address(case, "sampling_notice")).status_code == 200


def test_the_laboratory_compares_with_the_sheet(taken, tester, client):
    client.force_login(tester)
    assert client.get(address(taken, "sampling_sheet")).status_code == 200


def test_a_visitor_signs_in_first(taken, client):
    assert client.get(address(taken, "sampling_sheet")).status_code == 302


def test_the_list_shows_what_there_is_and_issues_it(taken, province, client):
    client.force_login(province)
    listed = reverse("sampling_case_forms", kwargs={"pk": taken.pk})
    assert "产品质量监督抽查抽样单" in client.get(listed).content.decode()
    wanted = reverse("sampling_issue_form", kwargs={"pk": taken.pk, "kind": "sampling_sheet"})
    client.post(wanted, {"number": NUMBER})
    assert NUMBER in client.get(listed).content.decode()


def test_the_list_is_a_part_for_a_case_page(taken, province, client):
    client.force_login(province)
    listed = reverse("sampling_case_forms", kwargs={"pk": taken.pk})
    assert "<html" not in client.get(listed, headers={"HX-Request": "true"}).content.decode()


def test_a_bad_number_is_told_on_the_list(taken, province, client):
    client.force_login(province)
    wanted = reverse("sampling_issue_form", kwargs={"pk": taken.pk, "kind": "seals"})
    answer = client.post(wanted, {"number": "1号"}, follow=True)
    assert "发文字号“1号”不合规范" in answer.content.decode()


def test_the_bulletin_of_a_plan_is_the_authoritys(settled, province, owner, client):
    case = settled()
    bulletin = reverse("sampling_plan_form_pdf", kwargs={"pk": case.plan_id, "kind": "bulletin"})
    client.force_login(owner(case.firm))
    assert client.get(bulletin).status_code == 403
    client.force_login(province)
    assert client.get(bulletin).status_code == 200


def test_an_auditor_reads_and_does_not_issue(taken, person, client):
    client.force_login(person("审计", Role.AUDITOR))
    listed = client.get(reverse("sampling_case_forms", kwargs={"pk": taken.pk}))
    assert "出具并登记" not in listed.content.decode()
    assert client.get(address(taken, "sampling_sheet")).status_code == 200
