"""Issuing a paper: printed, filed, entered under its digest."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.core.actions import file_printed
from zhiliang.core.errors import NotAllowed
from zhiliang.core.models import Document, Person
from zhiliang.core.notice.number import given_number
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.steps import held
from zhiliang.systems.recalls.actions.writing import saved_recall
from zhiliang.systems.recalls.documents.filing import folder_of
from zhiliang.systems.recalls.documents.kinds import Kind
from zhiliang.systems.recalls.documents.making import form_docx, form_pdf, possible, recall_of
from zhiliang.systems.recalls.policy.papers import may_issue

MAKERS = {"pdf": form_pdf, "docx": form_docx}


@transaction.atomic
def issue_document(
    kind: str,
    thing: Any,
    *,
    by: Person | None,
    number: str = "",
    issued: date | None = None,
    language: Language = "zh",
) -> list[Document]:
    """Print a paper as PDF and DOCX; the same paper of the same day is entered once.

    NotNow if the thing has not come so far; BadNumber says how a number must look; made-up cases
    get none of their own.
    """
    found = possible(kind, thing)
    if by is not None and not may_issue(by, found, thing):
        raise NotAllowed(
            _("“%(kind)s”由落款的部门或者企业出具。") % {"kind": found.name},
            _("请由该部门或者企业的人员办理。"),
        )
    recall = held(recall_of(thing))
    given = given_number(number, sample=recall.sample)
    day = issued or timezone.localdate()
    entered = [_entered(found, thing, form, given, day, language, by=by) for form in MAKERS]
    if found.key == "recall_order" and given and not recall.order_number:
        recall.order_number = given
    saved_recall(
        recall,
        "issue_document",
        by=by,
        kind=found.key,
        digests=[document.sha256 for document in entered],
    )
    return entered


def _entered(
    kind: Kind,
    thing: Any,
    form: str,
    number: str,
    day: date,
    language: Language,
    *,
    by: Person | None,
) -> Document:
    content = MAKERS[form](kind.key, thing, language=language, issued=day, number=number)
    with override(CODES[language]):
        title = f"{kind.name} {thing}"[:200]
    document = Document(
        kind=kind.key,
        number=number,
        title=title,
        language=CODES[language],
        audience=kind.audience,
        subject=recall_of(thing).authority_id,
    )
    folder = folder_of(kind.key, thing)
    return file_printed(document, content, folder=folder, day=day, form=form, by=by)
