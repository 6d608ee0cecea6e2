"""Every paper: of what it is made, when it may be, and whose it is to read and to issue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from zhiliang.core.language import pick
from zhiliang.core.models import Document
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.words import wordbook
from zhiliang.systems.recalls.documents import ordering, reporting
from zhiliang.systems.recalls.documents.edition import WORDS, Edition
from zhiliang.systems.recalls.models import Check, Consignee, Recall, RecallPlan, Report


@dataclass(frozen=True)
class Kind:
    """One paper. `firm` is whether the firm reads it too; `issued_by` who signs: office or firm."""

    key: str
    of: type[Model]
    open: Callable[[Any], bool]
    make: Callable[[Any, Edition], Form]
    firm: bool = True
    issued_by: str = "office"
    audience: str = Document.Audience.SUBJECT

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.title"])

    @property
    def when(self) -> str:
        """When it may be made, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.when"])


def _announced(recall: Recall) -> bool:
    return recall.announced_at is not None and not recall.quiet_reason


def _always(thing: Any) -> bool:
    return True


_ALL = (
    Kind(
        "recall_bulletin",
        Recall,
        _announced,
        ordering.bulletin,
        audience=Document.Audience.PUBLIC,
    ),
    Kind("recall_order", Recall, lambda one: one.ordered_at is not None, ordering.order),
    Kind("plan_form", RecallPlan, _always, reporting.plan_form, issued_by="firm"),
    Kind(
        "progress_report",
        Report,
        lambda one: one.kind == Report.Kind.PROGRESS,
        reporting.report,
        issued_by="firm",
    ),
    Kind(
        "summary",
        Report,
        lambda one: one.kind == Report.Kind.SUMMARY,
        reporting.report,
        issued_by="firm",
    ),
    Kind(
        "check_report",
        Check,
        lambda one: one.concluded_at is not None,
        reporting.check_report,
        firm=False,
    ),
    Kind("close_notice", Recall, lambda one: one.closed_at is not None, ordering.close_notice),
    Kind(
        "consignee_notice",
        Consignee,
        lambda one: one.sent_at is not None,
        ordering.notice,
        issued_by="firm",
    ),
)
KINDS = {kind.key: kind for kind in _ALL}


def kinds_for(thing: Model) -> list[Kind]:
    """The papers that can be made of a thing as it stands."""
    return [kind for kind in _ALL if isinstance(thing, kind.of) and kind.open(thing)]
