"""Objections: filed in time, decided; a re-test by another laboratory ends the dispute."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Organisation, Person
from zhiliang.systems.sampling.actions.recording import close_test, record_results
from zhiliang.systems.sampling.actions.writing import saved_case, saved_objection
from zhiliang.systems.sampling.clocks import NOTICE, arrange_by, objection_due
from zhiliang.systems.sampling.flow.objections import OPEN
from zhiliang.systems.sampling.flow.objections import objection as flow
from zhiliang.systems.sampling.judging import Found, failing_in_the_end, insist_on_separation
from zhiliang.systems.sampling.models import (
    Conclusion,
    Objection,
    Round,
    SamplingCase,
    Testing,
)
from zhiliang.systems.sampling.steps import File, held, insist, now_or


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
    if case.state != "notified" or case.conclusion == Conclusion.VOID:
        raise FlowRefused(
            _("这份样品现在是“%(state)s”，不能提出异议。") % {"state": case.state_name}
        )
    clock = f"{kind}_objection"
    objection.due_on, objection.provisional = _in_time(case, organisation, moment, clock)
    if kind == Objection.Kind.RESULT:
        _insist_on_retestable(case, items)
    objection.grounds = insist(grounds, "grounds")
    objection.items = "、".join(items)
    objection.filed_at, objection.filed_by = moment, by
    saved_objection(objection, "file", by=by, at=moment)
    for name, content in evidence:
        objection.evidence.add(hold_file(by=by, name=name, content=content))
    return objection


def _in_time(
    case: SamplingCase, organisation: Organisation, moment: datetime, clock: str
) -> tuple[date, bool]:
    receipt = case.receipts.filter(kind=NOTICE, organisation=organisation).first()
    if receipt is None:
        raise FlowRefused(_("只有被抽样单位和标称的生产者可以提出异议。"))
    day, provisional = objection_due(receipt, clock)
    if day is None:
        raise FlowRefused(_("请先签收检验结论告知书；异议期自签收之日起算。"))
    today = timezone.localtime(moment).date()
    if today > day:
        rule = case.regime.rule(clock, today)
        law = f"{rule.law}第{rule.article}条" if rule else case.regime.law
        raise TooLate(
            _("异议期已于 %(day)s 届满（%(law)s）。") % {"day": day, "law": law},
            _("仍有不同意见的，可以依法申请行政复议或者提起行政诉讼。"),
        )
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
            % {"law": case.regime.law, "article": case.regime.articles.get("not_retested", "")}
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
    return _decided(objection, "refuse", by=by, answer=answer, at=at)


@transaction.atomic
def uphold(
    objection: Objection, *, by: Person, answer: str, at: datetime | None = None
) -> Objection:
    """Find the sampling at fault: the result is void and counts for nobody."""
    objection = held(objection)
    objection.state = flow.require(objection, "decide", by).to
    _insist_on_kind(objection, Objection.Kind.PROCEDURE)
    case = held(objection.case)
    case.conclusion, case.failing, case.serious = Conclusion.VOID, "", False
    saved_case(case, "void", by=by, at=at, objection=objection.pk)
    objection.case = case
    _end_others(objection, by=by, at=at)
    return _decided(objection, "uphold", by=by, answer=answer, at=at)


def _end_others(upheld: Objection, *, by: Person, at: datetime | None) -> None:
    """A void result leaves nothing to object to: what others asked is at an end."""
    for other in upheld.case.objections.filter(state__in=OPEN).exclude(pk=upheld.pk):
        other.state = "ended"
        answer = _("另一异议成立，结果无效，无须再办。")
        _decided(other, "end", by=by, answer=answer, at=at)


@transaction.atomic
def dismiss(
    objection: Objection, *, by: Person, answer: str, at: datetime | None = None
) -> Objection:
    """Find nothing wrong with the sampling, or that a re-test is not called for."""
    objection = held(objection)
    objection.state = flow.require(objection, "dismiss", by).to
    return _decided(objection, "dismiss", by=by, answer=answer, at=at)


@transaction.atomic
def arrange(
    objection: Objection, *, by: Person, fee_fen: int, at: datetime | None = None
) -> Objection:
    """The applicant arranges the re-test and pays its fee in advance, within seven days."""
    objection = held(objection)
    objection.state = flow.require(objection, "arrange", by).to
    _insist_on_kind(objection, Objection.Kind.RESULT)
    moment = now_or(at)
    last = arrange_by(objection)
    if last and timezone.localtime(moment).date() > last:
        raise TooLate(_("办理复检手续的期限已于 %(day)s 届满，视为放弃复检。") % {"day": last})
    objection.arranged_at, objection.arranged_by = moment, by
    objection.fee_fen = fee_fen
    return saved_objection(objection, "arrange", by=by, at=moment, fee=fee_fen)


@transaction.atomic
def lapse(objection: Objection, *, by: Person, at: datetime | None = None) -> Objection:
    """The applicant let the time pass: the re-test is given up."""
    objection = held(objection)
    objection.state = flow.require(objection, "lapse", by).to
    last = arrange_by(objection)
    if last is None or timezone.localtime(now_or(at)).date() <= last:
        raise ValidationError(
            _("办理复检手续的期限到 %(day)s，还没有届满。") % {"day": last or "—"}
        )
    return _decided(
        objection, "lapse", by=by, answer=_("逾期未办理复检手续，视为放弃复检。"), at=at
    )


@transaction.atomic
def name_laboratory(
    objection: Objection,
    *,
    by: Person,
    laboratory: Organisation,
    exception: str = "",
    at: datetime | None = None,
) -> Objection:
    """Name the laboratory of the re-test: another one, unless the province has only this."""
    objection = held(objection)
    objection.state = flow.require(objection, "name_laboratory", by).to
    if laboratory.pk == objection.case.laboratory_id and not exception:
        raise ValidationError(
            {
                "laboratory": _(
                    "复检机构与初检机构不得为同一机构；行政区域内仅有一个具备资质的，请写明例外。"
                )
            }
        )
    if exception and not objection.case.regime.articles.get("fee"):
        raise ValidationError({"exception": _("这类产品的法律没有规定例外。")})
    if exception and objection.case.regime.key == "food":
        raise ValidationError(
            {"exception": _("食品的复检机构不得与初检机构为同一机构，没有例外。")}
        )
    objection.laboratory, objection.exception = laboratory, exception
    objection.named_at, objection.named_by = now_or(at), by
    saved_objection(
        objection,
        "name_laboratory",
        by=by,
        at=objection.named_at,
        laboratory=laboratory.uscc or laboratory.name,
        exception=exception,
    )
    testing = Testing(
        case=objection.case, round=Round.RETEST, objection=objection, laboratory=laboratory
    )
    testing.full_clean()
    testing.save()
    return objection


@transaction.atomic
def end_retest(
    objection: Objection, *, by: Person, reason: str, at: datetime | None = None
) -> Objection:
    """The spare sample is gone: the re-test ends and the first conclusion stands (article 40)."""
    objection = held(objection)
    objection.state = flow.require(objection, "end", by).to
    _insist_on_kind(objection, Objection.Kind.RESULT)
    return _decided(objection, "end", by=by, answer=reason, at=at)


@transaction.atomic
def retest(
    objection: Objection,
    *,
    by: Person,
    found: Mapping[str, Found],
    report_number: str,
    seals_intact: bool = True,
    condition: str = "",
    file: File | None = None,
    at: datetime | None = None,
) -> Objection:
    """Report the re-test of the items objected to: its conclusion is final (article 42)."""
    objection = held(objection)
    objection.state = flow.require(objection, "retest", by).to
    insist_on_separation(objection.case, by)
    if not seals_intact:
        raise ValidationError(
            {
                "seals_intact": _(
                    "备用样品封条破损，不能复检。请报告组织部门，由其决定是否终止复检。"
                )
            }
        )
    asked = set(objection.items.split("、"))
    if set(found) != asked:
        names = _("、").join(sorted(asked))
        raise ValidationError(_("复检的项目须是与异议相关的：%(names)s。") % {"names": names})
    moment = now_or(at)
    testing = objection.tests.get(round=Round.RETEST)
    testing.received_at, testing.received_by = moment, by
    testing.seals_intact, testing.condition = seals_intact, condition
    record_results(testing, by=by, found=found, at=moment)
    close_test(testing, by=by, report_number=report_number, file=file, at=moment)
    return saved_objection(
        objection, "retest", by=by, at=moment, conclusion=testing.conclusion, report=report_number
    )


@transaction.atomic
def conclude_retest(
    objection: Objection, *, by: Person, answer: str = "", at: datetime | None = None
) -> Objection:
    """Tell the result of the re-test: it decides the sample, and who pays (articles 42, 43)."""
    objection = held(objection)
    step = flow.require(objection, "conclude", by)
    case = held(objection.case)
    still = failing_in_the_end(case)
    # what was objected to had failed: only a re-test in which nothing does differs from the first
    upheld = objection.tests.get(round=Round.RETEST).conclusion == Conclusion.PASS
    objection.state = "upheld" if upheld else step.to
    objection.fee = Objection.Fee.AUTHORITY if upheld else Objection.Fee.APPLICANT
    case.conclusion = Conclusion.FAIL if still else Conclusion.PASS
    case.failing = "、".join(still)
    case.serious = case.serious and bool(still)
    saved_case(case, "retest", by=by, at=at, objection=objection.pk)
    objection.case = case
    text = answer or (_("复检与初检结论不一致。") if upheld else _("复检与初检结论一致。"))
    return _decided(objection, "conclude", by=by, answer=text, at=at)


def _decided(
    objection: Objection, verb: str, *, by: Person, answer: str, at: datetime | None
) -> Objection:
    objection.answer = insist(answer, "answer")
    objection.decided_at, objection.decided_by = now_or(at), by
    return saved_objection(objection, verb, by=by, at=objection.decided_at)


def _insist_on_kind(objection: Objection, kind: str) -> None:
    if objection.kind != kind:
        raise FlowRefused(
            _("这是“%(kind)s”，不能这样办理。") % {"kind": objection.get_kind_display()}
        )
