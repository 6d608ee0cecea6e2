"""Every form: of what it is made, when it may be, and whose it is to read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone

from zhiliang.core.language import pick
from zhiliang.core.models import Document
from zhiliang.core.notice.form import Form
from zhiliang.core.notice.letter import Letter
from zhiliang.core.notice.words import wordbook
from zhiliang.core.places import subtree
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.documents import (
    bulletin,
    concluding,
    delivering,
    objecting,
    rectifying,
    taking,
    testing,
)
from zhiliang.systems.sampling.documents.edition import WORDS, Edition
from zhiliang.systems.sampling.documents.tables import failed, sheet_of
from zhiliang.systems.sampling.flow.parties import OFFICERS
from zhiliang.systems.sampling.models import (
    DeliveryReceipt,
    Objection,
    Rectification,
    SamplingCase,
    SamplingPlan,
)

AUTHORITIES = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)
WITH_SAMPLERS = (*AUTHORITIES, Role.SAMPLER)
WITH_LABORATORY = (*AUTHORITIES, Role.LABORATORY)
WITH_FIRM = (*AUTHORITIES, Role.ENTERPRISE)
EVERY_PARTY = (*AUTHORITIES, Role.SAMPLER, Role.LABORATORY, Role.ENTERPRISE)
TOLD = ("notified", "settled", "published")


@dataclass(frozen=True)
class Kind:
    """One form: `readers` may read it, `issuers` sign it, by their part in the case.

    `open` says whether a thing has come far enough for it; whom it is told decides its `audience`.
    """

    key: str
    of: type[Model]
    readers: tuple[Role, ...]
    open: Callable[[Any], bool]
    make: Callable[[Any, Edition], Form | Letter]
    issuers: tuple[Role, ...] = OFFICERS
    audience: str = Document.Audience.SUBJECT

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.title"])

    @property
    def when(self) -> str:
        """When it may be made, in the active language."""
        return pick(**wordbook(WORDS)[f"{self.key}.when"])


def _has_sheet(case: SamplingCase) -> bool:
    return sheet_of(case) is not None


def _from_elsewhere(case: SamplingCase) -> bool:
    """Whether it failed and names a producer whose place is not the authority's."""
    if not failed(case) or case.state not in ("concluded", *TOLD):
        return False
    if case.producer is None:
        return bool(case.producer_words)
    inside = subtree([case.authority_id], day=timezone.localdate())
    return case.producer.place_id not in inside


def _told(receipt: DeliveryReceipt) -> bool:
    return receipt.kind == "conclusion" and receipt.sent_at is not None


def _granted(objection: Objection) -> bool:
    return objection.kind == Objection.Kind.RESULT and objection.accepted_at is not None


def _retested(objection: Objection) -> bool:
    testing = objecting.retesting(objection)
    return bool(testing and testing.reported_at) and objection.decided_at is not None


def _decided(objection: Objection) -> bool:
    ended = objection.state in ("upheld", "dismissed", "lapsed", "ended")
    return ended and not _retested(objection)


def _inspected(owed: Rectification) -> bool:
    return bool(rectifying.follow_ups(owed))


def _to_inspect(owed: Rectification) -> bool:
    return owed.state in ("ordered", "corrected", "announced", "suspended")


_ALL = (
    Kind("sampling_notice", SamplingCase, EVERY_PARTY, lambda one: not one.imported, taking.notice),
    Kind(
        "sampling_sheet",
        SamplingCase,
        EVERY_PARTY,
        _has_sheet,
        taking.sheet,
        issuers=(*OFFICERS, Role.SAMPLER),
    ),
    Kind(
        "seals",
        SamplingCase,
        (*WITH_SAMPLERS, Role.LABORATORY),
        _has_sheet,
        taking.seals,
        issuers=(*OFFICERS, Role.SAMPLER),
    ),
    Kind(
        "rejection",
        SamplingCase,
        (*WITH_SAMPLERS, Role.LABORATORY),
        lambda one: one.state == "rejected",
        testing.rejection,
        issuers=(Role.LABORATORY,),
    ),
    Kind("conclusion_notice", DeliveryReceipt, WITH_FIRM, _told, concluding.conclusion),
    Kind(
        "delivery_receipt",
        DeliveryReceipt,
        WITH_FIRM,
        lambda one: one.sent_at is not None,
        delivering.receipt,
    ),
    Kind("elsewhere_notice", SamplingCase, AUTHORITIES, _from_elsewhere, concluding.elsewhere),
    Kind(
        "acceptance",
        Objection,
        WITH_FIRM,
        lambda one: one.accepted_at is not None,
        objecting.acceptance,
    ),
    Kind("refusal", Objection, WITH_FIRM, lambda one: one.state == "refused", objecting.refusal),
    Kind("objection_decision", Objection, WITH_FIRM, _decided, objecting.decision),
    Kind("retest_notice", Objection, WITH_FIRM, _granted, objecting.notice),
    Kind(
        "retest_task",
        Objection,
        WITH_LABORATORY,
        lambda one: one.named_at is not None,
        objecting.task,
    ),
    Kind(
        "retest_sample",
        Objection,
        (*WITH_LABORATORY, Role.ENTERPRISE),
        lambda one: one.named_at is not None,
        objecting.confirmation,
        issuers=(*OFFICERS, Role.LABORATORY),
    ),
    Kind("retest_conclusion", Objection, WITH_FIRM, _retested, objecting.conclusion),
    Kind("correction_order", Rectification, WITH_FIRM, lambda one: True, rectifying.order),
    Kind("follow_up_notice", Rectification, WITH_FIRM, _to_inspect, rectifying.inspection),
    Kind("follow_up_result", Rectification, WITH_FIRM, _inspected, rectifying.result),
    Kind(
        "announcement",
        Rectification,
        WITH_FIRM,
        lambda one: one.announced_at is not None,
        rectifying.announcement,
        issuers=(Role.PROVINCIAL_OFFICER,),
        audience=Document.Audience.PUBLIC,
    ),
    Kind(
        "suspension",
        Rectification,
        WITH_FIRM,
        lambda one: one.suspended_at is not None,
        rectifying.suspension,
    ),
    Kind(
        "referral",
        Rectification,
        AUTHORITIES,
        lambda one: one.state == "referred" and one.regime.ladder == "order_18",
        rectifying.referral,
    ),
    Kind("bulletin", SamplingPlan, AUTHORITIES, bulletin.ready, bulletin.bulletin),
)

KINDS = {kind.key: kind for kind in _ALL}


def kinds_for(thing: Model) -> list[Kind]:
    """The forms that may be made of a thing as it stands."""
    return [kind for kind in KINDS.values() if isinstance(thing, kind.of) and kind.open(thing)]
