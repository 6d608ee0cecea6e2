"""Issuing a form: printed, filed, entered under its digest."""

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
from zhiliang.systems.sampling.documents.filing import folder_of
from zhiliang.systems.sampling.documents.kinds import Kind
from zhiliang.systems.sampling.documents.making import form_docx, form_pdf, is_sample
from zhiliang.systems.sampling.documents.making import possible as possible_kind
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Rectification,
    SamplingCase,
    SamplingPlan,
)
from zhiliang.systems.sampling.policy.forms import may_issue

Thing = SamplingCase | DeliveryReceipt | Objection | Rectification | SamplingPlan
MAKERS = {"pdf": form_pdf, "docx": form_docx}
TOLD_OF = {
    SamplingCase: "case",
    DeliveryReceipt: "case",
    Objection: "objection",
    Rectification: "rectification",
    SamplingPlan: "plan",
}


@transaction.atomic
def issue_document(
    kind: str,
    thing: Thing,
    *,
    by: Person | None,
    number: str = "",
    issued: date | None = None,
    language: Language = "zh",
) -> list[Document]:
    """Print a form as PDF and DOCX; the same form of the same day is entered once.

    NotNow if the thing has not come so far; BadNumber says how a number must look; made-up cases
    get none of their own. A notice of a conclusion is entered on its delivery receipt as well.
    """
    found = possible_kind(kind, thing)
    if by is not None and not may_issue(by, found, thing):
        raise NotAllowed(
            _("“%(kind)s”由落款的部门或者机构出具。") % {"kind": found.name},
            _("请由该部门或者机构的人员办理。"),
        )
    given = given_number(number, sample=is_sample(thing))
    day = issued or timezone.localdate()
    entered = [_entered(found, thing, form, given, day, language, by=by) for form in MAKERS]
    if isinstance(thing, DeliveryReceipt) and kind == "conclusion_notice":
        thing.document = entered[0]
        thing.full_clean()
        thing.save()
    _tell(found, thing, entered, by=by)
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
        kind=f"sampling_{kind.key}",
        number=number,
        title=title,
        language=CODES[language],
        audience=kind.audience,
        subject=_office(thing),
    )
    folder = folder_of(kind.key, thing)
    return file_printed(document, content, folder=folder, day=day, form=form, by=by)


def _office(thing: Any) -> str:
    """Whose place may read the document besides the province."""
    if isinstance(thing, SamplingPlan):
        return thing.authority_id
    return str(getattr(thing, "case", thing).place_id)


def _tell(kind: Kind, thing: Any, entered: list[Document], *, by: Person | None) -> None:
    subject = thing.case if isinstance(thing, DeliveryReceipt) else thing
    case = getattr(thing, "case", thing)
    append(
        verb=f"sampling.{TOLD_OF[type(thing)]}.issue_document",
        subject=subject_of(subject),
        by=by,
        place=case.place_id,
        data={
            "tables": [],
            "number": case.number,
            "kind": kind.key,
            "digests": [document.sha256 for document in entered],
        },
    )
