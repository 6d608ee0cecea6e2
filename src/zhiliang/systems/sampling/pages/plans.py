"""Plans, from their draft to the last result."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingPlan
from zhiliang.systems.sampling.pages import plan_forms as forms
from zhiliang.systems.sampling.pages.choices import OFFICES, regime_choices


def _running(plan: SamplingPlan, today: date) -> Clock | None:
    if plan.state in ("closed", "withdrawn"):
        return None
    basis = gettext("完成日期由计划规定，未见法定期限")
    late = plan.due_on < today
    return Clock(gettext("完成"), plan.due_on, basis, overdue=late, provisional=False)


def _draft(*, by: Any, **data: Any) -> SamplingPlan:
    return actions.draft_plan(by=by, **data)


def _samples(plan: SamplingPlan) -> int:
    return sum(plan.lines.values_list("count", flat=True))


plans = register(
    Page(
        key="sampling/plans",
        model="sampling.SamplingPlan",
        title=_("监督抽查计划"),
        lead=_("拟订、分配到市、下达，再冻结名录、双随机抽取；每一批都有去向，计划才能完结。"),
        columns=(
            Column("title", _("计划")),
            Column("number", _("计划编号")),
            Column("authority", _("组织部门所在地"), order="authority_id"),
            Column("regime", _("类别")),
            Column("year", _("年度"), "number"),
            Column("quarter", _("季度"), "number"),
            Column("due_on", _("完成日期"), "date"),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("year", _("年度"), "exact"),
            Filter("quarter", _("季度"), "exact"),
            Filter("regime", _("类别"), choices=regime_choices),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("计划"),
                (
                    Column("number", _("计划编号")),
                    Column("authority", _("组织部门所在地")),
                    Column("level", _("层级")),
                    Column("regime", _("类别")),
                    Column("purpose", _("目的")),
                    Column("programme", _("统计归属")),
                    Column("year", _("年度")),
                    Column("quarter", _("季度")),
                    Column("due_on", _("完成日期"), "date"),
                    Column("yearly_cap", _("每家企业一年最多抽查次数")),
                    Column("pk", _("批次合计"), read=_samples),
                    Column("source", _("来源"), "source"),
                ),
            ),
        ),
        acts=(
            Act("allocate", actions.allocate_evenly, forms.AllocateForm),
            Act("allocate_file", actions.allocate_file, forms.AllocateFileForm),
            Act("issue", actions.issue),
            Act("close", actions.close_plan),
            Act("withdraw", actions.withdraw_plan, forms.ReasonForm, danger=True),
        ),
        begin=Act("draft", _draft, forms.PlanForm, forms.of_now, _("拟订计划")),
        flow="sampling.plan",
        clock=_running,
        chapter="products",
        verbs=(("issue_document", _("出具文书")),),
        roles=OFFICES,
        related=("authority",),
        prefetch=("authority__names",),
    )
)
