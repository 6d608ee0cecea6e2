"""Until when somebody may object or arrange a re-test, and when a case may be settled."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.systems.sampling.flow.objections import OPEN
from zhiliang.systems.sampling.models import (
    Conclusion,
    DeliveryReceipt,
    Objection,
    RetestDraw,
    Round,
    SamplingCase,
)

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


def sampling_due(case: SamplingCase) -> tuple[date | None, bool]:
    """The last day to object to how a sample was taken, where that has a time of its own.

    It begins on the day of the sampling (order 15, article 37). The second is whether the day is
    provisional.
    """
    if case.sampled_on is None:
        return None, False
    return case.regime.until("sampling_objection", case.sampled_on)


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


def explain_by(draw: RetestDraw) -> date | None:
    """The last day for the laboratory drawn to say in writing that it can't (order 15, 32)."""
    return _last_day(draw.objection, "explain", draw.drawn_at)


@dataclass(frozen=True)
class Awaited:
    """The next step with an objection: the clock of its time limit, and since when it runs."""

    words: str
    clock: str
    since: datetime | None


def awaited(objection: Objection) -> Awaited | None:
    """What is to be done next; None once it was decided."""
    steps = {
        "filed": _to_accept,
        "accepted": _to_decide,
        "arranged": _to_name,
        "retesting": _to_retest,
        "retested": _to_tell,
    }
    return steps[objection.state](objection) if objection.state in steps else None


def _to_accept(objection: Objection) -> Awaited:
    retest = objection.kind == Objection.Kind.RESULT
    clock = "accept" if retest else "accept_objection"
    return Awaited(_("决定是否受理"), clock, objection.filed_at)


def _to_decide(objection: Objection) -> Awaited:
    if objection.by_lot:
        return _to_name(objection)
    if objection.kind == Objection.Kind.RESULT:
        return Awaited(_("办理复检手续"), "arrange", objection.accepted_at)
    return Awaited(_("作出处理结论"), f"decide_{objection.kind}", objection.accepted_at)


def _to_name(objection: Objection) -> Awaited:
    """Its laboratory: from the acceptance where one is drawn, else once a re-test is arranged."""
    since = objection.accepted_at if objection.by_lot else objection.arranged_at
    return Awaited(_("确定复检机构"), "name_laboratory", since)


def _to_retest(objection: Objection) -> Awaited:
    testing = objection.tests.filter(round=Round.RETEST).first()
    if testing is None or testing.received_at is None:
        return Awaited(_("移交备份样品"), "hand_over", objection.named_at)
    return Awaited(_("报送复检结论"), "retest", testing.received_at)


def _to_tell(objection: Objection) -> Awaited:
    testing = objection.tests.filter(round=Round.RETEST).first()
    return Awaited(_("告知复检结论"), "tell_retest", testing.reported_at if testing else None)


def _last_day(objection: Objection, clock: str, since: datetime | None) -> date | None:
    if since is None:
        return None
    return objection.case.regime.last_day(clock, timezone.localtime(since).date())
