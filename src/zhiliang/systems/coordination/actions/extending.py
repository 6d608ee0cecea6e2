"""More time: asked for by the carrier, granted or refused by the office."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.systems.coordination.actions.writing import saved
from zhiliang.systems.coordination.flow import extension as flow
from zhiliang.systems.coordination.flow import task as task_flow
from zhiliang.systems.coordination.models import DueBasis, Extension, Task


@transaction.atomic
def ask_extension(
    task: Task, *, by: Person, asked_until: date, reason: str, at: datetime | None = None
) -> Task:
    """Ask for a later due date; one request at a time."""
    task = Task.objects.held(task)
    task_flow.require(task, "ask_extension", by)
    task.heard_at = at or timezone.now()
    due = _running_due(task, asked_until, today=timezone.localtime(task.heard_at).date())
    asked = Extension(
        task=task,
        due_before=due,
        asked_until=asked_until,
        reason=reason,
        state=flow.require(None, "ask", None).to,
        asked_at=task.heard_at,
        asked_by=by,
    )
    _told(asked, "ask", by=by, at=asked.asked_at)
    return saved(task, "ask_extension", by=by, at=task.heard_at, until=asked_until)


@transaction.atomic
def grant(
    extension: Extension, *, by: Person, answer: str = "", at: datetime | None = None
) -> Extension:
    """Move the due date; the ladder begins anew from there."""
    extension = _decided(extension, "grant", by=by, answer=answer, at=at)
    task = Task.objects.held(extension.task)
    task.due_on, task.due_basis, task.level = extension.asked_until, DueBasis.ORDERED, 0
    saved(task, "extend", by=None, at=at, due_before=extension.due_before)
    return extension


@transaction.atomic
def refuse(
    extension: Extension, *, by: Person, answer: str, at: datetime | None = None
) -> Extension:
    """The due date stays, and the office says why."""
    if not answer.strip():
        raise ValidationError({"answer": _("请写明不同意的理由。")})
    return _decided(extension, "refuse", by=by, answer=answer, at=at)


def lapse(task: Task, *, by: None, at: datetime) -> None:
    """A request that is still open when the task is submitted or withdrawn needs no answer."""
    for asked in task.extensions.filter(state="asked"):
        asked.state = flow.require(asked, "lapse", by).to
        _told(asked, "lapse", by=by, at=at)


def _decided(
    extension: Extension, verb: str, *, by: Person, answer: str, at: datetime | None
) -> Extension:
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    extension.state = flow.require(extension, verb, by).to
    extension.answer = answer.strip()
    extension.decided_at, extension.decided_by = at or timezone.now(), by
    return _told(extension, verb, by=by, at=extension.decided_at)


def _running_due(task: Task, until: date, *, today: date) -> date:
    """The due date that a later one is asked for; refused where that is pointless."""
    if task.due_on is None:
        raise ClerkError(_("这项任务没有定到期日，不需要延期。"), _("请按实际进展报告。"))
    if until <= max(task.due_on, today):
        reason = _("须晚于今天和现在的到期日 %(due)s。") % {"due": task.due_on.isoformat()}
        raise ValidationError({"asked_until": reason})
    if task.extensions.filter(state="asked").exists():
        raise ClerkError(_("已有一份延期申请等待答复。"), _("请等办公室答复后再申请。"))
    return task.due_on


def _told(extension: Extension, verb: str, *, by: Person | None, at: datetime) -> Extension:
    extension.full_clean()
    extension.save()
    append(
        verb=f"coordination.extension.{verb}",
        subject=subject_of(extension),
        by=by,
        place=extension.task.place_id or "",
        occurred_at=at,
        data={
            "tables": [],
            "number": extension.task.number,
            "until": extension.asked_until,
            "note": extension.answer,
        },
    )
    return extension
