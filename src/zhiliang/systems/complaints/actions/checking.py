"""A tip-off is checked: more time, a case filed or not, merged, concluded; who told is secret."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Person
from zhiliang.core.steps import held, insist, next_serial, now_or
from zhiliang.systems.complaints.actions.writing import AnyCase, begun, saved
from zhiliang.systems.complaints.clocks import day_of
from zhiliang.systems.complaints.flow import complaint as complaint_flow
from zhiliang.systems.complaints.flow import flow_of
from zhiliang.systems.complaints.flow import tip_off as flow
from zhiliang.systems.complaints.models import Complaint, TipOff


@dataclass(frozen=True)
class Identity:
    """Who sent something in, as they said."""

    name: str
    phone: str
    id_kind: str
    id_number: str
    address: str


@transaction.atomic
def unmask(case: AnyCase, *, by: Person, reason: str, at: datetime | None = None) -> Identity:
    """Show who sent it in, once, and log who looked and why; of a tip-off to its officer alone."""
    case, reason = held(case), insist(reason, "reason")
    if not flow_of(case).is_for(case, "assign", by):
        raise NotAllowed(_("只有承办地区的工作人员可以查看。"))
    if isinstance(case, TipOff) and case.officer_id != by.pk:
        raise NotAllowed(_("举报人的信息只有承办人可以查看（第三十七条）。"), _("请先指定承办人。"))
    saved(case, "unmask", by=by, at=at, reason=reason)
    told = case.submission
    return Identity(told.name, told.phone, told.id_kind, told.id_number, told.address)


@transaction.atomic
def find_clue(
    case: Complaint, *, by: Person, finding: str, at: datetime | None = None
) -> Complaint:
    """A breach of the law was found in mediation: it is checked as a case of its own (27)."""
    case = held(case)
    complaint_flow.require(case, "find_clue", by)
    moment = now_or(at)
    state = flow.require(None, "find", by).to
    clue = TipOff(submission=case.submission, place=case.place, state=state, clue_of=case)
    clue.received_at = clue.counted_from = moment
    clue.officer, clue.source, clue.finding = by, case.source, insist(finding, "finding")
    clue.number = next_serial(TipOff, f"JB{day_of(moment).year}-", width=6)
    begun(clue, "find", by=by, at=moment)
    return saved(case, "find_clue", by=by, at=moment, clue=clue.number)


@transaction.atomic
def ask_extension(case: TipOff, *, by: Person, reason: str, at: datetime | None = None) -> TipOff:
    """Ask the head for more time."""
    case = held(case)
    flow.require(case, "ask_extension", by)
    if case.extended_at:
        raise ValidationError(_("已经延长过一次，不能再延长。"))
    case.extension_asked_at, case.extension_asked_by = now_or(at), by
    case.extension_reason = insist(reason, "reason")
    return saved(case, "ask_extension", by=by, at=case.extension_asked_at)


@transaction.atomic
def grant_extension(
    case: TipOff, *, by: Person, note: str = "", at: datetime | None = None
) -> TipOff:
    """The head grants fifteen working days more, once; another person than who asked."""
    case = held(case)
    flow.require(case, "grant_extension", by)
    if case.extension_asked_at is None:
        raise ValidationError(_("没有人申请延长。"))
    if case.extended_at:
        raise ValidationError(_("已经延长过一次，不能再延长。"))
    moment = now_or(at)
    if case.check_due_on and day_of(moment) > case.check_due_on:
        raise ValidationError(_("期限已经过了，不能再延长。"))
    case.extended_at, case.extended_by = moment, by
    return saved(case, "grant_extension", by=by, at=moment, note=note)


@transaction.atomic
def file_case(
    case: TipOff, *, by: Person, finding: str, case_number: str = "", at: datetime | None = None
) -> TipOff:
    """A case is filed under the rules of administrative penalties."""
    case = _decided(case, "file_case", finding, by=by, at=at)
    case.case_number = case_number
    return saved(case, "file_case", by=by, at=case.decided_at, filed=case_number)


@transaction.atomic
def file_none(case: TipOff, *, by: Person, finding: str, at: datetime | None = None) -> TipOff:
    """No case is filed."""
    case = _decided(case, "file_none", finding, by=by, at=at)
    return saved(case, "file_none", by=by, at=case.decided_at)


def _decided(case: TipOff, verb: str, finding: str, *, by: Person, at: datetime | None) -> TipOff:
    case = held(case)
    case.state = flow.require(case, verb, by).to
    case.decided_at, case.decided_by = now_or(at), by
    case.officer = case.officer or by
    case.finding = insist(finding, "finding")
    return case


@transaction.atomic
def conclude(case: TipOff, *, by: Person, result: str, at: datetime | None = None) -> TipOff:
    """The case that was filed is decided."""
    case = held(case)
    case.state = flow.require(case, "conclude", by).to
    case.concluded_at, case.concluded_by = now_or(at), by
    case.result = insist(result, "result")
    return saved(case, "conclude", by=by, at=case.concluded_at)


@transaction.atomic
def merge(
    case: TipOff, *, by: Person, into: TipOff, new_facts: bool, at: datetime | None = None
) -> TipOff:
    """Merge with an earlier tip-off of the same person about the same firm (article 35).

    With new facts the earlier one's clock begins again from this receipt; without, nothing new is
    done.
    """
    case, into = held(case), held(into)
    case.state = flow.require(case, "merge", by).to
    if into.pk == case.pk or into.state != "received":
        raise ValidationError({"into": _("请选择另一件还在核查的举报。")})
    if into.submission.accused != case.submission.accused:
        raise ValidationError({"into": _("两件举报的被举报人不同，不能合并。")})
    case.merged_into = into
    if new_facts:
        into.counted_from = max(into.counted_from, case.received_at)
        saved(into, "merge", by=by, at=at, with_=case.number, new_facts=True)
    return saved(case, "merge", by=by, at=at, into=into.number, new_facts=new_facts)
