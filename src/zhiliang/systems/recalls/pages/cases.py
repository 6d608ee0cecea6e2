"""Recalls, those with something overdue on top; the case page is `views.room`."""

from datetime import date, time, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.core.pages.recorded import recorded
from zhiliang.systems.recalls import actions
from zhiliang.systems.recalls.clocks import next_owed
from zhiliang.systems.recalls.flow.parties import PARTIES
from zhiliang.systems.recalls.flow.recalls import LIVE
from zhiliang.systems.recalls.models import Recall
from zhiliang.systems.recalls.pages import case_forms as forms
from zhiliang.systems.recalls.pages.choices import (
    basis_choices,
    by_lateness,
    lateness_choices,
    level_choices,
    regime_choices,
)
from zhiliang.systems.recalls.pages.clue_forms import OptionalNoteForm, ReasonForm, of_person
from zhiliang.systems.recalls.pages.clues import of_an_office


def running(recall: Recall, today: date) -> Clock | None:
    """The duty that falls due first; its exact moment stands in the room."""
    now = timezone.now()
    owed = next_owed(recall, now=now)
    if owed is None or owed.due_at is None:
        return None
    last = owed.last_day or timezone.localtime(owed.due_at).date()
    law, late = recorded(owed.law), owed.overdue(now)
    return Clock(owed.words, last, law, overdue=late, provisional=owed.provisional)


def _next_due(recall: Recall) -> str:
    """The last day where the law counts days, the minute where it counts hours."""
    if recall.next_due_at is None:
        return ""
    local = timezone.localtime(recall.next_due_at)
    # a day's limit is kept as the midnight after it
    whole_day = local.time() == time()
    told = f"{local - timedelta(days=1):%Y-%m-%d}" if whole_day else f"{local:%Y-%m-%d %H:%M}"
    late = recall.state in LIVE and recall.next_due_at <= timezone.now()
    return gettext("%(at)s，已逾期") % {"at": told} if late else told


cases = register(
    Page(
        key="recalls/cases",
        model="recalls.Recall",
        title=_("召回案"),
        lead=_("最先到期的排在最前。期限到时、到日由适用的办法算出，逾期的标红并逐项列出。"),
        columns=(
            Column("product", _("产品名称")),
            Column("number", _("召回编号")),
            Column("firm", _("召回实施者"), order="firm__name"),
            Column("regime_key", _("产品类别")),
            Column("level", _("召回等级")),
            Column("basis", _("召回方式")),
            Column("next_due_at", _("最近的期限"), read=_next_due),
            Column("finish_by", _("完成期限"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("late", _("待办"), choices=lateness_choices, narrow=by_lateness, path="state"),
            Filter("state", _("办理状态")),
            Filter("regime_key", _("产品类别"), choices=regime_choices),
            Filter("level", _("召回等级"), choices=level_choices),
            Filter("basis", _("召回方式"), choices=basis_choices),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("firm", _("召回实施者"), "contains", path="firm__name"),
            Filter("product", _("产品名称"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("召回什么"),
                (
                    Column("product", _("产品名称")),
                    Column("brand", _("商标")),
                    Column("model_spec", _("规格型号")),
                    Column("batches", _("批次"), "long"),
                    Column("quantity", _("拟召回数量")),
                    Column("reason", _("召回原因"), "long"),
                    Column("harm", _("危害后果"), "long"),
                    Column("advice", _("消费者怎么做"), "long"),
                ),
            ),
            Section(
                _("谁、依据什么"),
                (
                    Column("firm", _("召回实施者")),
                    Column("authority", _("监管部门所在地")),
                    Column("offered_to", _("拟移交")),
                    Column("law", _("依据")),
                    Column("level_words", _("召回等级")),
                    Column("basis", _("召回方式")),
                    Column("order_number", _("责令召回文号")),
                    Column("objection", _("异议理由"), "long"),
                    Column("objection_answer", _("异议处理"), "long"),
                    Column("quiet_reason", _("不发公告的理由")),
                    Column("extended_reason", _("延长理由")),
                    Column("evaluation", _("评价"), "long"),
                    Column("terminated_reason", _("终止理由"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        acts=(
            Act("file_plan", actions.file_plan, forms.PlanForm),
            Act("announce", actions.announce, forms.AnnounceForm, forms.announced_words),
            Act("summarise", actions.summarise, forms.SummaryForm),
            Act("close", actions.close, forms.CloseForm),
            Act("reopen", actions.reopen, ReasonForm),
            Act("freeze_scope", actions.freeze_scope, forms.RootsForm),
            Act("enter_batches", actions.enter_batches, forms.BatchesForm),
            Act("adopt_scope", actions.adopt_scope, OptionalNoteForm),
            Act("dismiss_scope", actions.dismiss_scope, ReasonForm),
            Act("name_consignee", actions.name_consignee, forms.ConsigneeForm),
            Act("send_notices", actions.send_notices, OptionalNoteForm),
            Act("accept_plan", actions.accept_plan, forms.OptionalAnswerForm),
            Act("return_plan", actions.return_plan, forms.AnswerForm),
            Act("amend_plan", actions.amend_plan, forms.PlanForm, forms.last_plan),
            Act("report_progress", actions.report_progress, forms.ProgressForm),
            Act("report_alarm", actions.report_alarm, OptionalNoteForm),
            Act("draw_check", actions.draw_check, forms.CheckForm),
            Act("extend", actions.extend, forms.ExtendForm),
            Act("tell_firm", actions.tell_firm, OptionalNoteForm),
            Act("object", actions.object_to, forms.ObjectForm),
            Act("overrule", actions.overrule, forms.AnswerForm),
            Act("uphold", actions.uphold, forms.AnswerForm),
            Act("demand_more", actions.demand_more, ReasonForm, danger=True),
            Act("order", actions.order, forms.OrderForm, danger=True),
            Act("offer", actions.offer, forms.OfferForm),
            Act("take_over", actions.take_over, OptionalNoteForm),
            Act("terminate", actions.terminate, ReasonForm, danger=True),
        ),
        begin=Act("declare", actions.declare, forms.DeclareForm, of_person, _("主动召回")),
        flow="recalls.recall",
        order=(F("next_due_at").asc(nulls_last=True), "-pk"),  # type: ignore[arg-type]
        clock=running,
        chapter="safety",
        roles=PARTIES,
        related=("firm", "place", "authority", "offered_to", "clue"),
        names=of_an_office,
        verbs=(
            ("name", _("登记收货单位")),
            ("import", _("由文件登记收货单位")),
            ("notified", _("登记通知到")),
            ("reply", _("收货单位答复")),
            ("enter_movement", _("登记数量")),
            ("widen", _("追溯事件扩大了范围")),
            ("overdue", _("事项逾期")),
            ("draw", _("冻结核查名录并抽取")),
            ("visit", _("登记核查结果")),
            ("conclude", _("核查结论")),
            ("issue_document", _("出具文书")),
        ),
    )
)
