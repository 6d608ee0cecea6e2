"""Samples, one by one: what was taken, what tests found, who was told, what is next."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices, source_choices
from zhiliang.core.pages.clock import Clock
from zhiliang.core.policy import scopes
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.clocks import NOTICE, objection_due
from zhiliang.systems.sampling.models import SamplingCase
from zhiliang.systems.sampling.pages import case_forms as forms
from zhiliang.systems.sampling.pages.choices import (
    OFFICES,
    PARTIES,
    by_progress,
    cases_in_round,
    class_choices,
    conclusion_choices,
    plan_choices,
    progress_choices,
    round_choices,
    site_choices,
)

CLOCKS = {
    "sampled": ("deliver", _("送样"), "sampled_at"),
    "received": ("report", _("出具检验报告"), "received_at"),
    "concluded": ("notify", _("送达结果通知"), "concluded_at"),
}


def running(case: SamplingCase, today: date) -> Clock | None:
    """The statutory time limit of the next step where there is one, else the plan's own date."""
    if case.imported:
        return None
    if case.state == "notified":
        return _objection_clock(case, today)
    if case.state in CLOCKS and (clock := _statutory(case, today)):
        return clock
    if case.state in ("assigned", "sampled", "received") and case.due_on:
        basis = gettext("完成日期由计划规定，未见法定期限")
        late = case.due_on < today
        return Clock(gettext("出具报告"), case.due_on, basis, overdue=late, provisional=False)
    return None


def _statutory(case: SamplingCase, today: date) -> Clock | None:
    key, words, field = CLOCKS[case.state]
    since = getattr(case, field)
    if since is None:
        return None
    day = timezone.localtime(since).date()
    last, provisional = case.regime.until(key, day)
    rule = case.regime.rule(key, day)
    if last is None or rule is None:
        return None
    law = f"{rule.law} {rule.article}"
    return Clock(str(words), last, law, overdue=last < today, provisional=provisional)


def _objection_clock(case: SamplingCase, today: date) -> Clock | None:
    """The last of the parties' days to object; none while a notice has not reached its party."""
    days = [objection_due(one) for one in case.receipts.filter(kind=NOTICE)]
    known = [(day, provisional) for day, provisional in days if day]
    if not known or len(known) < len(days):
        return None
    last, provisional = max(known)
    rule = case.regime.rule("result_objection", last)
    law = f"{rule.law} {rule.article}" if rule else case.regime.law
    return Clock(gettext("提出异议"), last, law, overdue=last < today, provisional=provisional)


def _law(case: SamplingCase) -> str:
    try:
        return case.regime.law
    except ClerkError as unknown:
        return unknown.message


def _of_the_authority(case: SamplingCase, person: Any) -> bool:
    """Officers of the place and of the authority read who did what; parties and others do not."""
    whose = (case, *case.authorities)
    held = [scopes(person, role) for role in OFFICES]
    return any(scope.covers(one) for scope in held for one in whose)


cases = register(
    Page(
        key="sampling/cases",
        model="sampling.SamplingCase",
        title=_("监督抽查案"),
        lead=_("每份样品一案：抽样、检验、判定、告知、异议、定论、公布。"),
        columns=(
            Column("number", _("抽样编号")),
            Column("product_class", _("产品类别"), order="product_class__name_zh"),
            Column("firm", _("被抽样单位"), order="firm__name"),
            Column("place", _("地区"), order="place_id"),
            Column("site", _("抽样环节")),
            Column("sampled_on", _("抽样日期"), "date"),
            Column("conclusion", _("最终结论")),
            Column("failing", _("不合格项目")),
            Column("state", _("办理状态"), "state"),
            Column("source", _("来源"), "source"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("progress", _("进度"), choices=progress_choices, narrow=by_progress),
            Filter("round", _("计划期间"), choices=round_choices, narrow=cases_in_round),
            Filter("plan", _("计划"), choices=plan_choices),
            Filter("product_class", _("产品类别"), choices=class_choices),
            Filter("place", _("地区"), "place", choices=city_choices),
            Filter("site", _("抽样环节"), choices=site_choices),
            Filter("conclusion", _("最终结论"), choices=conclusion_choices),
            Filter("sampled_on", _("抽样日期"), "dates"),
            Filter("firm", _("被抽样单位"), "contains", path="firm__name"),
            Filter("number", _("抽样编号"), "contains"),
            Filter("source", _("来源"), choices=source_choices),
        ),
        sections=(
            Section(
                _("样品"),
                (
                    Column("number", _("抽样编号")),
                    Column("plan", _("计划")),
                    Column("product_class", _("产品类别")),
                    Column("rule", _("实施细则")),
                    Column("pk", _("依据"), read=_law),
                    Column("purpose", _("目的")),
                    Column("firm", _("被抽样单位")),
                    Column("producer_words", _("标称生产者")),
                    Column("place", _("地区")),
                    Column("site", _("抽样环节")),
                    Column("size", _("规模")),
                    Column("laboratory", _("检验机构")),
                    Column("not_taken", _("未抽样原因")),
                    Column("not_taken_note", _("情况记录"), "long"),
                    Column("forbidden_by", _("限制依据的抽样编号")),
                    Column("rejected_reason", _("拒收、无法检验理由"), "long"),
                    Column("source", _("来源"), "source"),
                ),
            ),
            Section(
                _("结论"),
                (
                    Column("first_conclusion", _("初检结论")),
                    Column("conclusion", _("最终结论")),
                    Column("failing", _("不合格项目")),
                    Column("serious", _("严重质量问题"), "flag"),
                    Column("sampled_on", _("抽样日期"), "date"),
                    Column("reported_on", _("报告日期"), "date"),
                    Column("notified_at", _("告知时间"), "moment"),
                    Column("settled_at", _("定论时间"), "moment"),
                    Column("published_at", _("公布时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("photograph", actions.photograph, forms.PhotographForm),
            Act("receive", actions.receive, forms.ReceiveForm),
            Act("enter_results", actions.enter_results, forms.ResultsForm, forms.of_case),
            Act("report", actions.report, forms.ReportForm),
            Act("reject", actions.reject, forms.ReasonForm, danger=True),
            Act("conclude", actions.conclude, forms.ConcludeForm),
            Act("return_report", actions.return_report, forms.ReasonForm, danger=True),
            Act("notify", actions.notify),
            Act("settle", actions.settle),
            Act("publish", actions.publish),
        ),
        flow="sampling.case",
        clock=running,
        chapter="products",
        roles=PARTIES,
        related=("product_class", "firm", "place", "producer", "laboratory", "plan", "rule"),
        prefetch=("place__names",),
        names=_of_the_authority,
        verbs=(
            ("deliver", _("送达")),
            ("test", _("检验结论")),
            ("retest", _("按复检结论改定")),
            ("import", _("导入")),
            ("issue_document", _("出具文书")),
        ),
    )
)
