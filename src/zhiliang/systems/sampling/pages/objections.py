"""Objections, from being filed to what became of them."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import FlowRefused
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.clock import Clock
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.clocks import awaited
from zhiliang.systems.sampling.models import Objection, SamplingCase
from zhiliang.systems.sampling.pages import case_forms as forms
from zhiliang.systems.sampling.pages import retest_forms as retests
from zhiliang.systems.sampling.pages.choices import OFFICES
from zhiliang.systems.sampling.pages.plan_forms import EntropyForm, PublicNumberForm

READERS = (*OFFICES, Role.ENTERPRISE, Role.LABORATORY)


def _object(*, by: Any, case: SamplingCase, **data: Any) -> Objection:
    """Object for the organisation of the person that was told."""
    mine = scopes(by, Role.ENTERPRISE).organisations
    receipt = case.receipts.filter(organisation__in=mine).select_related("organisation").first()
    if receipt is None or receipt.organisation is None:
        raise FlowRefused(gettext("只有被抽样单位和标称的生产者可以提出异议。"))
    return actions.object_to(case, by=by, organisation=receipt.organisation, **data)


def _on_result(objection: Objection) -> bool:
    return objection.kind == Objection.Kind.RESULT


def _on_sampling(objection: Objection) -> bool:
    return objection.kind != Objection.Kind.RESULT


def _to_lapse(objection: Objection) -> bool:
    return _on_result(objection) and "arrange" in objection.case.regime.clocks


def _by_hand(objection: Objection) -> bool:
    return not objection.by_lot


def _by_lot(objection: Objection) -> bool:
    return objection.by_lot


def _frozen(objection: Objection) -> bool:
    """Whether a draw of its laboratory was frozen and not held."""
    return objection.draws.filter(drawn_at=None, annulled_at=None).exists()


def _to_freeze(objection: Objection) -> bool:
    return objection.by_lot and not _frozen(objection)


def _not_received(objection: Objection) -> bool:
    return objection.tests.filter(received_at=None).exists()


def _evidence(objection: Objection) -> str:
    return gettext("、").join(objection.evidence.values_list("name", flat=True))


def _freeze(objection: Objection, *, by: Any, **data: Any) -> Objection:
    return actions.freeze_laboratories(objection, by=by, **data).objection


def _annul(objection: Objection, *, by: Any, **data: Any) -> Objection:
    return actions.annul_laboratories(objection, by=by, **data).objection


def _running(objection: Objection, today: date) -> Clock | None:
    """The time limit of the next step, where the law of the sample sets one."""
    step = awaited(objection)
    if step is None or step.since is None:
        return None
    regime, since = objection.case.regime, timezone.localtime(step.since).date()
    day, provisional = regime.until(step.clock, since)
    rule = regime.rule(step.clock, since)
    if day is None or rule is None:
        return None
    law = f"{rule.law} {rule.article}"
    return Clock(step.words, day, law, overdue=day < today, provisional=provisional)


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
                    Column("pk", _("证明材料"), read=_evidence),
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
            Act("decide", actions.uphold, forms.AnswerForm, when=_on_sampling),
            Act("dismiss", actions.dismiss, forms.AnswerForm),
            Act("arrange", actions.arrange, forms.ArrangeForm, when=_on_result),
            Act("lapse", actions.lapse, when=_to_lapse),
            Act("name_laboratory", actions.name_laboratory, forms.LaboratoryForm, when=_by_hand),
            Act(
                "declare_interest", actions.declare_interest, retests.InterestForm, when=_to_freeze
            ),
            Act("freeze_laboratories", _freeze, PublicNumberForm, when=_to_freeze),
            Act("draw_laboratory", actions.draw_laboratory, EntropyForm, when=_frozen),
            Act("annul_laboratories", _annul, forms.ReasonForm, danger=True, when=_frozen),
            Act("decline", actions.decline, retests.DeclineForm, danger=True, when=_by_lot),
            Act("receive_spare", actions.receive_spare, retests.SpareForm, when=_not_received),
            Act("end", actions.end_retest, forms.ReasonForm, danger=True, when=_on_result),
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
