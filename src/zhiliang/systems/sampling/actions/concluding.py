"""From the report to the published result: confirm, tell the parties, settle, publish."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.systems.sampling.actions.writing import File, now_or, saved_case
from zhiliang.systems.sampling.flow.cases import case as flow
from zhiliang.systems.sampling.flow.objections import OPEN
from zhiliang.systems.sampling.models import (
    Conclusion,
    DeliveryReceipt,
    Round,
    SamplingCase,
    Site,
)

NOTICE = "conclusion"
"""The kind of notice that tells a conclusion; its receipt starts the clock of objection."""

Party = DeliveryReceipt.Party


@transaction.atomic
def conclude(
    case: SamplingCase, *, by: Person, serious: bool = False, at: datetime | None = None
) -> SamplingCase:
    """Confirm what the tests concluded; `serious` is the office's finding (article 51)."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "conclude", by).to
    testing = case.testings.get(round=Round.FIRST)
    if testing.reported_by_id == by.pk:
        raise ValidationError(_("检验报告由您报出，须由另一人确认结论。"))
    case.concluded_at, case.concluded_by = now_or(at), by
    case.serious = serious and case.first_conclusion == Conclusion.FAIL
    return saved_case(case, "conclude", by=by, at=case.concluded_at, serious=case.serious)


@transaction.atomic
def notify(case: SamplingCase, *, by: Person, at: datetime | None = None) -> SamplingCase:
    """Tell the conclusion to all who must be told, each with a receipt of its own.

    Who has an account finds the notice in its inbox; others are told on paper. The clock of
    each starts when it has received it, not now.
    """
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "notify", by).to
    case.notified_at, case.notified_by = now_or(at), by
    parties = list(_told(case))
    for told in parties:
        receipt = DeliveryReceipt(
            case=case,
            kind=NOTICE,
            party=told.party,
            organisation=told.organisation,
            name=told.name,
            sent_at=case.notified_at,
            sent_by=by,
        )
        receipt.full_clean()
        receipt.save()
    return saved_case(
        case, "notify", by=by, at=case.notified_at, parties=[str(told.party) for told in parties]
    )


@dataclass(frozen=True)
class _Told:
    party: str
    name: str
    organisation: Organisation | None = None


def _told(case: SamplingCase) -> Iterator[_Told]:
    """The parties of article 35: the firm; the producer named; the platform of an online sale."""
    yield _Told(Party.FIRM, case.firm.name, case.firm)
    if case.site == Site.PRODUCTION:
        return
    if case.producer and case.producer_id != case.firm_id:
        yield _Told(Party.PRODUCER, case.producer.name, case.producer)
    elif case.sheet.producer_name:
        yield _Told(Party.PRODUCER, case.sheet.producer_name)
    if case.site == Site.ONLINE and case.sheet.platform_name:
        yield _Told(Party.PLATFORM, case.sheet.platform_name)


@transaction.atomic
def record_delivery(
    receipt: DeliveryReceipt,
    *,
    by: Person,
    way: str,
    delivered_on: date | None = None,
    proof: File | None = None,
    at: datetime | None = None,
) -> DeliveryReceipt:
    """Enter that a notice has reached its party: signed for online, or on paper with its proof."""
    receipt = DeliveryReceipt.objects.held(receipt)
    if receipt.delivered_at:
        raise ValidationError(_("已于 %(at)s 送达，不能改写。") % {"at": receipt.delivered_at})
    moment = _moment(delivered_on) if delivered_on else now_or(at)
    if receipt.sent_at and moment < receipt.sent_at and delivered_on is None:
        raise ValidationError(_("送达时间早于送出时间，请核对。"))
    if moment > timezone.now():
        raise ValidationError({"delivered_on": _("送达日期在将来，请核对。")})
    if way != DeliveryReceipt.Way.ONLINE and not proof:
        raise ValidationError({"proof": _("请附送达回证、邮寄回执或者公告的照片或扫描件。")})
    receipt.delivered_at, receipt.delivered_by, receipt.way = moment, by, way
    if proof:
        receipt.proof = hold_file(by=by, name=proof[0], content=proof[1])
    receipt.full_clean()
    receipt.save()
    case = receipt.case
    append(
        verb="sampling.case.deliver",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        organisation=(receipt.organisation.uscc or "") if receipt.organisation else "",
        occurred_at=moment,
        data={
            "tables": [],
            "number": case.number,
            "kind": receipt.kind,
            "party": receipt.party,
            "way": way,
        },
    )
    return receipt


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def objection_due(receipt: DeliveryReceipt) -> tuple[date | None, bool]:
    """The last day on which its party may object to the result; None while nothing is delivered.

    The second is whether the day is provisional.
    """
    if receipt.delivered_at is None:
        return None, False
    case = receipt.case
    limit = case.regime.due("result_objection", timezone.localtime(receipt.delivered_at).date())
    if limit is None or limit.at is None:
        return None, False
    day = limit.at.date() if isinstance(limit.at, datetime) else limit.at
    return day, limit.provisional


def settling_fault(case: SamplingCase, today: date) -> str:
    """Why a case cannot be settled yet; empty if it can."""
    if case.objections.filter(state__in=OPEN).exists():
        return _("还有异议没有处理完毕。")
    entitled = case.receipts.filter(kind=NOTICE, party__in=(Party.FIRM, Party.PRODUCER))
    for receipt in entitled:
        day, _provisional = objection_due(receipt)
        if receipt.delivered_at is None:
            return _("“%(name)s”还没有送达，异议期没有开始。") % {"name": receipt.name}
        if day is not None and today <= day:
            told = {"name": receipt.name, "day": day}
            return _("“%(name)s”的异议期到 %(day)s 才届满。") % told
    return ""


@transaction.atomic
def settle(case: SamplingCase, *, by: Person | None, at: datetime | None = None) -> SamplingCase:
    """The time to object is over and nothing is pending: the conclusion is final."""
    case = SamplingCase.objects.held(case)
    moment = now_or(at)
    case.state = flow.require(case, "settle", by).to
    if fault := settling_fault(case, timezone.localtime(moment).date()):
        raise ValidationError(fault)
    case.conclusion = case.conclusion or case.first_conclusion
    case.settled_at, case.settled_by = moment, by
    return saved_case(case, "settle", by=by, at=moment)


@transaction.atomic
def publish(case: SamplingCase, *, by: Person, at: datetime | None = None) -> SamplingCase:
    """Open a settled result to everybody (order 18, article 10)."""
    case = SamplingCase.objects.held(case)
    case.state = flow.require(case, "publish", by).to
    case.published_at, case.published_by = now_or(at), by
    return saved_case(case, "publish", by=by, at=case.published_at)
