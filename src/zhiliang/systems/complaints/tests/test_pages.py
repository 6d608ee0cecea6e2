"""The desk and the case: due dates, clocks, what is shown to whom."""

import pytest
from django.urls import reverse

from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import Complaint, TipOff
from zhiliang.systems.complaints.tests.conftest import BOTH, HEATER, after


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def test_the_desk_counts_what_is_overdue(sent, officer, as_):
    sent(wants=BOTH)
    page = as_(officer).get(reverse("complaints_board")).content.decode()
    assert "逾期 2 件" in page
    assert page.index('id="overdue"') < len(page)


def test_the_case_shows_the_clocks_of_both_cases(sent, officer, as_):
    receipt = sent(wants=BOTH)
    page = as_(officer).get(f"/complaints/cases/{receipt.complaint.pk}/").content.decode()
    assert "作出受理或者不予受理的决定并告知" in page
    assert receipt.tip_off.number in page


def test_no_page_of_the_office_shows_who_it_was(sent, officer, as_):
    receipt = sent(wants=BOTH)
    for address in (
        f"/complaints/cases/{receipt.complaint.pk}/",
        f"/complaints/tip-offs/{receipt.tip_off.pk}/",
        "/complaints/cases/",
        "/complaints/tip-offs/",
        "/complaints/board/",
    ):
        page = as_(officer).get(address).content.decode()
        assert HEATER["phone"] not in page
        assert HEATER["address"] not in page
        assert "示例甲" not in page


def test_who_it_was_is_shown_with_a_reason(complaint, officer, as_):
    address = reverse("complaints_unmask", kwargs={"kind": "complaint", "pk": complaint.pk})
    asked = as_(officer).get(address).content.decode()
    shown = as_(officer).post(address, {"reason": "电话核实"}).content.decode()
    assert HEATER["phone"] not in asked
    assert HEATER["phone"] in shown


def test_another_city_s_case_is_not_there(complaint, shenzhen, as_):
    assert as_(shenzhen).get(f"/complaints/cases/{complaint.pk}/").status_code == 404


def test_the_firm_reads_the_request_and_not_the_facts(sent, shop, clerk, as_):
    case = sent(wants=BOTH, firm=shop, text="内部人说的秘密").complaint
    page = as_(clerk).get(f"/complaints/own/{case.pk}/").content.decode()
    assert HEATER["demand"] in page
    assert "秘密" not in page
    assert as_(clerk).get(f"/complaints/cases/{case.pk}/").status_code == 403


def test_scripts_in_every_field_are_shown_as_text(sent, officer, as_):
    bad = "<script>alert(1)</script>"
    words = dict.fromkeys(("title", "text", "demand", "firm_name", "firm_address", "code"), bad)
    case = sent(**words).complaint
    page = as_(officer).get(f"/complaints/cases/{case.pk}/").content.decode()
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_a_complaint_is_registered_and_accepted_by_form(officer, as_):
    told = {
        "channel": "phone",
        "place": "440100",
        "title": HEATER["title"],
        "text": HEATER["text"],
        "demand": HEATER["demand"],
        "firm_name": HEATER["firm_name"],
        "name": HEATER["name"],
        "phone": HEATER["phone"],
        "address": HEATER["address"],
        "also_tip_off": "on",
    }
    as_(officer).post("/complaints/cases/new/", told)
    case = Complaint.objects.get()
    as_(officer).post(f"/complaints/cases/{case.pk}/accept/", {})
    assert Complaint.objects.get().state == "accepted"
    assert TipOff.objects.get().state == "received"


def test_the_classification_proposes_and_says_why(complaint, officer, as_):
    page = as_(officer).get(f"/complaints/cases/{complaint.pk}/").content.decode()
    assert complaint.submission.suggestion["product"][0]["key"] == "heaters"
    assert "尚未由人确认" in page
    assert "漏电" in page


def test_shared_phones_are_signs_and_no_verdict(sent, officer, as_):
    sent()
    case = sent(at=after(days=1)).complaint
    page = as_(officer).get(f"/complaints/cases/{case.pk}/").content.decode()
    assert "第十七条" in page
    assert case.state == "received"


@pytest.mark.parametrize("verb", ["refuse", "settle", "terminate", "arrange", "assign", "classify"])
def test_the_forms_of_the_steps_open(accepted, complaint, officer, as_, verb):
    case = accepted if verb not in ("refuse",) else complaint
    answer = as_(officer).get(f"/complaints/cases/{case.pk}/{verb}/")
    assert answer.status_code in (200, 302)


def test_a_settled_amount_is_kept_in_fen(accepted, officer, as_):
    told = {"agreement": "退款", "recovered_yuan": "199.90"}
    as_(officer).post(f"/complaints/cases/{accepted.pk}/settle/", told)
    assert Complaint.objects.get().recovered_fen == 19_990


def test_an_answered_complaint_says_so(sent, shop, clerk, as_):
    case = sent(firm=shop).complaint
    as_(clerk).post(f"/complaints/own/{case.pk}/answer/", {"text": "同意退货"})
    assert Complaint.objects.get().firm_answer == "同意退货"


def test_the_rating_is_given_once(accepted, officer):
    actions.settle(accepted, by=officer, agreement="退款", at=after(days=2))
    actions.rate(accepted, satisfaction=5, at=after(days=3))
    with pytest.raises(Exception, match="评价过"):
        actions.rate(accepted, satisfaction=1, at=after(days=4))
