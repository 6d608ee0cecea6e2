"""Who told stays with the case officer; who looked is on record; the firm sees its complaints."""

import pytest

from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Event
from zhiliang.core.policy import visible
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff
from zhiliang.systems.complaints.tests.conftest import BOTH, HEATER, after


def test_the_firm_sees_the_complaint_but_never_the_tip_off(sent, shop, clerk):
    receipt = sent(wants=BOTH, firm=shop)
    assert list(visible(clerk, Complaint)) == [receipt.complaint]
    assert not visible(clerk, TipOff).exists()
    assert not visible(clerk, Submission).exists()


def test_a_refused_complaint_is_not_shown_to_the_firm(sent, shop, clerk, officer):
    case = sent(firm=shop).complaint
    actions.refuse(case, by=officer, refusal="3", at=after(days=1))
    assert not visible(clerk, Complaint).exists()


def test_another_city_sees_nothing(complaint, tip_off, shenzhen):
    assert not visible(shenzhen, Complaint).exists()
    assert not visible(shenzhen, TipOff).exists()


def test_only_the_case_officer_reads_who_told(tip_off, officer, head):
    actions.assign(tip_off, by=head, officer=officer, at=after(hours=1))
    assert actions.unmask(tip_off, by=officer, reason="核实线索").name == HEATER["name"]
    with pytest.raises(NotAllowed):
        actions.unmask(tip_off, by=head, reason="好奇")


def test_who_looked_and_why_is_on_record(complaint, officer):
    actions.unmask(complaint, by=officer, reason="电话核实")
    told = Event.objects.get(verb="complaints.complaint.unmask")
    assert (told.data["reason"], told.by) == ("电话核实", officer.pseudonym)


def test_what_is_shown_is_masked(complaint):
    assert complaint.submission.masked_name == "示**"
    assert complaint.submission.masked_phone.endswith("01")
    assert "0000" not in complaint.submission.masked_phone


def test_the_firm_s_answer_reaches_the_case(sent, shop, clerk):
    case = sent(firm=shop).complaint
    assert actions.answer(case, by=clerk, text="同意退货").firm_answer == "同意退货"


def test_a_confirmed_class_is_told_to_others_without_persons(complaint, officer):
    actions.classify(complaint, by=officer, product="heaters", hazard="shock", at=after(days=1))
    told = Event.objects.get(verb="complaints.intake.classify")
    assert (told.data["product"], told.data["hazard"]) == ("heaters", "shock")
    assert told.organisation == ""


def test_a_case_is_given_back_to_the_desk_of_the_city(complaint, officer):
    given = actions.give_back(complaint, by=officer, reason="不在本区")
    assert (given.place_id, given.officer) == ("440100", None)
