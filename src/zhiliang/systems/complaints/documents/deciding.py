"""What the office decides and tells: proof of identity, acceptance, refusal, the end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.complaints.clocks import local_day
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.parties import both, complainant
from zhiliang.systems.complaints.models import Complaint, EndReason, RefusalReason, regime_on

ITEMS = "一二三四五六七八"


def identity_notice(case: Complaint, edition: Edition) -> Form:
    """The complainant is to prove who they are (限期提供身份证明材料通知书, form 4)."""
    asked = local_day(case.identity_asked_at)
    wanted = {
        "law": edition.law(asked, "identity", paragraph=3),
        "day": edition.words.day(case.identity_due_on),
        "materials": edition.blank("materials"),
    }
    reach = {"phone": edition.blank("office_phone"), "address": edition.blank("office_address")}
    body = [
        *edition.said("identity_notice.ground"),
        *edition.said("identity_notice.ask", **wanted),
        *edition.said("identity_notice.else", law=edition.law(asked, "identity", "refuse")),
        *edition.said("identity_notice.reach", **reach),
    ]
    return _letter(case, "identity_notice", body, edition)


def acceptance(case: Complaint, edition: Edition) -> Form:
    """A complaint is accepted (投诉受理决定书, form 5)."""
    told = {
        "day": edition.day(case.received_at),
        "title": case.submission.title,
        "law": edition.law(local_day(case.decided_at)),
    }
    officer = str(case.officer) if case.officer else edition.words("common.blank")
    reach = {"officer": officer, "phone": edition.blank("office_phone")}
    body = [
        *edition.said("acceptance.body", **told),
        *edition.said("acceptance.reach", **reach),
        *edition.said("told"),
    ]
    return _letter(case, "acceptance", body, edition)


def refusal(case: Complaint, edition: Edition) -> Form:
    """A complaint is not accepted (投诉不予受理决定书, form 6), with the other ways."""
    decided = local_day(case.decided_at)
    told = {
        "received": edition.day(case.received_at),
        "title": case.submission.title,
        "law": edition.law(decided, "refuse"),
    }
    body = [
        *_reason("refusal", RefusalReason(case.refusal), decided, edition, **told),
        *(edition.said("refusal.note", note=case.refusal_note) if case.refusal_note else ()),
        *edition.said("refusal.ways", ways=edition.words("common.ways")),
        *edition.said("refusal.ways_in_words", "told"),
    ]
    return _letter(case, "refusal", body, edition, on=decided)


def ending(case: Complaint, edition: Edition) -> Form:
    """Mediation is ended (投诉终止调解决定书, form 8): why, and what other ways there are."""
    ended = local_day(case.ended_at)
    told = {"title": case.submission.title, "law": edition.law(ended, "end", paragraph=1)}
    body = [
        *_reason("ending", EndReason(case.end_reason), ended, edition, **told),
        *(edition.said("refusal.note", note=case.end_note) if case.end_note else ()),
        *edition.said("ending.ways", ways=edition.words("common.ways")),
        *edition.said("told"),
    ]
    return _letter(case, "ending", body, edition, to=both(case, edition), on=ended)


def lists_reasons(day: date | None) -> bool:
    """Whether the reasons of the order of a day are on record as the forms of 2026 list them."""
    return day is None or "refuse" in regime_on(day).articles


def _reason(
    key: str, reason: Any, day: date | None, edition: Edition, **told: object
) -> Iterator[Part]:
    """Every reason with the one that applies named; under an older order that one alone."""
    if not lists_reasons(day):
        plain = str(reason.label).replace("）", ")").partition(")")[2].strip()
        yield from edition.said(f"{key}.alone", reason=plain or reason.label, **told)
        return
    yield from edition.said(f"{key}.body", item=_item(reason.value, edition), **told)
    for value in type(reason).values:
        number = edition.words("common.item", item=_item(value, edition))
        yield Block(0, text=f"{number}{edition.words(f'{key}.{value}')}")


def _item(value: str, edition: Edition) -> str:
    return ITEMS[int(value) - 1] if edition.language == "zh" else value


def _letter(
    case: Complaint,
    key: str,
    body: list[Part],
    edition: Edition,
    *,
    to: str = "",
    on: date | None = None,
) -> Form:
    """To the complainant where nobody else is named, signed by the office."""
    notes = () if lists_reasons(on) else (edition.words("common.old_items"),)
    return edition.form(
        case,
        key,
        to=to or complainant(case, edition),
        body=body,
        signed_by=edition.agency(case.place),
        notes=notes,
    )
