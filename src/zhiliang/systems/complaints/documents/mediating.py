"""Mediation on paper: the parties are called, and what they agree."""

from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.complaints.clocks import local_day
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.documents.parties import both
from zhiliang.systems.complaints.models import Complaint


def mediation_notice(case: Complaint, edition: Edition) -> Form:
    """Both parties are called to mediation (投诉调解通知书, form 7)."""
    told = {
        "title": case.submission.title,
        "law": edition.law(local_day(case.decided_at)),
        "moment": edition.moment(case.mediation_at),
        "where": case.mediation_where,
    }
    delegated = {"organisation": case.delegated_to}
    reach = {"mediators": case.mediators, "phone": edition.blank("office_phone")}
    body = [
        *edition.said("mediation_notice.body", **told),
        *(edition.said("mediation_notice.delegated", **delegated) if case.delegated_to else ()),
        *edition.said("mediation_notice.bring", materials=edition.blank("materials")),
        *edition.said("mediation_notice.challenge", days=edition.blank("challenge_days")),
        *edition.said("mediation_notice.reach", **reach),
        *edition.said("noticed"),
    ]
    agency = edition.agency(case.place)
    return edition.form(
        case, "mediation_notice", to=both(case, edition), body=body, signed_by=agency
    )


def agreement(case: Complaint, edition: Edition) -> Form:
    """What the parties agreed (投诉调解书, form 9)."""
    words, told = edition.words, case.submission
    law = edition.law(local_day(case.ended_at))
    body = [
        *_parties(case, edition),
        *edition.said("agreement.content"),
        *_paragraphs(f"{told.text}\n{told.demand}"),
        *edition.said("agreement.terms", law=law),
        *_paragraphs(case.agreement),
        *edition.said("agreement.effect", ways=words("common.ways")),
        edition.table(edition.signatures("complainant", "accused"), edition.signatures("mediator")),
    ]
    return edition.form(case, "agreement", body=body, signed_by=edition.agency(case.place))


def _parties(case: Complaint, edition: Edition) -> list[Part]:
    person, firm = edition.shown(case.submission), case.submission
    agents = {key: edition.filled.get(key, "") for key in ("agent", "firm_agent", "head")}
    return [
        edition.table(
            edition.pair(("complainant", person.name), ("phone", person.phone)),
            edition.pair(("address", person.address)),
            edition.pair(("agent", agents["agent"])),
            edition.pair(("accused", firm.accused)),
            edition.pair(("head", agents["head"]), ("firm_phone", edition.blank("firm_phone"))),
            edition.pair(("firm_address", firm.firm_address)),
            edition.pair(("firm_agent", agents["firm_agent"])),
        )
    ]


def _paragraphs(text: str) -> list[Part]:
    return [Block(0, text=line.strip()) for line in text.splitlines() if line.strip()]
