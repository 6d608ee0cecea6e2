"""Every paper: of what it is made and when it may be."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from zhiliang.core.language import pick
from zhiliang.core.models import Document
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.words import wordbook
from zhiliang.systems.risk.documents import reports, warning
from zhiliang.systems.risk.documents.edition import WORDS, Edition
from zhiliang.systems.risk.models import Assessment, PublicWarning, SituationReport


@dataclass(frozen=True)
class Kind:
    """One paper, made of a thing once it is open."""

    key: str
    of: type[Model]
    open: Callable[[Any], bool]
    make: Callable[[Any, Edition], Form]
    audience: str = Document.Audience.SUBJECT

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.name"])

    @property
    def when(self) -> str:
        """When it may be made, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.when"])


def _out(kind: str) -> Callable[[Any], bool]:
    return lambda one: one.issued_at is not None and one.kind == kind


_PUBLIC = Document.Audience.PUBLIC
_ALL = (
    Kind("emergency_warning", PublicWarning, _out("emergency"), warning.announcement, _PUBLIC),
    Kind("notice", PublicWarning, _out("notice"), warning.announcement, _PUBLIC),
    Kind("alert", PublicWarning, _out("alert"), warning.announcement, _PUBLIC),
    Kind(
        "lift_notice",
        PublicWarning,
        lambda one: one.lifted_at is not None,
        warning.lifting,
        _PUBLIC,
    ),
    Kind(
        "assessment_report",
        Assessment,
        lambda one: one.concluded_at is not None,
        reports.assessment_report,
    ),
    Kind("situation_report", SituationReport, lambda one: True, reports.situation_report),
)
KINDS = {kind.key: kind for kind in _ALL}


def kinds_for(thing: Model) -> list[Kind]:
    """The papers that can be made of a thing as it stands."""
    return [kind for kind in _ALL if isinstance(thing, kind.of) and kind.open(thing)]


def case_of(thing: Any) -> Any:
    """The case that a thing is or belongs to: it has the number."""
    return thing.incident if isinstance(thing, SituationReport) else thing
