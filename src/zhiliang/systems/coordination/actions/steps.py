"""One task from being accepted to being closed; who closes it is not who asked for it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.models import Person
from zhiliang.systems.coordination.actions.extending import lapse
from zhiliang.systems.coordination.actions.writing import saved
from zhiliang.systems.coordination.flow import task as flow
from zhiliang.systems.coordination.models import ProgressReport, Task

File = tuple[str, bytes]
"""Name and content."""


@transaction.atomic
def accept(task: Task, *, by: Person, at: datetime | None = None) -> Task:
    """Sign for a task: from now on it is the carrier's."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "accept", by).to
    task.accepted_at = task.heard_at = at or timezone.now()
    task.accepted_by = by
    return saved(task, "accept", by=by, at=task.accepted_at)


@transaction.atomic
def report(
    task: Task,
    *,
    by: Person,
    text: str,
    percent: int | None = None,
    next_step: str = "",
    evidence: Sequence[File] = (),
    at: datetime | None = None,
) -> Task:
    """Write down how far it is; a supporting department may as well."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "report", by).to
    task.heard_at = at or timezone.now()
    written = ProgressReport(
        task=task, text=text, percent=percent, next_step=next_step, at=task.heard_at, by=by
    )
    _write(written, evidence)
    return saved(task, "report", by=by, at=task.heard_at, report=written.pk)


@transaction.atomic
def submit(
    task: Task, *, by: Person, text: str, evidence: Sequence[File] = (), at: datetime | None = None
) -> Task:
    """Ask for closing: what came of it, with evidence in this report or in an earlier one."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "submit", by).to
    task.submitted_at = task.heard_at = at or timezone.now()
    task.submitted_by = by
    if not evidence and not task.reports.filter(evidence__isnull=False).exists():
        raise ValidationError(
            {"evidence": _("申请办结须附证明材料：整改前后的文件、照片或检测报告。")}
        )
    written = ProgressReport(
        task=task, text=text, percent=100, closing=True, at=task.submitted_at, by=by
    )
    _write(written, evidence)
    lapse(task, by=None, at=task.submitted_at)
    return saved(task, "submit", by=by, at=task.submitted_at, report=written.pk)


@transaction.atomic
def close(task: Task, *, by: Person, note: str = "", at: datetime | None = None) -> Task:
    """Confirm that it is done; another person than who asked for it."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "close", by).to
    task.closed_at, task.closed_by = at or timezone.now(), by
    return saved(task, "close", by=by, at=task.closed_at, note=note)


@transaction.atomic
def send_back(task: Task, *, by: Person, reason: str, at: datetime | None = None) -> Task:
    """What was submitted does not do: it goes on, and the due date stays."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "send_back", by).to
    task.sent_back_reason = _insist(reason)
    task.submitted_at = task.submitted_by = None
    return saved(task, "send_back", by=by, at=at, reason=task.sent_back_reason)


@transaction.atomic
def withdraw(task: Task, *, by: Person, reason: str, at: datetime | None = None) -> Task:
    """The office takes its task back; it counts for nobody."""
    task = Task.objects.held(task)
    task.state = flow.require(task, "withdraw", by).to
    task.withdrawn_reason = _insist(reason)
    task.withdrawn_at, task.withdrawn_by = at or timezone.now(), by
    lapse(task, by=None, at=task.withdrawn_at)
    return saved(task, "withdraw", by=by, at=task.withdrawn_at, reason=task.withdrawn_reason)


def _insist(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由，承办单位会看到全文。")})
    return reason.strip()


def _write(written: ProgressReport, files: Sequence[File]) -> None:
    written.full_clean()
    written.save()
    for name, content in files:
        written.evidence.add(hold_file(by=written.by, name=name, content=content))
