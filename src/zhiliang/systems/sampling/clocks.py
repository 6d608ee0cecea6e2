"""Until when somebody may object or arrange a re-test, and when a case may be settled."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.systems.sampling.flow.objections import OPEN
from zhiliang.systems.sampling.models import Conclusion, DeliveryReceipt, Objection, SamplingCase

NOTICE = "conclusion"
"""The kind of notice that tells a conclusion; its receipt starts the clock of objection."""

Party = DeliveryReceipt.Party


def objection_due(
    receipt: DeliveryReceipt, clock: str = "result_objection"
) -> tuple[date | None, bool]:
    """The last day on which its party may object; None while nothing is delivered.

    The second is whether the day is provisional.
    """
    if receipt.delivered_at is None:
        return None, False
    return receipt.case.regime.until(clock, timezone.localtime(receipt.delivered_at).date())


def settling_fault(case: SamplingCase, today: date) -> str:
    """Why a case cannot be settled yet; empty if it can."""
    if case.objections.filter(state__in=OPEN).exists():
        return _("还有异议没有处理完毕。")
    if case.conclusion == Conclusion.VOID:
        return ""
    entitled = case.receipts.filter(kind=NOTICE, party__in=(Party.FIRM, Party.PRODUCER))
    for receipt in entitled:
        day, _provisional = objection_due(receipt)
        if receipt.delivered_at is None:
            return _("“%(name)s”还没有送达，异议期没有开始。") % {"name": receipt.name}
        if day is not None and today <= day:
            told = {"name": receipt.name, "day": day}
            return _("“%(name)s”的异议期到 %(day)s 才届满。") % told
    return ""


def arrange_by(objection: Objection) -> date | None:
    """The last day to arrange a re-test that was granted (order 18, article 38)."""
    return _last_day(objection, "arrange", objection.accepted_at)


def laboratory_by(objection: Objection) -> date | None:
    """The last day to name its laboratory (order 18, article 39)."""
    arranged = "arrange" in objection.case.regime.clocks
    since = objection.arranged_at if arranged else objection.accepted_at
    return _last_day(objection, "name_laboratory", since)


def _last_day(objection: Objection, clock: str, since: datetime | None) -> date | None:
    if since is None:
        return None
    return objection.case.regime.last_day(clock, timezone.localtime(since).date())
