"""Whether a complaint is accepted, whose it is, and what it is about."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Department, Person, Place
from zhiliang.core.policy import scopes
from zhiliang.core.steps import held, insist, now_or
from zhiliang.systems.complaints.actions.writing import AnyCase, saved
from zhiliang.systems.complaints.clocks import day_of
from zhiliang.systems.complaints.flow import complaint as complaint_flow
from zhiliang.systems.complaints.flow import flow_of
from zhiliang.systems.complaints.flow.parties import OFFICERS
from zhiliang.systems.complaints.models import Case, Complaint, RefusalReason


@transaction.atomic
def accept(case: Complaint, *, by: Person, note: str = "", at: datetime | None = None) -> Complaint:
    """Accept a complaint and tell the complainant (order 121, article 15)."""
    case = held(case)
    case.state = complaint_flow.require(case, "accept", by).to
    case.decided_at, case.decided_by = now_or(at), by
    case.officer = case.officer or by
    return saved(case, "accept", by=by, at=case.decided_at, note=note)


@transaction.atomic
def refuse(
    case: Complaint, *, by: Person, refusal: str, note: str = "", at: datetime | None = None
) -> Complaint:
    """Do not accept a complaint, for one of the seven reasons of article 16."""
    case = held(case)
    case.state = complaint_flow.require(case, "refuse", by).to
    if refusal not in RefusalReason.values:
        raise ValidationError({"refusal": _("请选择第十六条规定的情形。")})
    case.decided_at, case.decided_by = now_or(at), by
    case.refusal, case.refusal_note = refusal, note
    return saved(case, "refuse", by=by, at=case.decided_at, refusal=refusal)


@transaction.atomic
def ask_identity(
    case: Complaint, *, by: Person, until: date, at: datetime | None = None
) -> Complaint:
    """Ask the complainant to prove who they are by a day (article 10, third paragraph)."""
    case = held(case)
    complaint_flow.require(case, "ask_identity", by)
    case.identity_asked_at, case.identity_asked_by = now_or(at), by
    if until <= day_of(case.identity_asked_at):
        raise ValidationError({"until": _("期限须在今天之后。")})
    case.identity_due_on, case.identity_given_at = until, None
    return saved(case, "ask_identity", by=by, at=case.identity_asked_at, until=until.isoformat())


@transaction.atomic
def give_identity(
    case: Complaint, *, by: Person, note: str = "", at: datetime | None = None
) -> Complaint:
    """Enter that the complainant has proved who they are."""
    case = held(case)
    complaint_flow.require(case, "give_identity", by)
    case.identity_given_at = now_or(at)
    return saved(case, "give_identity", by=by, at=case.identity_given_at, note=note)


@transaction.atomic
def assign(
    case: AnyCase,
    *,
    by: Person,
    place: Place | None = None,
    officer: Person | None = None,
    at: datetime | None = None,
) -> AnyCase:
    """Send a case to the office that handles it, and to a person there."""
    case = held(case)
    flow_of(case).require(case, "assign", by)
    case.place = place or case.place
    if officer and not any(scopes(officer, role).covers(case) for role in OFFICERS):
        raise ValidationError({"officer": _("承办人不是该地区的工作人员。")})
    case.officer = officer
    case.assigned_at, case.assigned_by, case.returned_reason = now_or(at), by, ""
    return saved(case, "assign", by=by, at=case.assigned_at, place=case.place_id)


@transaction.atomic
def give_back(case: AnyCase, *, by: Person, reason: str, at: datetime | None = None) -> AnyCase:
    """Give a case back to the desk that sent it: no office passes it on by itself (article 41)."""
    case = held(case)
    flow_of(case).require(case, "give_back", by)
    desk = case.submission.place if case.assigned_by_id is None else _desk_of(case)
    case.place, case.officer, case.returned_reason = desk, None, insist(reason, "reason")
    return saved(case, "give_back", by=by, at=at, reason=case.returned_reason)


def _desk_of(case: Case) -> Place:
    """The place of the city above the office: its desk receives for all its counties."""
    found = Place.objects.filter(pk=f"{case.place_id[:4]}00").first()
    return found or case.place


@transaction.atomic
def classify(
    case: AnyCase,
    *,
    by: Person,
    product: str,
    hazard: str,
    topic: str = "",
    at: datetime | None = None,
) -> AnyCase:
    """Confirm what it is about; what risk counts is only what a person confirmed."""
    case = held(case)
    flow_of(case).require(case, "classify", by)
    submission = held(case.submission)
    submission.product, submission.hazard, submission.topic = product, hazard, topic
    submission.classified_at, submission.classified_by = now_or(at), by
    submission.full_clean()
    submission.save()
    case.submission = submission
    told = {"product": product, "hazard": hazard, "topic": topic}
    saved(case, "classify", by=by, at=submission.classified_at, **told)
    _tell_classes(case, by=by, at=submission.classified_at)
    return case


def _tell_classes(case: Case, *, by: Person, at: datetime) -> None:
    """The event that risk monitoring reads; it says nothing of persons or firms."""
    submission = case.submission
    append(
        verb="complaints.intake.classify",
        subject=subject_of(submission),
        by=by,
        place=case.place_id,
        occurred_at=at,
        data={
            "tables": [],
            "number": submission.number,
            "kind": "complaint" if isinstance(case, Complaint) else "tip_off",
            "product": submission.product,
            "hazard": submission.hazard,
            "place": submission.place_id,
            "received_on": day_of(submission.received_at).isoformat(),
            "injured": submission.injured,
            "sample": submission.sample,
        },
    )


@transaction.atomic
def number(
    case: Complaint, *, by: Person, national_number: str, at: datetime | None = None
) -> Complaint:
    """Enter the number that the national 12315 platform gave (article 40)."""
    case = held(case)
    complaint_flow.require(case, "number", by)
    case.national_number = insist(national_number, "national_number")
    return saved(case, "number", by=by, at=at, national_number=case.national_number)


@transaction.atomic
def dispute(
    case: AnyCase, *, by: Person, place: Place, reason: str, at: datetime | None = None
) -> AnyCase:
    """Say that another office is competent; the two have seven working days (article 33)."""
    case = held(case)
    flow_of(case).require(case, "dispute", by)
    if place.pk == case.place_id:
        raise ValidationError({"place": _("请选择另一个地区。")})
    case.disputed_at, case.disputed_by, case.dispute_with = now_or(at), by, place
    case.settled_dispute_at, case.settled_dispute_by = None, None
    told = {"place": place.pk, "reason": insist(reason, "reason")}
    return saved(case, "dispute", by=by, at=case.disputed_at, **told)


@transaction.atomic
def resolve(case: AnyCase, *, by: Person, place: Place, at: datetime | None = None) -> AnyCase:
    """Say which office handles it after a dispute."""
    case = held(case)
    flow_of(case).require(case, "resolve", by)
    if case.disputed_at is None:
        raise ValidationError(_("没有管辖争议。"))
    case.settled_dispute_at, case.settled_dispute_by = now_or(at), by
    case.place, case.officer = place, None
    return saved(case, "resolve", by=by, at=case.settled_dispute_at, place=place.pk)


@transaction.atomic
def hand_over(
    case: AnyCase,
    *,
    by: Person,
    department: Department,
    note: str,
    at: datetime | None = None,
) -> AnyCase:
    """Hand a matter of another department's over, and tell who sent it."""
    case = held(case)
    case.state = flow_of(case).require(case, "hand_over", by).to
    case.handed_at, case.handed_by = now_or(at), by
    case.handed_to, case.handed_note = department, insist(note, "note")
    return saved(case, "hand_over", by=by, at=case.handed_at, department=department.pk)


@transaction.atomic
def refer(
    case: Complaint, *, by: Person, product: str, finding: str, at: datetime | None = None
) -> Complaint:
    """Pass unsafe goods on as a clue of a recall; the officer writes what may be passed on."""
    case = held(case)
    complaint_flow.require(case, "refer", by)
    told = {"product": insist(product, "product"), "finding": insist(finding, "finding")}
    return saved(case, "refer", by=by, at=at, injured=case.submission.injured, **told)


@transaction.atomic
def report_fraud(case: AnyCase, *, by: Person, note: str, at: datetime | None = None) -> AnyCase:
    """Pass suspected fraud or extortion to the police; it is left out of the firm's profile."""
    case = held(case)
    flow_of(case).require(case, "report_fraud", by)
    if isinstance(case, Complaint):
        case.malicious = True
    told: dict[str, Any] = {"reported": True, "note": insist(note, "note")}
    return saved(case, "report_fraud", by=by, at=at, **told)
