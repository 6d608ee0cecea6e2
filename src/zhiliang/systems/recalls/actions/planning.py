"""The plan of a recall, its review, and the announcement."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.core.steps import File, held, insist, now_or
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Recall, RecallPlan


@transaction.atomic
def file_plan(
    recall: Recall,
    *,
    by: Person,
    attachments: list[File] | None = None,
    at: datetime | None = None,
    **plan: Any,
) -> Recall:
    """Report the recall plan; `plan` are the fields of a RecallPlan."""
    recall = held(recall)
    recall.state = flow.require(recall, "file_plan", by).to
    recall.plan_at, recall.plan_by = now_or(at), by
    filed = _filed(recall, plan, attachments, by=by, at=recall.plan_at)
    return saved_recall(recall, "file_plan", by=by, at=recall.plan_at, version=filed.version)


@transaction.atomic
def amend_plan(
    recall: Recall,
    *,
    by: Person,
    attachments: list[File] | None = None,
    at: datetime | None = None,
    **plan: Any,
) -> Recall:
    """Report a changed plan; the clocks that ran from the first one go on."""
    recall = held(recall)
    flow.require(recall, "amend_plan", by)
    moment = now_or(at)
    filed = _filed(recall, plan, attachments, by=by, at=moment)
    return saved_recall(recall, "amend_plan", by=by, at=moment, version=filed.version)


def _filed(
    recall: Recall,
    plan: dict[str, Any],
    attachments: list[File] | None,
    *,
    by: Person,
    at: datetime,
) -> RecallPlan:
    _insist_on_future(plan.get("finish_by"), at)
    last = recall.plans.first()
    filed = RecallPlan(recall=recall, version=last.version + 1 if last else 1, **plan)
    filed.filed_at, filed.filed_by = at, by
    filed.full_clean()
    filed.save()
    filed.files.set([hold_file(by=by, name=name, content=file) for name, file in attachments or ()])
    return filed


def _insist_on_future(day: date | None, at: datetime) -> None:
    if day is not None and day < at.date():
        raise ValidationError({"finish_by": _("计划完成日期已经过了，请核对。")})


@transaction.atomic
def accept_plan(
    recall: Recall, *, by: Person, answer: str = "", at: datetime | None = None
) -> Recall:
    """Find the plan as filed sufficient."""
    recall = held(recall)
    flow.require(recall, "accept_plan", by)
    plan = _reviewed(recall, "accepted", answer, by=by, at=now_or(at))
    return saved_recall(recall, "accept_plan", by=by, at=plan.decided_at, version=plan.version)


@transaction.atomic
def return_plan(recall: Recall, *, by: Person, answer: str, at: datetime | None = None) -> Recall:
    """Have the firm change its plan; the recall goes on meanwhile."""
    recall = held(recall)
    flow.require(recall, "return_plan", by)
    plan = _reviewed(recall, "returned", insist(answer, "answer"), by=by, at=now_or(at))
    return saved_recall(
        recall, "return_plan", by=by, at=plan.decided_at, version=plan.version, reason=answer
    )


def _reviewed(recall: Recall, verdict: str, answer: str, *, by: Person, at: datetime) -> RecallPlan:
    plan = recall.plans.first()
    if plan is None or plan.verdict != RecallPlan.Verdict.FILED:
        raise ValidationError(_("没有待审查的召回计划。"))
    if plan.filed_by_id == by.pk:
        raise ValidationError(_("计划由您代报，须由另一人审查。"))
    plan.verdict, plan.answer = verdict, answer
    plan.decided_at, plan.decided_by = at, by
    plan.full_clean()
    plan.save()
    return plan


@transaction.atomic
def announce(
    recall: Recall,
    *,
    by: Person,
    advice: str = "",
    advice_en: str = "",
    quiet_reason: str = "",
    at: datetime | None = None,
) -> Recall:
    """Publish the recall; or say why its law lets it do without (goods not with consumers)."""
    recall = held(recall)
    recall.state = flow.require(recall, "announce", by).to
    if quiet_reason and not recall.regime.quiet:
        words = {"law": recall.law}
        raise ValidationError({"quiet_reason": _("%(law)s 没有不发布公告的规定。") % words})
    if not quiet_reason:
        recall.advice = insist(advice or recall.advice, "advice")
    recall.advice_en = advice_en or recall.advice_en
    recall.quiet_reason = quiet_reason
    recall.announced_at, recall.announced_by = now_or(at), by
    return saved_recall(recall, "announce", by=by, at=recall.announced_at, reason=quiet_reason)
