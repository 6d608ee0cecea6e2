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
from zhiliang.core.policy import require, scopes
from zhiliang.core.roles import Role
from zhiliang.core.steps import File, held, now_or
from zhiliang.systems.sampling.actions.writing import saved_case
from zhiliang.systems.sampling.clocks import NOTICE, settling_fault
from zhiliang.systems.sampling.flow.cases import case as flow
from zhiliang.systems.sampling.models import (
    Conclusion,
    DeliveryReceipt,
    Round,
    SamplingCase,
    Site,
)

Party = DeliveryReceipt.Party


@transaction.atomic
def conclude(
    case: SamplingCase, *, by: Person, serious: bool = False, at: datetime | None = None
) -> SamplingCase:
    """Confirm what the tests concluded; `serious` is the office's finding (article 51)."""
    case = held(case)
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
    case = held(case)
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
    receipt = held(receipt)
    if receipt.delivered_at:
        raise ValidationError(_("已于 %(at)s 送达，不能改写。") % {"at": receipt.delivered_at})
    moment = _moment(delivered_on) if delivered_on else now_or(at)
    _insist_on_right(receipt, by, way)
    if receipt.sent_at and _day(moment) < _day(receipt.sent_at):
        raise ValidationError({"delivered_on": _("送达日期早于送出日期，请核对。")})
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


def _insist_on_right(receipt: DeliveryReceipt, by: Person, way: str) -> None:
    """A party signs for its own notice online; the rest is entered by the authority."""
    own = scopes(by, Role.ENTERPRISE).organisations
    if way != DeliveryReceipt.Way.ONLINE or receipt.organisation_id not in own:
        require(by, DeliveryReceipt, "record_delivery", receipt)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))


@transaction.atomic
def settle(case: SamplingCase, *, by: Person | None, at: datetime | None = None) -> SamplingCase:
    """The time to object is over and nothing is pending: the conclusion is final."""
    case = held(case)
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
    case = held(case)
    case.state = flow.require(case, "publish", by).to
    case.published_at, case.published_by = now_or(at), by
    return saved_case(case, "publish", by=by, at=case.published_at)
