"""From a thing to the bytes of one of its papers; the same thing and day give the same bytes."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from zhiliang.core.errors import ClerkError
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.form import form_pdf as form_as_pdf
from zhiliang.core.notice.form_docx import form_docx as form_as_docx
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.systems.recalls.documents.edition import Edition
from zhiliang.systems.recalls.documents.kinds import KINDS, Kind
from zhiliang.systems.recalls.models import Recall

Language = Literal["zh", "en"]


class NotNow(ClerkError):
    """A paper is asked of a thing that has not come so far, or has none of the kind."""

    code = "form_not_now"


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
    with override("en" if language == "en" else "zh-hans"):
        return lay_out(found.make(thing, Edition(language, issued, given)))


def possible(kind: str, thing: Model) -> Kind:
    """The kind, if it can be made of the thing as it stands; else NotNow says when it can."""
    found = KINDS.get(kind)
    if found is None or not isinstance(thing, found.of):
        raise NotNow(
            _("“%(thing)s”没有“%(kind)s”这种文书。") % {"thing": thing, "kind": kind},
            _("请从该案的文书清单中选择。"),
        )
    if not found.open(thing):
        raise NotNow(
            _("“%(thing)s”现在不能出具“%(kind)s”。") % {"thing": thing, "kind": found.name},
            found.when,
        )
    return found


def recall_of(thing: Any) -> Recall:
    """The recall that a thing is or belongs to."""
    return thing if isinstance(thing, Recall) else thing.recall
