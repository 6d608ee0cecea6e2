"""From a thing to the bytes of one of its papers; the same thing and day give the same bytes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from zhiliang.core.issued import last_issued
from zhiliang.core.models import Document
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.core.notice.papers import CODES, Language, possible_kind
from zhiliang.systems.risk.documents.edition import Edition
from zhiliang.systems.risk.documents.kinds import KINDS, Kind, case_of

FORMS: dict[str, Callable[[Form], bytes]] = {"pdf": form_as_pdf, "docx": form_as_docx}


def paper(
    kind: str,
    thing: Model,
    form: str,
    *,
    language: Language = "zh",
    issued: date,
    number: str = "",
) -> bytes:
    """One paper as `pdf` or `docx`; NotNow if it can't be made of `thing` as it stands."""
    found = possible(kind, thing)
    given = SAMPLE_NUMBER if number and case_of(thing).sample else number
    with override(CODES[language]):
        return FORMS[form](found.make(thing, Edition(language, issued, given)))


def possible(kind: str, thing: Any) -> Kind:
    """The kind, if it can be made of the thing as it stands; else NotNow says when it can."""
    return possible_kind(KINDS, kind, thing)


def folder_of(kind: str, thing: Any) -> str:
    """The folder of one paper of one thing, below the documents folder."""
    return f"risk/{case_of(thing).number}/{kind}-{thing.pk}/"


def filed(kind: str, thing: Model, *, language: Language, form: str) -> Document | None:
    """The paper as it was last issued; None if it was not."""
    return last_issued(folder_of(kind, thing), language=CODES[language], form=form)
