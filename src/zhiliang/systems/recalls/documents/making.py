"""From a thing to the bytes of one of its papers; the same thing and day give the same bytes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.core.notice.papers import CODES, Language, possible_kind
from zhiliang.systems.recalls.documents.edition import Edition
from zhiliang.systems.recalls.documents.kinds import KINDS, Kind
from zhiliang.systems.recalls.models import Recall


def form_pdf(
    kind: str, thing: Model, *, language: Language = "zh", issued: date, number: str = ""
) -> bytes:
    """One paper as PDF; NotNow if it can't be made of `thing` as it stands."""
    return _made(form_as_pdf, kind, thing, language, issued, number)


def form_docx(
    kind: str, thing: Model, *, language: Language = "zh", issued: date, number: str = ""
) -> bytes:
    """The same paper as DOCX, for officials to edit."""
    return _made(form_as_docx, kind, thing, language, issued, number)


def _made(
    lay_out: Callable[[Form], bytes],
    kind: str,
    thing: Any,
    language: Language,
    issued: date,
    number: str,
) -> bytes:
    found = possible(kind, thing)
    given = SAMPLE_NUMBER if number and recall_of(thing).sample else number
    with override(CODES[language]):
        return lay_out(found.make(thing, Edition(language, issued, given)))


def possible(kind: str, thing: Model) -> Kind:
    """The kind, if it can be made of the thing as it stands; else NotNow says when it can."""
    return possible_kind(KINDS, kind, thing)


def recall_of(thing: Any) -> Recall:
    """The recall that a thing is or belongs to."""
    return thing if isinstance(thing, Recall) else thing.recall
