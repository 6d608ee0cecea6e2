"""Issuing a paper: printed, filed, entered under its digest."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.core.actions import file_printed
from zhiliang.core.errors import NotAllowed
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Document, Person
from zhiliang.core.notice.number import given_number
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.systems.risk.documents.kinds import Kind, case_of
from zhiliang.systems.risk.documents.making import FORMS, folder_of, paper, possible
from zhiliang.systems.risk.policy.papers import may_issue


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
    found, case = possible(kind, thing), case_of(thing)
    if by is not None and not may_issue(by, thing):
        raise NotAllowed(
            _("“%(kind)s”由落款的单位出具。") % {"kind": found.name},
            _("请由该单位的人员办理。"),
        )
    given = given_number(number, sample=case.sample)
    day = issued or timezone.localdate()
    entered = [_entered(found, thing, form, given, day, language, by=by) for form in FORMS]
    append(
        verb="risk.paper.issue",
        subject=subject_of(case),
        by=by,
        place=case.place_id,
        data={
            "tables": [],
            "kind": kind,
            "number": case.number,
            "digests": [document.sha256 for document in entered],
        },
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
    content = paper(kind.key, thing, form, language=language, issued=day, number=number)
    with override(CODES[language]):
        title = f"{kind.name} {thing}"[:200]
    document = Document(
        kind=kind.key,
        number=number,
        title=title,
        language=CODES[language],
        audience=kind.audience,
        subject=case_of(thing).place_id,
    )
    folder = folder_of(kind.key, thing)
    return file_printed(document, content, folder=folder, day=day, form=form, by=by)
