"""Mediation: arranged, delegated, held up by testing, settled or ended, told, taken up again."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.complaints.actions.writing import AnyCase, saved
from zhiliang.systems.complaints.clocks import day_of
from zhiliang.systems.complaints.flow import complaint as flow
from zhiliang.systems.complaints.flow import flow_of
from zhiliang.systems.complaints.models import Complaint, EndReason, Pause, TipOff


@transaction.atomic
def arrange(
    case: Complaint,
    *,
    by: Person,
    mediation_at: datetime,
    where: str,
    mediators: str,
    at: datetime | None = None,
) -> Complaint:
    """Set when, where and by whom it is mediated; both are told before (article 20)."""
    case = held(case)
    flow.require(case, "arrange", by)
    if mediation_at <= now_or(at):
        raise ValidationError({"mediation_at": _("调解时间须在现在之后。")})
    case.mediation_at, case.mediation_where = mediation_at, insist(where, "where")
    case.mediators = insist(mediators, "mediators")
    return saved(case, "arrange", by=by, at=at, mediation_at=mediation_at.isoformat())


@transaction.atomic
def delegate(
    case: Complaint, *, by: Person, delegated_to: str, at: datetime | None = None
) -> Complaint:
    """Let a consumers' association mediate, if the complainant agreed to it (article 19)."""
    case = held(case)
    flow.require(case, "delegate", by)
    if not case.submission.delegate_ok:
        raise ValidationError({"delegated_to": _("投诉人没有同意委托调解（第十九条）。")})
    case.delegated_to = insist(delegated_to, "delegated_to")
    return saved(case, "delegate", by=by, at=at, delegated_to=case.delegated_to)


@transaction.atomic
def note(case: Complaint, *, by: Person, record: str, at: datetime | None = None) -> Complaint:
    """Add to the record of the mediation (article 24)."""
    case = held(case)
    flow.require(case, "note", by)
    moment = now_or(at)
    line = f"{day_of(moment).isoformat()} {insist(record, 'record')}"
    case.record = f"{case.record}\n{line}".strip()
    return saved(case, "note", by=by, at=moment)


@transaction.atomic
def send_to_test(
    case: Complaint,
    *,
    by: Person,
    laboratory: str,
    chosen: str,
    first_day: date,
    payer: str = "",
    at: datetime | None = None,
) -> Complaint:
    """Send goods to be tested: that time is not counted (article 22)."""
    case = held(case)
    flow.require(case, "send_to_test", by)
    if case.pauses.filter(last_day=None).exists():
        raise ValidationError(_("已有一次鉴定、检测没有结束，请先登记它的结论。"))
    assert case.decided_at
    if first_day < day_of(case.decided_at) or first_day > day_of(now_or(at)):
        raise ValidationError({"first_day": _("送检日期须在受理之后、今天之前（含今天）。")})
    pause = Pause(complaint=case, laboratory=laboratory, chosen=chosen, payer=payer)
    pause.first_day = first_day
    pause.full_clean()
    pause.save()
    return saved(case, "send_to_test", by=by, at=at, first_day=first_day.isoformat())


@transaction.atomic
def end_test(
    case: Complaint,
    *,
    by: Person,
    last_day: date,
    finding: str,
    report: File | None = None,
    at: datetime | None = None,
) -> Complaint:
    """Enter what was found; the clock goes on from the next day."""
    case = held(case)
    flow.require(case, "end_test", by)
    pause = case.pauses.filter(last_day=None).first()
    if pause is None:
        raise ValidationError(_("没有正在进行的鉴定、检测。"))
    if not pause.first_day <= last_day <= day_of(now_or(at)):
        raise ValidationError({"last_day": _("出具结论的日期须在送检之后、今天之前（含今天）。")})
    pause.last_day, pause.finding = last_day, insist(finding, "finding")
    if report:
        pause.report = hold_file(by=by, name=report[0], content=report[1])
    pause.full_clean()
    pause.save()
    return saved(case, "end_test", by=by, at=at, last_day=last_day.isoformat())


