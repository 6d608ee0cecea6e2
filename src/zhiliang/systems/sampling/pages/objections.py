"""Objections, from being filed to what became of them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import FlowRefused
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.clock import Clock
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.clocks import arrange_by, laboratory_by
from zhiliang.systems.sampling.models import Objection, SamplingCase
from zhiliang.systems.sampling.pages import case_forms as forms
from zhiliang.systems.sampling.pages.choices import OFFICES

READERS = (*OFFICES, Role.ENTERPRISE, Role.LABORATORY)


def _object(*, by: Any, case: SamplingCase, **data: Any) -> Objection:
    """Object for the organisation of the person that was told."""
    mine = scopes(by, Role.ENTERPRISE).organisations
    receipt = case.receipts.filter(organisation__in=mine).select_related("organisation").first()
    if receipt is None or receipt.organisation is None:
        raise FlowRefused(gettext("只有被抽样单位和标称的生产者可以提出异议。"))
    return actions.object_to(case, by=by, organisation=receipt.organisation, **data)


def _running(objection: Objection, today: date) -> Clock | None:
    words, key, day = {
        "accepted": (gettext("办理复检手续"), "arrange", arrange_by(objection)),
        "arranged": (gettext("确定复检机构"), "name_laboratory", laboratory_by(objection)),
    }.get(objection.state, ("", "", None))
    if day is None or (key == "arrange" and objection.kind != Objection.Kind.RESULT):
        return None
    rule = objection.case.regime.rule(key, day)
    law = f"{rule.law} {rule.article}" if rule else objection.case.regime.law
    return Clock(words, day, law, overdue=day < today, provisional=False)


objections = register(
    Page(
        key="sampling/objections",
        model="sampling.Objection",
        title=_("异议和复检"),
        lead=_(
            "对抽样过程或者检验结论有异议的，在期限内提出；复检由另一机构承担，其结论为最终结论。"
        ),
        columns=(
            Column("case.number", _("抽样编号"), order="case__number"),
            Column("case.product_class", _("产品类别"), order="case__product_class__name_zh"),
            Column("organisation", _("申请人"), order="organisation__name"),
            Column("kind", _("异议类别")),
            Column("filed_at", _("提出时间"), "moment"),
            Column("due_on", _("提出期限"), "date"),
            Column("state", _("办理状态"), "state"),
        ),
        filters=(
            Filter("state", _("办理状态")),
            Filter("kind", _("异议类别")),
            Filter("number", _("抽样编号"), "contains", path="case__number"),
        ),
        sections=(
            Section(
                _("异议"),
                (
                    Column("case", _("抽样编号")),
                    Column("organisation", _("申请人")),
                    Column("kind", _("异议类别")),
                    Column("items", _("与异议相关的检验项目")),
                    Column("grounds", _("理由"), "long"),
                    Column("filed_at", _("提出时间"), "moment"),
                    Column("due_on", _("提出期限"), "date"),
                    Column("provisional", _("期限待核"), "flag"),
                ),
            ),
            Section(
                _("处理"),
                (
                    Column("accepted_at", _("受理时间"), "moment"),
                    Column("arranged_at", _("办理复检手续时间"), "moment"),
                    Column("laboratory", _("复检机构")),
                    Column("exception", _("复检机构例外")),
                    Column("fee", _("复检费用")),
                    Column("answer", _("处理意见"), "long"),
                    Column("decided_at", _("处理结论时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("accept", actions.accept),
            Act("refuse", actions.refuse, forms.AnswerForm, danger=True),
            Act("decide", actions.uphold, forms.AnswerForm),
            Act("dismiss", actions.dismiss, forms.AnswerForm),
            Act("arrange", actions.arrange, forms.ArrangeForm),
            Act("lapse", actions.lapse),
            Act("name_laboratory", actions.name_laboratory, forms.LaboratoryForm),
            Act("end", actions.end_retest, forms.ReasonForm, danger=True),
            Act("retest", actions.retest, forms.RetestForm, forms.of_case),
            Act("conclude", actions.conclude_retest, forms.OptionalAnswerForm),
        ),
        begin=Act("file", _object, forms.ObjectForm, forms.of_person, _("提出异议")),
        flow="sampling.objection",
        clock=_running,
        chapter="products",
        verbs=(("issue_document", _("出具文书")),),
        roles=READERS,
        related=("case", "case__product_class", "organisation", "laboratory"),
    )
)
