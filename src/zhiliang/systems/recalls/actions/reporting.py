"""The firm reports on the way and at the end; the authority evaluates, closes or demands more."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.counting import progress_of
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Recall, Report
from zhiliang.systems.recalls.scoping import pending
from zhiliang.systems.recalls.steps import past


@transaction.atomic
def report_progress(
    recall: Recall,
    *,
    by: Person,
    text: str,
    attachments: list[File] | None = None,
    at: datetime | None = None,
) -> Recall:
    """Report how the recall stands; the counts are taken from the records."""
    recall = held(recall)
    flow.require(recall, "report_progress", by)
    moment = now_or(at)
    _reported(recall, Report.Kind.PROGRESS, text, attachments, by=by, at=moment)
    return saved_recall(recall, "report_progress", by=by, at=moment)


@transaction.atomic
def summarise(
    recall: Recall,
    *,
    by: Person,
    text: str,
    finished_at: datetime | None = None,
    attachments: list[File] | None = None,
    at: datetime | None = None,
) -> Recall:
    """Report that recall and disposal are done, and when they were finished."""
    recall = held(recall)
    recall.state = flow.require(recall, "summarise", by).to
    moment = now_or(at)
    recall.finished_at = past(finished_at, "finished_at", now=moment)
    if recall.announced_at and recall.finished_at < recall.announced_at:
        raise ValidationError({"finished_at": _("完成时间早于公告发布，请核对。")})
    recall.summarised_at, recall.summarised_by = moment, by
    recall.recovered_percent_e6 = progress_of(recall).recovered_percent_e6
    _reported(recall, Report.Kind.SUMMARY, text, attachments, by=by, at=moment)
    return saved_recall(recall, "summarise", by=by, at=moment)


def _reported(
    recall: Recall,
    kind: str,
    text: str,
    attachments: list[File] | None,
    *,
    by: Person,
    at: datetime,
) -> None:
    counts = progress_of(recall)
    report = Report(
        recall=recall,
        kind=kind,
        text=insist(text, "text"),
        consignees=counts.consignees,
        notified=counts.notified,
        replied=counts.replied,
        recovered_e6=counts.recovered_e6,
        disposed_e6=counts.disposed_e6,
        at=at,
        by=by,
    )
    report.full_clean()
    report.save()
    report.files.set(
        [hold_file(by=by, name=name, content=file) for name, file in attachments or ()]
    )


@transaction.atomic
def extend(
    recall: Recall, *, by: Person, until: date, reason: str, at: datetime | None = None
) -> Recall:
    """Agree to a later last day, which is published with the recall."""
    recall = held(recall)
    flow.require(recall, "extend", by)
    if "extend" not in recall.regime.articles:
        raise ValidationError(_("%(law)s 没有延长期限的规定。") % {"law": recall.law})
    if recall.finish_by and until <= recall.finish_by:
        words = {"day": recall.finish_by}
        raise ValidationError({"until": _("要晚于现在的期限 %(day)s。") % words})
    recall.extended_to, recall.extended_reason = until, insist(reason, "reason")
    return saved_recall(
        recall, "extend", by=by, at=now_or(at), until=until, reason=recall.extended_reason
    )


@transaction.atomic
def close(recall: Recall, *, by: Person, evaluation: str, at: datetime | None = None) -> Recall:
    """Evaluate the recall and close it: after a check, with no wider scope waiting."""
    recall = held(recall)
    recall.state = flow.require(recall, "close", by).to
    check = recall.checks.exclude(concluded_at=None).first()
    if check is None:
        raise ValidationError(_("还没有完成效果核查。请先抽取核查名单，逐家登记结果并作出结论。"))
    if check.concluded_by_id == by.pk:
        raise ValidationError(_("效果核查由您作出结论，须由另一人评价并结案。"))
    if pending(recall):
        raise ValidationError(_("新的追溯事件扩大了范围，请先决定是否采用。"))
    recall.closed_at, recall.closed_by = now_or(at), by
    recall.evaluation = insist(evaluation, "evaluation")
    return saved_recall(recall, "close", by=by, at=recall.closed_at, bound=check.bound_words)


@transaction.atomic
def demand_more(recall: Recall, *, by: Person, reason: str, at: datetime | None = None) -> Recall:
    """The measures do not suffice: the recall goes on, and its end is open again."""
    recall = held(recall)
    recall.state = flow.require(recall, "demand_more", by).to
    recall.finished_at = recall.summarised_at = recall.summarised_by = None
    recall.recovered_percent_e6 = None
    reason = insist(reason, "reason")
    return saved_recall(recall, "demand_more", by=by, at=now_or(at), reason=reason)