@transaction.atomic
def settle(
    case: Complaint,
    *,
    by: Person,
    agreement: str,
    performed: bool = False,
    recovered_fen: int | None = None,
    at: datetime | None = None,
) -> Complaint:
    """The two agreed; a paper is made unless it was done on the spot or neither wants one."""
    case = held(case)
    case.state = flow.require(case, "settle", by).to
    _no_open_test(case)
    case.ended_at, case.ended_by = now_or(at), by
    case.agreement, case.performed = insist(agreement, "agreement"), performed
    case.recovered_fen = recovered_fen
    return saved(case, "settle", by=by, at=case.ended_at, recovered_fen=recovered_fen)


@transaction.atomic
def terminate(
    case: Complaint, *, by: Person, end_reason: str, note: str = "", at: datetime | None = None
) -> Complaint:
    """End the mediation for one of the eight reasons of article 23."""
    case = held(case)
    case.state = flow.require(case, "terminate", by).to
    if end_reason not in EndReason.values:
        raise ValidationError({"end_reason": _("请选择第二十三条规定的情形。")})
    case.ended_at, case.ended_by = now_or(at), by
    if end_reason == EndReason.TIME_OVER and not _time_over(case):
        raise ValidationError({"end_reason": _("调解期限还没有到。")})
    case.end_reason, case.end_note = end_reason, note
    return saved(case, "terminate", by=by, at=case.ended_at, end_reason=end_reason)


def _time_over(case: Complaint) -> bool:
    assert case.ended_at
    return case.end_due_on is not None and day_of(case.ended_at) >= case.end_due_on


def _no_open_test(case: Complaint) -> None:
    if case.pauses.filter(last_day=None).exists():
        raise ValidationError(_("鉴定、检测没有结束，请先登记它的结论。"))


@transaction.atomic
def tell(
    case: AnyCase, *, by: Person, law: str = "", note: str = "", at: datetime | None = None
) -> AnyCase:
    """Record that the parties were told the outcome; of a tip-off only where a law says so."""
    case = held(case)
    flow_of(case).require(case, "tell", by)
    if case.told_at:
        raise ValidationError(_("已经告知。"))
    if isinstance(case, TipOff):
        case.told_law = insist(law, "law")
    case.told_at, case.told_by = now_or(at), by
    return saved(case, "tell", by=by, at=case.told_at, law=law, note=note)


@transaction.atomic
def answer(case: Complaint, *, by: Person, text: str, at: datetime | None = None) -> Complaint:
    """The firm answers: often the quickest way to settle."""
    case = held(case)
    flow.require(case, "answer", by)
    case.firm_answer = insist(text, "text")
    case.answered_at, case.answered_by = now_or(at), by
    return saved(case, "answer", by=by, at=case.answered_at)


@transaction.atomic
def rate(
    case: Complaint,
    *,
    by: None = None,
    satisfaction: int,
    text: str = "",
    at: datetime | None = None,
) -> Complaint:
    """The complainant says how it was handled, once; who has the receipt may."""
    case = held(case)
    flow.require(case, "rate", by)
    if case.satisfaction:
        raise ValidationError(_("您已经评价过。"))
    case.satisfaction, case.satisfied_at = satisfaction, now_or(at)
    case.satisfaction_note = text
    return saved(case, "rate", by=by, at=case.satisfied_at, satisfaction=satisfaction)


@transaction.atomic
def reopen(case: AnyCase, *, by: Person, reason: str, at: datetime | None = None) -> AnyCase:
    """Take an ended case up again: it is decided on anew, counted from now."""
    case = held(case)
    case.state = flow_of(case).require(case, "reopen", by).to
    moment = now_or(at)
    for step in ("decided", "told", "handed", "ended", "concluded", "extended"):
        if hasattr(case, f"{step}_at"):
            setattr(case, f"{step}_at", None)
            setattr(case, f"{step}_by", None)
    if isinstance(case, Complaint):
        case.reopened_at, case.reopened_by = moment, by
        case.reopened_reason = insist(reason, "reason")
        case.refusal = case.end_reason = ""
    if isinstance(case, TipOff):
        case.counted_from = moment
    return saved(case, "reopen", by=by, at=moment, reason=insist(reason, "reason"))
