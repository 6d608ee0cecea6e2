"""The follow-up order (督办单): printed, filed, entered under its digest."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import file_document
from zhiliang.core.models import Document, Person
from zhiliang.core.notice.digest import sha256
from zhiliang.core.notice.number import SAMPLE_NUMBER, DocumentNumber
from zhiliang.systems.coordination.actions.writing import saved
from zhiliang.systems.coordination.flow import task as flow
from zhiliang.systems.coordination.models import Task
from zhiliang.systems.coordination.order import order_docx, order_pdf

MAKERS = {"pdf": order_pdf, "docx": order_docx}


@transaction.atomic
def issue_order(
    task: Task, *, by: Person | None, number: str = "", issued: date | None = None
) -> Task:
    """Print the order as PDF and DOCX; the same order of the same day is entered once.

    BadNumber says how a number must look; made-up tasks get none of their own.
    """
    task = Task.objects.held(task)
    flow.require(task, "issue_order", by)
    given = SAMPLE_NUMBER if task.sample else str(DocumentNumber.parse(number)) if number else ""
    day = issued or timezone.localdate()
    digests = [_entered(task, kind, given, day, by=by) for kind in MAKERS]
    return saved(task, "issue_order", by=by, digests=[digest for digest in digests if digest])


def _entered(task: Task, kind: str, number: str, day: date, *, by: Person | None) -> str:
    content = MAKERS[kind](task, number=number, issued=day)
    digest = sha256(content)
    path = f"coordination/{task.number}/{day.isoformat()}-{digest[:12]}.{kind}"
    if Document.objects.filter(path=path).exists():
        return ""
    document = Document(
        kind="follow_up_order",
        number=number,
        title=str(task),
        year=task.year,
        path=path,
        sha256=digest,
        audience=Document.Audience.SUBJECT,
        subject=task.carrier.pk,
    )
    file_document(document, content, by=by)
    return digest
