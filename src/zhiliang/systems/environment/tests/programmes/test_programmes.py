"""Audits, pilots, outdated capacity and projects: filed by one, decided by another."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from zhiliang.core.actions import load_deadlines
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Event
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.models import CleanerAudit, Elimination, Pilot

LISTED = date(2017, 3, 31)
AUDIT = {"place_id": "440100", "enterprise": "某化工厂", "cause": "toxic", "listed_on": LISTED}
PILOT = {"place_id": "440100", "kind": "park", "name": "某园区", "admitted_on": date(2012, 6, 1)}
LINE = {
    "place_id": "440100",
    "enterprise": "某水泥厂",
    "industry": "水泥",
    "equipment": "机立窑",
    "unit": "万吨/年",
    "due_on": date(2013, 12, 31),
}
PROJECT = {"place_id": "440100", "kind": "greenway", "name": "一号线", "due_on": date(2015, 12, 31)}


@pytest.fixture
def audit(guangzhou):
    return actions.list_enterprise(by=guangzhou, due_on=date(2018, 3, 31), **AUDIT)


@pytest.fixture
def pilot(province):
    return actions.admit_pilot(by=province, **PILOT)


@pytest.fixture
def line(province):
    return actions.assign_elimination(by=province, capacity=Decimal("20.5"), **LINE)


@pytest.fixture
def project(guangzhou):
    return actions.plan_project(by=guangzhou, planned=Decimal(80), **PROJECT)


def test_an_audit_goes_from_the_list_to_its_acceptance(audit, guangzhou, province):
    actions.file_audit(audit, by=guangzhou, report="方案12项")
    actions.assess_audit(audit, by=guangzhou, assessed_on=date(2018, 2, 1))
    done = actions.accept_audit(audit, by=province, accepted_on=date(2018, 3, 1))
    assert (done.state, done.decided_by, done.filed_by) == ("accepted", province, guangzhou)


def test_who_filed_an_audit_does_not_accept_it(audit, guangzhou):
    actions.file_audit(audit, by=guangzhou, report="方案12项")
    actions.assess_audit(audit, by=guangzhou, assessed_on=date(2018, 2, 1))
    with pytest.raises(FlowRefused, match="双人复核"):
        actions.accept_audit(audit, by=guangzhou, accepted_on=date(2018, 3, 1))


def test_a_listed_enterprise_has_the_statutory_year(guangzhou):
    load_deadlines(by=None)
    made = actions.list_enterprise(by=guangzhou, **AUDIT)
    assert (made.due_on, made.due_basis) == (date(2018, 3, 31), CleanerAudit.DueBasis.STATUTE)


def test_before_the_rule_the_list_must_name_the_day(guangzhou):
    load_deadlines(by=None)
    with pytest.raises(ValidationError) as fault:
        actions.list_enterprise(by=guangzhou, **AUDIT | {"listed_on": date(2014, 3, 31)})
    assert list(fault.value.message_dict) == ["due_on"]


def test_an_enterprise_with_a_false_code_is_refused(guangzhou):
    with pytest.raises(ValidationError) as fault:
        actions.list_enterprise(
            by=guangzhou, due_on=date(2018, 3, 31), uscc="91440101MA59ABCDE0", **AUDIT
        )
    assert list(fault.value.message_dict) == ["uscc"]


def test_the_code_leads_the_event_into_the_integrity_file(guangzhou):
    code = "91350100M000100Y43"
    actions.list_enterprise(by=guangzhou, due_on=date(2018, 3, 31), uscc=code, **AUDIT)
    assert Event.objects.get().organisation == code


def test_an_audit_that_is_sent_back_is_due_as_before(audit, guangzhou, province):
    actions.file_audit(audit, by=guangzhou, report="方案12项")
    back = actions.send_back_audit(audit, by=province, finding="缺物料平衡")
    assert (back.state, back.due_on, back.finding) == ("listed", audit.due_on, "缺物料平衡")


def test_only_the_province_takes_an_enterprise_off_the_list(audit, guangzhou, province):
    with pytest.raises(FlowRefused):
        actions.remove_audit(audit, by=guangzhou, finding="已停产")
    assert actions.remove_audit(audit, by=province, finding="已停产").state == "removed"


def test_a_pilot_that_never_reported_is_not_accepted(pilot, province):
    with pytest.raises(ValidationError, match="年度报告"):
        actions.accept_pilot(pilot, by=province, ended_on=date(2015, 6, 30))


def test_a_pilot_reports_each_year_once_and_is_accepted(pilot, guangzhou, province):
    for text in ("初稿", "余热利用"):
        actions.report_pilot(pilot, by=guangzhou, year=2014, text=text)
    done = actions.accept_pilot(pilot, by=province, ended_on=date(2015, 6, 30))
    assert (done.state, done.told) == ("accepted", "2014：余热利用")


def test_a_pilot_is_removed_only_with_a_reason(pilot, province):
    with pytest.raises(ValidationError):
        actions.remove_pilot(pilot, by=province, ended_on=date(2015, 6, 30), finding="")
    assert Pilot.objects.get().state == "admitted"


def test_another_city_reports_for_no_pilot(pilot, shenzhen):
    with pytest.raises(FlowRefused):
        actions.report_pilot(pilot, by=shenzhen, year=2014, text="余热利用")


def test_capacity_is_gone_once_it_was_seen(line, guangzhou, province):
    actions.report_dismantling(line, by=guangzhou, dismantled_on=date(2013, 10, 1))
    gone = actions.verify_elimination(line, by=province, seen_on=date(2013, 11, 1))
    assert (gone.state, gone.capacity, gone.seen_on) == (
        "verified",
        Decimal("20.5"),
        date(2013, 11, 1),
    )


def test_nobody_sees_it_gone_before_it_was_dismantled(line, guangzhou, province):
    line = actions.report_dismantling(line, by=guangzhou, dismantled_on=date(2013, 10, 1))
    with pytest.raises(ValidationError) as fault:
        actions.verify_elimination(line, by=province, seen_on=date(2013, 9, 30))
    assert list(fault.value.message_dict) == ["seen_on"]


def test_what_is_not_gone_goes_back_and_the_order_stands(line, guangzhou, province):
    actions.report_dismantling(line, by=guangzhou, dismantled_on=date(2013, 10, 1))
    back = actions.send_back_elimination(line, by=province, finding="窑体仍在")
    assert (back.state, back.dismantled_on, back.due_on) == ("assigned", None, LINE["due_on"])


def test_the_database_keeps_the_days_in_order(line, guangzhou, province):
    actions.report_dismantling(line, by=guangzhou, dismantled_on=date(2013, 10, 1))
    actions.verify_elimination(line, by=province, seen_on=date(2013, 11, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Elimination.objects.update(seen_on=date(2013, 9, 1))


def test_a_project_counts_once_it_was_checked(project, guangzhou, province):
    actions.complete_project(project, by=guangzhou, completed=Decimal("72.5"))
    done = actions.verify_project(project, by=province)
    assert (done.state, done.completion, done.unit) == ("verified", Decimal("90.6"), "公里")


def test_a_project_that_is_sent_back_is_reported_again(project, guangzhou, province):
    actions.complete_project(project, by=guangzhou, completed=Decimal(90))
    actions.send_back_project(project, by=province, finding="里程重复")
    again = actions.complete_project(project, by=guangzhou, completed=Decimal(70))
    assert (again.state, again.completed) == ("completed", 70)


def test_the_city_checks_nothing_of_its_own(project, guangzhou):
    actions.complete_project(project, by=guangzhou, completed=Decimal(70))
    with pytest.raises(FlowRefused):
        actions.verify_project(project, by=guangzhou)
