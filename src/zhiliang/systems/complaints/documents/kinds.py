"""Every paper: of what it is made, when it may be, and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from zhiliang.core.language import pick
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.words import wordbook
from zhiliang.systems.complaints.documents import deciding, mediating, registering, telling
from zhiliang.systems.complaints.documents.edition import WORDS, Edition
from zhiliang.systems.complaints.models import Case, Complaint, TipOff


@dataclass(frozen=True)
class Kind:
    """One paper. `firm` is whether the firm reads it too.

    `secret` ones say who told: they are printed for the case officer and kept nowhere. `blanks`
    name what only the office can fill in. One `by_desk` is sent by the desk to the office below.
    """

    key: str
    of: type[Case]
    open: Callable[[Any], bool]
    make: Callable[[Any, Edition], Form]
    firm: bool = False
    secret: bool = False
    by_desk: bool = False
    blanks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.title"])

    @property
    def when(self) -> str:
        """When it may be made, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.when"])

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The blanks with what they are called, in the active language."""
        return [(key, pick(**wordbook(WORDS)[f"field.{key}"])) for key in self.blanks]


def _reported(case: TipOff) -> bool:
    return case.clue_of_id is None


def _arranged(case: Complaint) -> bool:
    return case.state == "accepted" and case.mediation_at is not None


def _agreed(case: Complaint) -> bool:
    return case.state == "settled" and not case.performed


def _told(case: TipOff) -> bool:
    told = case.told_at is not None and bool(case.told_law)
    return told and _reported(case) and not case.submission.anonymous


_ALL = (
    Kind("complaint_register", Complaint, lambda one: True, registering.complaint_register),
    Kind("tip_off_register", TipOff, _reported, registering.tip_off_register, secret=True),
    Kind(
        "complaint_dispatch",
        Complaint,
        registering.passed_on,
        registering.complaint_dispatch,
        by_desk=True,
        blanks=("report_by", "pages"),
    ),
    Kind(
        "tip_off_dispatch",
        TipOff,
        registering.passed_on,
        registering.tip_off_dispatch,
        by_desk=True,
        blanks=("report_by", "pages"),
    ),
    Kind(
        "identity_notice",
        Complaint,
        lambda one: one.identity_asked_at is not None,
        deciding.identity_notice,
        blanks=("materials", "office_phone", "office_address"),
    ),
    Kind(
        "acceptance",
        Complaint,
        lambda one: one.decided_at is not None and not one.refusal,
        deciding.acceptance,
        blanks=("office_phone",),
    ),
    Kind("refusal", Complaint, lambda one: one.state == "refused", deciding.refusal),
    Kind(
        "mediation_notice",
        Complaint,
        _arranged,
        mediating.mediation_notice,
        firm=True,
        blanks=("materials", "challenge_days", "office_phone"),
    ),
    Kind("ending", Complaint, lambda one: one.state == "terminated", deciding.ending, firm=True),
    Kind(
        "agreement",
        Complaint,
        _agreed,
        mediating.agreement,
        firm=True,
        blanks=("agent", "head", "firm_phone", "firm_agent"),
    ),
    Kind("tip_off_result", TipOff, _told, telling.tip_off_result),
)
KINDS = {kind.key: kind for kind in _ALL}


def kinds_for(case: Model) -> list[Kind]:
    """The papers that can be made of a case as it stands."""
    return [kind for kind in _ALL if isinstance(case, kind.of) and kind.open(case)]
