"""What the authority decides about a recall: notice, order, objection, end, hand-over."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person, Place
from zhiliang.core.steps import held, insist, now_or
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.clocks import objection_until
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Basis, Recall


@transaction.atomic
def tell_firm(recall: Recall, *, by: Person, note: str = "", at: datetime | None = None) -> Recall:
    """Tell the firm to recall; from then on it may object where the law lets it."""
    recall = held(recall)
    flow.require(recall, "tell_firm", by)
    recall.notified_at, recall.notified_by = now_or(at), by
    if recall.basis == Basis.VOLUNTARY:
        recall.basis = Basis.NOTIFIED
    return saved_recall(recall, "tell_firm", by=by, at=recall.notified_at, note=note)


@transaction.atomic
def object_to(recall: Recall, *, by: Person, objection: str, at: datetime | None = None) -> Recall:
    """The firm objects to being told to recall, within the days of its law."""
    recall = held(recall)
    recall.state = flow.require(recall, "object", by).to
    moment = now_or(at)
    last = objection_until(recall)
    if last is None:
        raise ValidationError(
            _("%(law)s 没有规定异议程序，或者还没有收到召回通知。") % {"law": recall.law}
        )
    if timezone.localtime(moment).date() > last:
        raise ValidationError(_("提出异议的最后一日是 %(day)s，已经过了。") % {"day": last})
    recall.objected_at, recall.objected_by = moment, by
    recall.objection = insist(objection, "objection")
    return saved_recall(recall, "object", by=by, at=moment)


@transaction.atomic
def uphold(recall: Recall, *, by: Person, answer: str, at: datetime | None = None) -> Recall:
    """The product has no defect after all: the recall ends."""
    recall = held(recall)
    recall.state = flow.require(recall, "uphold", by).to
    recall.objection_answer = insist(answer, "answer")
    recall.terminated_at, recall.terminated_by = now_or(at), by
    recall.terminated_reason = _("异议成立：%(answer)s") % {"answer": recall.objection_answer[:900]}
    return saved_recall(recall, "uphold", by=by, at=recall.terminated_at)


@transaction.atomic
def overrule(recall: Recall, *, by: Person, answer: str, at: datetime | None = None) -> Recall:
    """The defect is confirmed: the firm must recall at once."""
    recall = held(recall)
    recall.state = flow.require(recall, "overrule", by).to
    recall.objection_answer = insist(answer, "answer")
    return saved_recall(recall, "overrule", by=by, at=now_or(at))


@transaction.atomic
def order(
    recall: Recall,
    *,
    by: Person,
    reason: str,
    order_number: str = "",
    at: datetime | None = None,
) -> Recall:
    """Order the recall; where only the State may, its order is entered under its number."""
    recall = held(recall)
    flow.require(recall, "order", by)
    if recall.regime.ordered_by == "state" and not order_number.strip():
        words = {"law": recall.law}
        raise ValidationError(
            {"order_number": _("依%(law)s由国家总局责令召回，请填写其文号。") % words}
        )
    recall.basis = Basis.ORDERED
    recall.ordered_at, recall.ordered_by = now_or(at), by
    recall.order_number = order_number.strip()
    reason = insist(reason, "reason")
    return saved_recall(recall, "order", by=by, at=recall.ordered_at, reason=reason)


@transaction.atomic
def report_alarm(
    recall: Recall, *, by: Person, note: str = "", at: datetime | None = None
) -> Recall:
    """Enter that a death, grave injury, great loss or recall abroad was reported."""
    recall = held(recall)
    flow.require(recall, "report_alarm", by)
    recall.reported_at, recall.reported_by = now_or(at), by
    return saved_recall(recall, "report_alarm", by=by, at=recall.reported_at, note=note)


@transaction.atomic
def terminate(recall: Recall, *, by: Person, reason: str, at: datetime | None = None) -> Recall:
    """End a case that proved groundless before it was announced."""
    recall = held(recall)
    recall.state = flow.require(recall, "terminate", by).to
    recall.terminated_at, recall.terminated_by = now_or(at), by
    recall.terminated_reason = insist(reason, "reason")
    return saved_recall(
        recall, "terminate", by=by, at=recall.terminated_at, reason=recall.terminated_reason
    )


@transaction.atomic
def offer(
    recall: Recall, *, by: Person, to: Place, reason: str, at: datetime | None = None
) -> Recall:
    """Ask another city to supervise the recall; until it takes over nothing changes."""
    recall = held(recall)
    flow.require(recall, "offer", by)
    if to.pk == recall.authority_id:
        raise ValidationError({"to": _("已由该地监管。")})
    recall.offered_to = to
    reason = insist(reason, "reason")
    return saved_recall(recall, "offer", by=by, at=now_or(at), to=to.pk, reason=reason)


@transaction.atomic
def take_over(recall: Recall, *, by: Person, note: str = "", at: datetime | None = None) -> Recall:
    """Supervise from now on a recall that another city handed over."""
    recall = held(recall)
    flow.require(recall, "take_over", by)
    if recall.offered_to is None:
        raise ValidationError(_("没有待接收的移交。"))
    before, recall.authority = recall.authority_id, recall.offered_to
    recall.offered_to = None
    return saved_recall(recall, "take_over", by=by, at=now_or(at), before=before, note=note)
