"""Tip-offs by due date; who told is on no page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.flow.parties import OFFICES
from zhiliang.systems.complaints.models import TipOff
from zhiliang.systems.complaints.pages import forms
from zhiliang.systems.complaints.pages.choices import SOONEST
from zhiliang.systems.complaints.pages.complaints import FACTS, LATE, of_an_office, running


def registered(*, by: Person, **said: Any) -> TipOff | None:
    """The tip-off that an officer registered."""
    return actions.register(by=by, wants=(actions.TIP_OFF,), **said).tip_off


tip_offs = register(
    Page(
        key="complaints/tip-offs",
        model="complaints.TipOff",
        title=_("举报"),
        lead=_("举报人是谁，只有承办人凭理由查看并留痕；被举报人看不到举报。"),
        columns=(
            Column("submission.title", _("商品、服务或者事项"), order="submission__title"),
            Column("number", _("编号")),
            Column("submission.accused", _("被举报人"), order=None),
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
            Filter("received_at", _("收到时间"), "dates"),
            Filter("firm", _("被举报人"), "contains", path="submission__firm_name"),
            Filter("number", _("编号"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            *FACTS,
            Section(
                _("核查"),
                (
                    Column("officer", _("承办人")),
                    Column("clue_of", _("调解中发现的线索")),
                    Column("returned_reason", _("退回分送的理由"), "long"),
                    Column("extension_reason", _("延长的理由"), "long"),
                    Column("extended_at", _("批准延长时间"), "moment"),
                    Column("finding", _("核查情况"), "long"),
                    Column("case_number", _("案件编号")),
                    Column("result", _("处理结果"), "long"),
                    Column("told_law", _("告知依据")),
                    Column("merged_into", _("并入的举报")),
                    Column("handed_to", _("移交部门")),
                    Column("handed_note", _("移交说明"), "long"),
                ),
            ),
        ),
        acts=(
            Act("file_case", actions.file_case, forms.FileForm),
            Act("file_none", actions.file_none, forms.FindingForm),
            Act("conclude", actions.conclude, forms.ResultForm),
            Act("tell", actions.tell, forms.TellResultForm),
            Act("assign", actions.assign, forms.AssignForm, forms.of_case),
            Act("give_back", actions.give_back, forms.ReasonForm),
            Act("classify", actions.classify, forms.ClassifyForm, forms.of_case),
            Act("ask_extension", actions.ask_extension, forms.ReasonForm),
            Act("grant_extension", actions.grant_extension, forms.NoteForm),
            Act("merge", actions.merge, forms.MergeForm, forms.of_case),
            Act("dispute", actions.dispute, forms.DisputeForm, forms.of_case),
            Act("resolve", actions.resolve, forms.OfficeForm, forms.of_case),
            Act("hand_over", actions.hand_over, forms.HandOverForm),
            Act("reopen", actions.reopen, forms.ReasonForm),
            Act("report_fraud", actions.report_fraud, forms.ToldForm, danger=True),
        ),
        begin=Act("register", registered, forms.TipOffForm, forms.of_case, _("登记举报")),
        flow="complaints.tipoff",
        order=SOONEST,  # type: ignore[arg-type]
        clock=running,
        chapter="safety",
        roles=OFFICES,
        related=("submission", "submission__firm", "submission__place", "place", "officer"),
        prefetch=("place__names", "submission__place__names"),
        names=of_an_office,
        verbs=(
            ("submit", _("提交")),
            ("register", _("登记来件")),
            ("take_in", _("由其他渠道导入")),
            ("find", _("调解中发现")),
            ("unmask", _("查看举报人信息")),
            ("issue_document", _("出具文书")),
        ),
    )
)
