"""Complaints by due date, the overdue on top; the case page is `views.room`."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.core.policy import assignments_of
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.core.roles import Role
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.clocks import next_owed
from zhiliang.systems.complaints.flow.parties import OFFICES
from zhiliang.systems.complaints.models import Case, Complaint
from zhiliang.systems.complaints.pages import forms
from zhiliang.systems.complaints.pages.choices import (
    SOONEST,
    by_lateness,
    channel_choices,
    late_choices,
)

LATE = Filter("late", _("待办"), choices=late_choices, narrow=by_lateness, path="state")


def of_an_office(case: Any, person: Any) -> bool:
    """Whether somebody reads the names in a trail: offices do, firms do not."""
    return any(held.role != Role.ENTERPRISE for held in assignments_of(person))


def running(case: Case, today: date) -> Clock | None:
    """The step that is owed first, by the order that governs it."""
    owed = next_owed(case)
    if owed is None or owed.last_day is None:
        return None
    return Clock(
        owed.words,
        owed.last_day,
        owed.law,
        overdue=owed.overdue(today),
        provisional=owed.provisional,
    )


def registered(*, by: Person, also_tip_off: bool, **said: Any) -> Complaint | None:
    """The complaint that an officer registered; a tip-off may be made of the same words."""
    wants = (actions.COMPLAINT, *((actions.TIP_OFF,) if also_tip_off else ()))
    return actions.register(by=by, wants=wants, **said).complaint


FACTS = (
    Section(
        _("什么事"),
        (
            Column("submission.title", _("商品、服务或者事项")),
            Column("submission.accused", _("被投诉（举报）人")),
            Column("submission.firm_address", _("地址")),
            Column("submission.place", _("经营地或者发生地")),
            Column("submission.code", _("条码或者追溯码")),
            Column("submission.bought_on", _("购买日期"), "date"),
            Column("submission.injured", _("有人受伤"), "flag"),
            Column("submission.text", _("事实经过"), "long"),
            Column("submission.demand", _("请求"), "long"),
            Column("submission.channel", _("渠道")),
            Column("source", _("来源"), "source"),
        ),
    ),
)

complaints = register(
    Page(
        key="complaints/cases",
        model="complaints.Complaint",
        title=_("投诉"),
        lead=_(
            "最先到期的排在最前。每一步的期限按起算当日有效的办法计算，页面写明是哪一部、哪一条。"
        ),
        columns=(
            Column("submission.title", _("商品、服务或者事项"), order="submission__title"),
            Column("number", _("编号")),
            Column("submission.accused", _("被投诉人"), order=None),
            Column("place", _("承办地区"), order="place_id"),
            Column("received_at", _("收到时间"), "moment"),
            Column("next_due_on", _("最近的期限"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            LATE,
            Filter("state", _("办理状态")),
            Filter("place", _("承办地区"), "place", choices=city_choices),
            Filter("product", _("产品类别"), path="submission__product", choices=product_choices),
            Filter("hazard", _("危害类别"), path="submission__hazard", choices=hazard_choices),
            Filter("channel", _("渠道"), path="submission__channel", choices=channel_choices),
            Filter("received_at", _("收到时间"), "dates"),
            Filter("firm", _("被投诉人"), "contains", path="submission__firm_name"),
            Filter("number", _("编号"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            *FACTS,
            Section(
                _("办理情况"),
                (
                    Column("national_number", _("全国12315平台编号")),
                    Column("officer", _("承办人")),
                    Column("returned_reason", _("退回分送的理由"), "long"),
                    Column("identity_due_on", _("补充身份证明期限"), "date"),
                    Column("refusal", _("不予受理的情形")),
                    Column("refusal_note", _("不予受理的说明"), "long"),
                    Column("firm_answer", _("被投诉人的答复"), "long"),
                    Column("mediation_at", _("调解时间"), "moment"),
                    Column("mediation_where", _("调解地点或者方式")),
                    Column("mediators", _("调解人员")),
                    Column("delegated_to", _("受托调解组织")),
                    Column("record", _("调解记录"), "long"),
                    Column("agreement", _("调解协议"), "long"),
                    Column("end_reason", _("终止调解的情形")),
                    Column("end_note", _("终止调解的说明"), "long"),
                    Column("handed_to", _("移交部门")),
                    Column("handed_note", _("移交说明"), "long"),
                    Column("reopened_reason", _("重新办理的理由"), "long"),
                    Column("repeat_of", _("重复投诉")),
                    Column("satisfaction", _("满意度（1—5）"), "number"),
                ),
            ),
        ),
        acts=(
            Act("accept", actions.accept, forms.NoteForm),
            Act("refuse", actions.refuse, forms.RefuseForm),
            Act("settle", actions.settle, forms.SettleForm),
            Act("terminate", actions.terminate, forms.TerminateForm),
            Act("tell", actions.tell, forms.NoteForm),
            Act("assign", actions.assign, forms.AssignForm, forms.of_case),
            Act("give_back", actions.give_back, forms.ReasonForm),
            Act("classify", actions.classify, forms.ClassifyForm, forms.of_case),
            Act("number", actions.number, forms.NumberForm),
            Act("ask_identity", actions.ask_identity, forms.IdentityForm),
            Act("give_identity", actions.give_identity, forms.NoteForm),
            Act("arrange", actions.arrange, forms.ArrangeForm),
            Act("delegate", actions.delegate, forms.DelegateForm),
            Act("note", actions.note, forms.RecordForm),
            Act("send_to_test", actions.send_to_test, forms.TestForm),
            Act("end_test", actions.end_test, forms.TestedForm),
            Act("find_clue", actions.find_clue, forms.FindingForm),
            Act("refer", actions.refer, forms.ReferForm),
            Act("dispute", actions.dispute, forms.DisputeForm, forms.of_case),
            Act("resolve", actions.resolve, forms.OfficeForm, forms.of_case),
            Act("hand_over", actions.hand_over, forms.HandOverForm),
            Act("reopen", actions.reopen, forms.ReasonForm),
            Act("report_fraud", actions.report_fraud, forms.ToldForm, danger=True),
        ),
        begin=Act("register", registered, forms.ComplaintForm, forms.of_case, _("登记投诉")),
        flow="complaints.complaint",
        order=SOONEST,  # type: ignore[arg-type]
        clock=running,
        chapter="safety",
        roles=OFFICES,
        related=("submission", "submission__firm", "submission__place", "place", "officer"),
        prefetch=("place__names", "submission__place__names"),
        names=of_an_office,
        verbs=(
            ("submit", _("提交")),
            ("take_in", _("由其他渠道导入")),
            ("unmask", _("查看投诉人信息")),
            ("rate", _("投诉人评价")),
            ("issue_document", _("出具文书")),
        ),
    )
)
