"""Something comes in: sent by the web, registered by an officer, imported from another channel."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.event import next_number
from zhiliang.core.models import Person
from zhiliang.core.steps import File, next_serial, now_or
from zhiliang.systems.complaints.actions.writing import begun
from zhiliang.systems.complaints.classifying import suggested
from zhiliang.systems.complaints.clocks import day_of
from zhiliang.systems.complaints.faults import COMPLAINT, TIP_OFF, faults_in
from zhiliang.systems.complaints.flow import complaint as complaint_flow
from zhiliang.systems.complaints.flow import tip_off as tip_off_flow
from zhiliang.systems.complaints.keys import code_digest, code_of, key_of, new_code, phone_key
from zhiliang.systems.complaints.models import Channel, Complaint, Submission, TipOff

MOST_AN_HOUR = 20
"""Submissions from one network address in an hour: configuration, from no standard."""
REPEAT_WITHIN = timedelta(days=180)
"""A second complaint of the same person about the same firm within this time is a repeat one:
configuration, from no standard."""
MOST_PHOTOS = 9


class Flooded(ClerkError):
    """Too much from one address in too short a time: refused, and said so."""

    code = "flooded"


@dataclass(frozen=True)
class Receipt:
    """What whoever sent something in takes home: the number, and the code that opens the status."""

    submission: Submission
    code: str
    complaint: Complaint | None
    tip_off: TipOff | None


@transaction.atomic
def submit(
    *,
    by: None = None,
    wants: Collection[str],
    sender: str = "",
    once: str = "",
    photos: Sequence[File] = (),
    at: datetime | None = None,
    **said: Any,
) -> Receipt:
    """Take in what a citizen sends, without an account; `said` are the fields of a Submission.

    `wants` names the cases that are asked for, complaint and tip_off. What comes with the same
    secret `once` is one submission, however often it is sent: the receipt is the same one again.
    ValidationError by field; Flooded where one network address (`sender`) sends too much.
    """
    moment = now_or(at)
    if once and (known := _sent_before(once)):
        return known
    _not_flooded(key_of("sender", sender), moment)
    said = {"channel": Channel.WEB} | said | {"sender_key": key_of("sender", sender)}
    return _received("submit", wants, said, photos, at=moment, by=by, once=once)


def _sent_before(once: str) -> Receipt | None:
    """The receipt of what was sent with the same secret; of two that come at once, one waits."""
    next_number()
    found = Submission.objects.filter(once_key=key_of("once", once)).first()
    if found is None:
        return None
    complaint = Complaint.objects.filter(submission=found).first()
    return Receipt(found, code_of(once), complaint, found.tip_offs.order_by("pk").first())


@transaction.atomic
def register(
    *,
    by: Person,
    wants: Collection[str],
    photos: Sequence[File] = (),
    at: datetime | None = None,
    **said: Any,
) -> Receipt:
    """Enter what was said by phone, written or told at the counter (order 121, article 10)."""
    moment = now_or(at)
    receipt = _received("register", wants, said, photos, at=moment, by=by)
    for case, flow in ((receipt.complaint, complaint_flow), (receipt.tip_off, tip_off_flow)):
        if case is not None and not flow.is_for(case, "assign", by):
            raise ValidationError({"place": _("该地区不在您的管辖范围内；请由该地区登记。")})
    return receipt


def take_in(
    *,
    by: Person | None,
    wants: Collection[str],
    photos: Sequence[File] = (),
    at: datetime | None = None,
    **said: Any,
) -> Receipt:
    """Take in what another channel received; in the transaction of who asked whether `by` may."""
    said |= {"registered_by": by}
    return _received("take_in", wants, said, photos, at=now_or(at), by=None)


def _received(
    verb: str,
    wants: Collection[str],
    said: dict[str, Any],
    photos: Sequence[File],
    *,
    at: datetime,
    by: Person | None,
    once: str = "",
) -> Receipt:
    code = code_of(once) if once else new_code()
    said = said | {"once_key": key_of("once", once) or None}
    submission = _submission(said, wants, code, at=at, by=by)
    held = [hold_file(by=by, name=name, content=content) for name, content in _few(photos)]
    submission.photos.set(held)
    complaint = _complaint(submission, verb, at=at, by=by) if COMPLAINT in wants else None
    tip_off = _tip_off(submission, verb, at=at, by=by) if TIP_OFF in wants else None
    return Receipt(submission, code, complaint, tip_off)


def _submission(
    said: dict[str, Any], wants: Collection[str], code: str, *, at: datetime, by: Person | None
) -> Submission:
    faults = dict(faults_in(said, wants, day_of(at)))
    if faults:
        raise ValidationError(faults)
    found = Submission(**{name: _plain(value) for name, value in said.items()})
    found.received_at, found.registered_by = at, found.registered_by or by
    found.phone_key, found.address_key = phone_key(found.phone), key_of("address", found.address)
    found.number = next_serial(Submission, f"LJ{day_of(at):%y%m%d}-", width=5)
    found.code_digest = code_digest(found.number, code)
    found.suggestion = suggested(f"{found.title}\n{found.text}")
    found.full_clean()
    found.save()
    return found


def _complaint(submission: Submission, verb: str, *, at: datetime, by: Person | None) -> Complaint:
    state = complaint_flow.require(None, verb, by).to
    case = Complaint(submission=submission, place=submission.place, state=state, received_at=at)
    if submission.channel == Channel.NATIONAL:
        case.national_number = submission.outside_number
    case.number = next_serial(Complaint, f"TS{day_of(at).year}-", width=6)
    case.source, case.repeat_of = submission.source, _earlier(submission, at)
    return begun(case, verb, by=by, at=at)


def _tip_off(submission: Submission, verb: str, *, at: datetime, by: Person | None) -> TipOff:
    state = tip_off_flow.require(None, verb, by).to
    case = TipOff(submission=submission, place=submission.place, state=state, received_at=at)
    case.counted_from, case.source = at, submission.source
    case.number = next_serial(TipOff, f"JB{day_of(at).year}-", width=6)
    return begun(case, verb, by=by, at=at)


def _earlier(submission: Submission, at: datetime) -> Complaint | None:
    """The last complaint of the same person about the same firm, if it is recent and ended."""
    if not submission.phone_key:
        return None
    rows = Complaint.objects.filter(
        submission__phone_key=submission.phone_key,
        received_at__gte=at - REPEAT_WITHIN,
        ended_at__lte=at,
    )
    if submission.firm:
        return rows.filter(submission__firm=submission.firm).order_by("pk").last()
    return rows.filter(submission__firm_name=submission.firm_name).order_by("pk").last()


def _plain(value: Any) -> Any:
    """Texts without what no database keeps."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


def _few(photos: Sequence[File]) -> Sequence[File]:
    if len(photos) > MOST_PHOTOS:
        told = {"most": MOST_PHOTOS, "count": len(photos)}
        raise ValidationError(
            {"photos": _("附件最多 %(most)s 个，收到 %(count)s 个。请挑主要的。") % told}
        )
    return photos


def _not_flooded(sender_key: str, at: datetime) -> None:
    if not sender_key:
        return
    since = at - timedelta(hours=1)
    rows = Submission.objects.filter(sender_key=sender_key, received_at__gt=since)
    recent = list(rows.order_by("received_at").values_list("received_at", flat=True))
    if len(recent) >= MOST_AN_HOUR:
        free = timezone.localtime(recent[-MOST_AN_HOUR] + timedelta(hours=1))
        raise Flooded(
            _("您所在的网络一小时内已提交 %(count)s 件，这一件没有收下。") % {"count": len(recent)},
            _("请在 %(time)s 之后再提交，或者拨打 12315。") % {"time": f"{free:%H:%M}"},
        )
