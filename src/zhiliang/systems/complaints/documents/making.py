"""From a case to the bytes of one of its papers; the same case and day give the same bytes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.core.errors import ClerkError
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.kinds import KINDS, Kind
from zhiliang.systems.complaints.models import Case

Language = Literal["zh", "en"]
CODES: dict[str, str] = {"zh": "zh-hans", "en": "en"}


class NotNow(ClerkError):
    """A paper is asked of a case that has not come so far, or has none of the kind."""

    code = "form_not_now"


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
    found = KINDS.get(kind)
    if found is None or not isinstance(case, found.of):
        raise NotNow(
            _("“%(case)s”没有“%(kind)s”这种文书。") % {"case": case, "kind": kind},
            _("请从该案的文书清单中选择。"),
        )
    if not found.open(case):
        raise NotNow(
            _("“%(case)s”现在不能出具“%(kind)s”。") % {"case": case, "kind": found.name},
            found.when,
        )
    return found
