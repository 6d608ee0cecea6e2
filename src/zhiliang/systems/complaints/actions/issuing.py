"""Issuing a paper: printed with full names, filed for the case alone, entered under its digest."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.core.actions import file_printed
from zhiliang.core.errors import NotAllowed
from zhiliang.core.issued import read_document
from zhiliang.core.models import Document, Person
from zhiliang.core.notice.number import given_number
from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.steps import held
from zhiliang.systems.complaints.actions.writing import AnyCase, saved
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.filing import folder_of
from zhiliang.systems.complaints.documents.kinds import Kind
from zhiliang.systems.complaints.documents.making import MAKERS, possible
from zhiliang.systems.complaints.documents.persons import in_full
from zhiliang.systems.complaints.models import Case
from zhiliang.systems.complaints.policy.papers import may_issue, may_open


@transaction.atomic
def issue_document(
    kind: str,
    case: AnyCase,
    *,
    by: Person,
    number: str = "",
    issued: date | None = None,
    language: Language = "zh",
    filled: Mapping[str, str] | None = None,
) -> list[Document]:
    """Print a paper as PDF and DOCX; the same paper of the same day is entered once.

    `filled` are the blanks of the kind. NotNow if the case has not come so far; BadNumber says how
    a number must look; made-up cases get none of their own. Papers that say who told are not kept:
    see print_secret.
    """
    case = held(case)
    found = _allowed(kind, case, by)
    if found.secret:
        raise NotAllowed(
            _("“%(kind)s”载有举报人信息，不入公文登记。") % {"kind": found.name},
            _("请由承办人在文书清单中打印。"),
        )
    edition = _edition(case, number, issued, language, filled)
    entered = [_entered(found, case, form, edition, by) for form in MAKERS]
    digests = [document.sha256 for document in entered]
    saved(case, "issue_document", by=by, kind=found.key, digests=digests)
    return entered


@transaction.atomic
def print_secret(
    kind: str, case: AnyCase, *, by: Person, form: str = "pdf", language: Language = "zh"
) -> bytes:
    """A paper that says who told, for the case officer: logged as looking is, and not kept."""
    case = held(case)
    found = _allowed(kind, case, by)
    content = MAKERS[form](found.key, case, _edition(case, "", None, language, None))
    saved(case, "unmask", by=by, reason=found.key)
    return content


@transaction.atomic
def open_document(document: Document, kind: Kind, case: AnyCase, *, by: Person) -> bytes:
    """A paper as it was issued; who opened it is on record, for it names persons."""
    if not may_open(by, kind, case):
        raise NotAllowed(_("只有承办地区的工作人员和文书的当事人可以查看。"))
    content = read_document(document)
    saved(held(case), "open_document", by=by, kind=kind.key, digest=document.sha256)
    return content


def _allowed(kind: str, case: Case, by: Person) -> Kind:
    found = possible(kind, case)
    if not may_issue(by, found, case):
        raise NotAllowed(
            _("“%(kind)s”由承办单位出具，举报登记表由承办人打印。") % {"kind": found.name},
            _("请由该单位的工作人员办理。"),
        )
    return found


def _edition(
    case: Case,
    number: str,
    issued: date | None,
    language: Language,
    filled: Mapping[str, str] | None,
) -> Edition:
    given, day = given_number(number, sample=case.sample), issued or timezone.localdate()
    return Edition(language, day, given, filled or {}, shown=in_full)


def _entered(kind: Kind, case: Case, form: str, edition: Edition, by: Person) -> Document:
    content = MAKERS[form](kind.key, case, edition)
    with override(CODES[edition.language]):
        title = f"{kind.name} {case.number}"
    document = Document(
        kind=kind.key,
        number=edition.number,
        title=title,
        language=CODES[edition.language],
        audience=Document.Audience.CASE,
        subject=case.place_id,
    )
    folder = folder_of(kind.key, case)
    return file_printed(document, content, folder=folder, day=edition.issued, form=form, by=by)
