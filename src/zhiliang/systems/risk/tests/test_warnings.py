"""Who may issue what: a department its notices, a government alone a colour."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhiliang.core.errors import NotAllowed
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Person
from zhiliang.core.policy import visible
from zhiliang.systems.risk import actions
from zhiliang.systems.risk.models import AnnouncedWarning, Message, PublicWarning
from zhiliang.systems.risk.policy.governing import governs
from zhiliang.systems.risk.tests.conftest import NOW, after, fresh

EMERGENCY = {"colour": "red", "category": "accident"}


@pytest.fixture
def proposed(drafted, province):
    return actions.propose(drafted("emergency", **EMERGENCY), by=province, at=NOW)


def test_a_notice_goes_out_under_another_signature(drafted, colleague):
    notice = actions.issue(drafted(), by=colleague, at=after(hours=1))
    assert (notice.state, notice.colour, notice.issuer[-7:]) == ("issued", "", "市场监督管理局")


def test_who_drafted_a_notice_does_not_sign_it(drafted, province):
    with pytest.raises(FlowRefused, match="另一人"):
        actions.issue(drafted(), by=province)


def test_a_department_cannot_issue_an_emergency_warning(proposed, colleague):
    with pytest.raises(FlowRefused, match="只能由"):
        actions.issue_emergency(proposed, by=colleague, approval="x")


def test_an_emergency_warning_does_not_go_the_way_of_a_notice(drafted, colleague):
    with pytest.raises(FlowRefused, match="第六十四条"):
        actions.issue(drafted("emergency", **EMERGENCY), by=colleague)


def test_a_department_s_office_in_a_city_is_not_its_government(proposed, bureau):
    with pytest.raises((NotAllowed, FlowRefused)):
        actions.issue_emergency(proposed, by=bureau, approval="x")
    assert fresh(proposed).state == "proposed"


def test_the_government_of_another_city_cannot(proposed, shenzhen):
    with pytest.raises(FlowRefused, match="管辖"):
        actions.issue_emergency(proposed, by=shenzhen, approval="x")


def test_the_province_s_office_does_not_issue_for_a_city(proposed, office):
    with pytest.raises(NotAllowed, match="人民政府"):
        actions.issue_emergency(proposed, by=office, approval="x")


def test_the_government_of_the_place_issues_it(red):
    assert (red.state, red.issuer[-4:]) == ("issued", "人民政府")
    assert red.approval


def test_the_government_of_the_province_issues_the_province_s(drafted, province, office, place):
    warning = drafted("emergency", place=place("440000"), **EMERGENCY)
    actions.propose(warning, by=province, at=NOW)
    issued = actions.issue_emergency(
        warning, by=office, approval="粤府〔2026〕1号", at=after(hours=1)
    )
    assert issued.state == "issued"


def test_a_city_officer_governs_the_own_city_and_nothing_else(guangzhou, place):
    assert governs(guangzhou, place("440100"))
    assert not governs(guangzhou, place("440300"))
    assert not governs(guangzhou, place("440000"))


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "notice", "colour": "red"},
        {"kind": "alert", "colour": "blue", "category": "accident"},
        {"kind": "emergency"},
        {"kind": "emergency", "colour": "red"},
        {"kind": "emergency", "colour": "purple", "category": "accident"},
    ],
)
def test_a_colour_belongs_to_emergencies_and_emergencies_to_a_colour(drafted, given):
    with pytest.raises(ValidationError):
        drafted(**given)


def test_the_database_itself_refuses_a_notice_with_a_colour(drafted):
    notice = drafted()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicWarning.objects.filter(pk=notice.pk).update(colour="red")


def test_a_draft_is_nobody_s_to_read_but_an_office_s(drafted):
    drafted()
    assert not visible(None, AnnouncedWarning).exists()


def test_a_warning_is_adjusted_by_its_government_and_sent_again(red, guangzhou, province):
    with pytest.raises(NotAllowed):
        actions.adjust(red, by=province, reason="形势好转", colour="orange")
    actions.adjust(red, by=guangzhou, reason="形势好转", colour="orange", at=after(hours=5))
    kinds = list(Message.objects.order_by("number").values_list("kind", "colour"))
    assert kinds == [("Alert", "red"), ("Update", "orange")]


def test_a_warning_is_lifted_and_reviewed(red, guangzhou, province):
    lifted = actions.lift(red, by=guangzhou, reason="危险已经解除", at=after(days=1))
    assert (lifted.state, red.messages.last().kind) == ("lifted", "Cancel")
    reviewed = actions.review(lifted, by=province, lessons="监测早两天", at=after(days=3))
    assert reviewed.state == "reviewed"


def test_what_is_lifted_is_not_adjusted(red, guangzhou):
    actions.lift(red, by=guangzhou, reason="解除", at=after(days=1))
    with pytest.raises(FlowRefused):
        actions.adjust(red, by=guangzhou, reason="x", colour="blue")


def test_identifiers_have_the_shape_of_the_standard(red, guangzhou):
    actions.adjust(red, by=guangzhou, reason="x", colour="orange", at=after(hours=1))
    found = list(Message.objects.values_list("identifier", flat=True))
    assert len(set(found)) == 2
    assert all(re.fullmatch(r"440100\d{6}00_\d{14}_\d", one) for one in found)


def test_a_warning_concerns_at_least_one_place(drafted):
    with pytest.raises(ValidationError, match="地区"):
        drafted(areas=[])


def test_it_does_not_end_before_it_starts(drafted):
    with pytest.raises(ValidationError, match="不晚于"):
        drafted(ends_at=after(hours=-1))


def test_somebody_drafts_for_the_own_places_only(drafted, shenzhen):
    with pytest.raises(NotAllowed, match="管辖"):
        drafted(by=shenzhen)


def test_a_returned_proposal_says_why(proposed, guangzhou):
    back = actions.return_draft(proposed, by=guangzhou, reason="补充影响范围", at=NOW)
    assert (back.state, back.returned_reason) == ("drafted", "补充影响范围")


def test_scripts_and_emoji_are_kept_as_they_are(drafted):
    title = "<script>alert(1)</script>😀"
    assert drafted(title=title).title == title


def test_a_former_officer_governs_nothing(guangdong, place):
    assert not governs(Person(username="x"), place("440100"))
