"""Re-tests: arranged, at another laboratory, whose conclusion ends the dispute."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Organisation, Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.sampling.actions.objecting import TooLate, decided
from zhiliang.systems.sampling.actions.recording import close_test, record_results
from zhiliang.systems.sampling.actions.writing import saved_case, saved_objection
from zhiliang.systems.sampling.clocks import arrange_by
from zhiliang.systems.sampling.flow.objections import objection as flow
from zhiliang.systems.sampling.judging import Found, failing_in_the_end, insist_on_separation
from zhiliang.systems.sampling.models import Conclusion, Objection, Round, Testing
from zhiliang.systems.sampling.steps import insist_on_kind


@transaction.atomic
def arrange(
    objection: Objection, *, by: Person, fee_fen: int, at: datetime | None = None
) -> Objection:
    """The applicant arranges the re-test and pays its fee in advance, within seven days."""
    objection = held(objection)
    objection.state = flow.require(objection, "arrange", by).to
    insist_on_kind(objection, Objection.Kind.RESULT)
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
    insist_on_kind(objection, Objection.Kind.RESULT)
    last = arrange_by(objection)
    if last is None or timezone.localtime(now_or(at)).date() <= last:
        raise ValidationError(
            _("办理复检手续的期限到 %(day)s，还没有届满。") % {"day": last or "—"}
        )
    return decided(objection, "lapse", by=by, answer=_("逾期未办理复检手续，视为放弃复检。"), at=at)


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
    if objection.case.regime.retest_by_lot:
        words = _("复检机构在公布的名录中随机确定，不由人指定（%(law)s%(article)s）。")
        raise FlowRefused(
            words % objection.case.regime.ground("laboratory"),
            _("请冻结复检机构名录，公开随机数公布后抽取。"),
        )
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
    objection.exception = exception
    return to_retest(objection, "name_laboratory", by=by, laboratory=laboratory, at=now_or(at))


def to_retest(
    objection: Objection,
    verb: str,
    *,
    by: Person,
    laboratory: Organisation,
    at: datetime,
    **told: str,
) -> Objection:
    """The objection with who re-tests, by name or by lot; its test begins."""
    objection.laboratory = laboratory
    objection.named_at, objection.named_by = at, by
    saved_objection(
        objection,
        verb,
        by=by,
        at=at,
        laboratory=laboratory.uscc or laboratory.name,
        exception=objection.exception,
        **told,
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
    insist_on_kind(objection, Objection.Kind.RESULT)
    return decided(objection, "end", by=by, answer=reason, at=at)


@transaction.atomic
def receive_spare(
    objection: Objection,
    *,
    by: Person,
    seals_intact: bool,
    condition: str,
    fee_fen: int | None = None,
    at: datetime | None = None,
) -> Objection:
    """Take in the sample to re-test after looking at its seals; `fee_fen` was paid in advance."""
    objection = held(objection)
    objection.state = flow.require(objection, "receive_spare", by).leads(objection.state)
    insist_on_separation(objection.case, by)
    _insist_on_seals(seals_intact=seals_intact)
    testing = objection.tests.get(round=Round.RETEST)
    if testing.received_at:
        raise ValidationError(_("复检样品已于 %(at)s 接收。") % {"at": testing.received_at})
    testing.received_at, testing.received_by = now_or(at), by
    testing.condition = insist(condition, "condition")
    testing.full_clean()
    testing.save()
    objection.fee_fen = objection.fee_fen if fee_fen is None else fee_fen
    return saved_objection(objection, "receive_spare", by=by, at=testing.received_at, fee=fee_fen)


def _insist_on_seals(*, seals_intact: bool) -> None:
    if not seals_intact:
        words = _("备用样品封条破损，不能复检。请报告组织部门，由其决定是否终止复检。")
        raise ValidationError({"seals_intact": words})


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
    _insist_on_seals(seals_intact=seals_intact)
    asked = set(objection.items.split("、"))
    if set(found) != asked:
        names = _("、").join(sorted(asked))
        raise ValidationError(_("复检的项目须是与异议相关的：%(names)s。") % {"names": names})
    moment = now_or(at)
    testing = objection.tests.get(round=Round.RETEST)
    if testing.received_at is None:
        testing.received_at, testing.received_by = moment, by
    testing.condition = condition or testing.condition
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
    return decided(objection, "conclude", by=by, answer=text, at=at)
