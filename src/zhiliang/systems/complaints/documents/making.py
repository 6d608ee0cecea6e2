"""From a case to the bytes of one of its papers; the same case and day give the same bytes."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import override

from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.core.notice.papers import CODES, possible_kind
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.kinds import KINDS, Kind
from zhiliang.systems.complaints.models import Case


def form_pdf(kind: str, case: Case, edition: Edition) -> bytes:
    """One paper as PDF; NotNow if it can't be made of `case` as it stands."""
    return _made(form_as_pdf, kind, case, edition)


def form_docx(kind: str, case: Case, edition: Edition) -> bytes:
    """The same paper as DOCX, for officials to edit."""
    return _made(form_as_docx, kind, case, edition)


MAKERS = {"pdf": form_pdf, "docx": form_docx}


def _made(lay_out: Callable[[Form], bytes], kind: str, case: Case, edition: Edition) -> bytes:
    found = possible(kind, case)
    if edition.number and case.sample:
        edition = replace(edition, number=SAMPLE_NUMBER)
    with override(CODES[edition.language]):
        return lay_out(found.make(case, edition))


def possible(kind: str, case: Case) -> Kind:
    """The kind, if it can be made of the case as it stands; else NotNow says when it can."""
    return possible_kind(KINDS, kind, case)
