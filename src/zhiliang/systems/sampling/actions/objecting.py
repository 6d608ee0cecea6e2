"""Objections: filed in time and on what they must be filed with, taken up, decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.sampling.actions.writing import saved_case, saved_objection
from zhiliang.systems.sampling.clocks import NOTICE, objection_due, sampling_due
from zhiliang.systems.sampling.flow.cases import UNTOLD
from zhiliang.systems.sampling.flow.cases import case as case_flow
from zhiliang.systems.sampling.flow.objections import OPEN
from zhiliang.systems.sampling.flow.objections import objection as flow
from zhiliang.systems.sampling.models import (
    Conclusion,
    Objection,
    Round,
    SamplingCase,
)
from zhiliang.systems.sampling.steps import insist_on_kind


class TooLate(ClerkError):
    """The time to object is over."""

    code = "too_late"


class NoRetest(ClerkError):
    """The law rules a re-test out."""

    code = "no_retest"


@transaction.atomic
def object_to(
    case: SamplingCase,
    *,
    by: Person,
    organisation: Organisation,
    kind: str,
    grounds: str,
    items: Sequence[str] = (),
    evidence: Sequence[File] = (),
    at: datetime | None = None,
) -> Objection:
    """Object within the time that began when the notice reached the party.

    TooLate once it is over; NoRetest where the law rules out what is asked.
    """
    case = held(case)
    moment = now_or(at)
    objection = Objection(case=case, organisation=organisation, kind=kind)
    objection.state = flow.require(None, "file", by).to
    if not flow.is_for(objection, "file", by):
        raise FlowRefused(_("只能代表本单位提出异议。"))
    _insist_on_open(case, organisation, kind)
    objection.due_on, objection.provisional = _in_time(case, organisation, moment, kind)
    if kind in case.regime.evidence_for and not evidence:
        words = _("请一并提交证明材料（%(law)s%(article)s）。")
        raise ValidationError({"evidence": words % case.regime.ground(f"{kind}_objection")})
    if kind == Objection.Kind.RESULT:
        _insist_on_retestable(case, items)
    objection.grounds = insist(grounds, "grounds")
    objection.items = "、".join(items)
    objection.filed_at, objection.filed_by = moment, by
    saved_objection(objection, "file", by=by, at=moment)
    for name, content in evidence:
        objection.evidence.add(hold_file(by=by, name=name, content=content))
    return objection


def _insist_on_open(case: SamplingCase, organisation: Organisation, kind: str) -> None:
    """That its law knows such an objection, and the sample is where it may be filed, by whom."""
    if not case.regime.takes(kind):
        words = _("%(law)s没有规定这类异议的期限，不能这样提出。")
        raise FlowRefused(words % {"law": case.regime.law})
    sampling = kind == Objection.Kind.SAMPLING
    if sampling and organisation.pk != case.firm_id:
        raise FlowRefused(_("对抽样过程的异议由被抽样单位提出。"))
    states = (*UNTOLD, "notified") if sampling else ("notified",)
    if case.state not in states or case.conclusion == Conclusion.VOID:
        raise FlowRefused(
            _("这份样品现在是“%(state)s”，不能提出异议。") % {"state": case.state_name}
        )


def _in_time(
    case: SamplingCase, organisation: Organisation, moment: datetime, kind: str
) -> tuple[date, bool]:
    """The last day to file, which has not passed, and whether it is provisional."""
    clock = f"{kind}_objection"
    day, provisional = _last_day(case, organisation, kind)
    today = timezone.localtime(moment).date()
    if today > day:
        rule = case.regime.rule(clock, day)
        law = f"{rule.law}第{rule.article}条" if rule else case.regime.law
        raise TooLate(
            _("异议期已于 %(day)s 届满（%(law)s）。") % {"day": day, "law": law},
            _("仍有不同意见的，可以依法申请行政复议或者提起行政诉讼。"),
        )
    return day, provisional


def _last_day(case: SamplingCase, organisation: Organisation, kind: str) -> tuple[date, bool]:
    """From the sampling where that has a time of its own, else from the receipt of the notice."""
    if kind == Objection.Kind.SAMPLING:
        day, provisional = sampling_due(case)
        assert day
        return day, provisional
    receipt = case.receipts.filter(kind=NOTICE, organisation=organisation).first()
    if receipt is None:
        raise FlowRefused(_("只有被抽样单位和标称的生产者可以提出异议。"))
    day, provisional = objection_due(receipt, f"{kind}_objection")
    if day is None:
        raise FlowRefused(_("请先签收检验结论告知书；异议期自签收之日起算。"))
    return day, provisional


def _insist_on_retestable(case: SamplingCase, items: Sequence[str]) -> None:
    refused = case.regime.not_retested
    if case.first_conclusion != Conclusion.FAIL:
        raise NoRetest(_("结论没有不合格，不需要复检。"))
    failing = case.testings.get(round=Round.FIRST).results.filter(verdict="fail")
    known = set(failing.values_list("item__code", flat=True))
    if not items or not set(items) <= known:
        raise ValidationError({"items": _("请选要复检的不合格项目。")})
    asked = failing.filter(item__code__in=items)
    if "microbiological" in refused and asked.filter(item__microbiological=True).exists():
        raise NoRetest(
            _("微生物指标不合格的，不予复检（%(law)s%(article)s）。")
            % case.regime.ground("not_retested")
        )
    expires = case.sheet.expires_on
    if "expired" in refused and expires and expires < timezone.localdate():
        raise NoRetest(_("备份样品已过保质期（%(day)s），不予复检。") % {"day": expires})
    if case.sheet.spare_quantity == 0:
        raise NoRetest(_("没有留存备用样品，不具备复检条件。"))


@transaction.atomic
def accept(objection: Objection, *, by: Person, at: datetime | None = None) -> Objection:
    """Take an objection up."""
    objection = held(objection)
    objection.state = flow.require(objection, "accept", by).to
    objection.accepted_at, objection.accepted_by = now_or(at), by
    return saved_objection(objection, "accept", by=by, at=objection.accepted_at)


@transaction.atomic
def refuse(
    objection: Objection, *, by: Person, answer: str, at: datetime | None = None
) -> Objection:
    """Do not take an objection up, with the reason in writing."""
    objection = held(objection)
    objection.state = flow.require(objection, "refuse", by).to
    return decided(objection, "refuse", by=by, answer=answer, at=at)


@transaction.atomic
def uphold(
    objection: Objection, *, by: Person, answer: str, at: datetime | None = None
) -> Objection:
    """Find the sampling at fault: the result is void and counts for nobody.

    Before anybody was told a conclusion that ends the case: nothing more is tested or told.
    """
    objection = held(objection)
    objection.state = flow.require(objection, "decide", by).to
    insist_on_kind(objection, Objection.Kind.PROCEDURE, Objection.Kind.SAMPLING)
    case, moment = held(objection.case), now_or(at)
    case.conclusion, case.failing, case.serious = Conclusion.VOID, "", False
    if case.state in UNTOLD:
        case.state = case_flow.require(case, "void", None).to
        case.settled_at, case.settled_by = moment, by
    saved_case(case, "void", by=by, at=moment, objection=objection.pk)
    objection.case = case
    _end_others(objection, by=by, at=moment)
    return decided(objection, "uphold", by=by, answer=answer, at=moment)


def _end_others(upheld: Objection, *, by: Person, at: datetime | None) -> None:
    """A void result leaves nothing to object to: what others asked is at an end."""
    for other in upheld.case.objections.filter(state__in=OPEN).exclude(pk=upheld.pk):
        other.state = "ended"
        answer = _("另一异议成立，结果无效，无须再办。")
        decided(other, "end", by=by, answer=answer, at=at)


@transaction.atomic
def dismiss(
    objection: Objection, *, by: Person, answer: str, at: datetime | None = None
) -> Objection:
    """Find nothing wrong with the sampling, or that a re-test is not called for."""
    objection = held(objection)
    objection.state = flow.require(objection, "dismiss", by).to
    return decided(objection, "dismiss", by=by, answer=answer, at=at)


def decided(
    objection: Objection, verb: str, *, by: Person, answer: str, at: datetime | None
) -> Objection:
    """The objection with what became of it, as it was answered."""
    objection.answer = insist(answer, "answer")
    objection.decided_at, objection.decided_by = now_or(at), by
    return saved_objection(objection, verb, by=by, at=objection.decided_at)
