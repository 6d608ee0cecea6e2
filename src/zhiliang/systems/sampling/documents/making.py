"""From a thing to the bytes of one of its forms; the same thing, number and day give the same."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from zhiliang.core.notice.docx import letter_docx
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.letter import Letter, letter_pdf
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.core.notice.papers import CODES, Language, possible_kind
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.kinds import KINDS, Kind


def form_pdf(
    kind: str, thing: Model, *, language: Language = "zh", issued: date, number: str = ""
) -> bytes:
    """One form as PDF. NotNow if it can't be made of `thing` as it stands.

    `thing` is the case, objection, rectification, receipt or plan that `KINDS[kind].of` names; on
    sample data `number` is replaced by 示例.
    """
    return _made(form_as_pdf, letter_pdf, form_of(kind, thing, language, issued, number))


def form_docx(
    kind: str, thing: Model, *, language: Language = "zh", issued: date, number: str = ""
) -> bytes:
    """The same form as DOCX, for officials to edit or to fill in."""
    return _made(form_as_docx, letter_docx, form_of(kind, thing, language, issued, number))


def _made(
    form: Callable[[Form], bytes], letter: Callable[[Letter], bytes], stated: Form | Letter
) -> bytes:
    return form(stated) if isinstance(stated, Form) else letter(stated)


def form_of(
    kind: str, thing: Any, language: Language, issued: date, number: str = ""
) -> Form | Letter:
    """The form before it is laid out, in its language whoever prints it."""
    found = possible(kind, thing)
    given = SAMPLE_NUMBER if number and is_sample(thing) else number
    with override(CODES[language]):
        return found.make(thing, Edition(language, issued, given))


def possible(kind: str, thing: Model) -> Kind:
    """The kind, if it can be made of the thing as it stands; else NotNow says when it can."""
    return possible_kind(KINDS, kind, thing)


def is_sample(thing: Any) -> bool:
    """Whether the thing, or the case it belongs to, is made up."""
    return bool(getattr(thing, "case", thing).sample)
