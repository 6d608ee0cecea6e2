"""What became of requests: status and times, never who told, of whom or what (article 37)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from zhiliang.systems.complaints.flow import LIVE_TIP_OFFS
from zhiliang.systems.complaints.models import Channel, TipOff
from zhiliang.systems.complaints.open311.faults import Fault, no_such_request
from zhiliang.systems.complaints.open311.offers import Offer, offers

SPAN, MOST = timedelta(days=90), 1000
STATUSES = {"open", "closed"}
MOMENTS = ("received_at", "assigned_at", "decided_at", "concluded_at", "handed_at", "told_at")
Row = dict[str, Any]


def asked(given: Mapping[str, str]) -> list[Row]:
    """The requests that are asked for, newest first: at most 1,000, made within 90 days."""
    if given.get("service_request_id"):
        numbers = _several(given["service_request_id"])[:MOST]
        return [*_told(_ours().filter(submission__number__in=numbers))]
    first, last = _span(given)
    rows = _ours().filter(received_at__gte=first, received_at__lte=last)
    rows = rows.filter(_of_services(given)).filter(_of_status(given))
    return [*_told(rows[:MOST])]


def one(number: str) -> Row:
    """One request; Fault 404 where there is none."""
    for row in _told(_ours().filter(submission__number=number)):
        return row
    raise no_such_request()


def by_token(token: str) -> Row:
    """The number of a request by its token; Fault 404 where there is none."""
    case = _ours().filter(submission__outside_number=token).first()
    if case is None:
        raise Fault(404, _("没有这个 token。"))
    return {"service_request_id": case.submission.number, "token": token}


def _ours() -> "QuerySet[TipOff]":
    """Requests that came in by this door, not what was found later in a mediation."""
    rows = TipOff.objects.filter(submission__channel=Channel.OPEN311, clue_of=None)
    return rows.select_related("submission__place", "handed_to").order_by("-received_at", "-pk")


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _of_services(given: Mapping[str, str]) -> Q:
    codes = _several(given.get("service_code", ""))
    if set(codes) - set(offers()):
        raise Fault(400, _("没有这个 service_code。可用的见 services。"))
    found = Q()
    for code in codes:
        found |= Q(submission__outside_number__startswith=f"{code}-")
    return found


def _of_status(given: Mapping[str, str]) -> Q:
    wanted = set(_several(given.get("status", "")))
    live = Q(state__in=LIVE_TIP_OFFS)
    if wanted - STATUSES:
        raise Fault(400, _("status 只能是 open 或者 closed，可以用逗号连写。"))
    if len(wanted) != 1:
        return Q()
    return live if wanted == {"open"} else ~live


def _span(given: Mapping[str, str]) -> tuple[datetime, datetime]:
    """From when to when; Fault 400 for more than 90 days, as the specification has it."""
    first = _moment(given, "start_date", time.min)
    last = _moment(given, "end_date", time.max)
    end = last or (first + SPAN if first else timezone.now())
    begin = first or end - SPAN
    if end < begin or end - begin > SPAN + timedelta(days=1):
        raise Fault(400, _("start_date 到 end_date 不能超过 90 天，也不能倒置。"))
    return begin, end


def _moment(given: Mapping[str, str], name: str, hour: time) -> datetime | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        day = parse_date(text)
        # a + that was not escaped in the address comes as a blank
        at = parse_datetime(text) or parse_datetime(text.replace(" ", "+"))
        at = datetime.combine(day, hour) if day else at
    except ValueError:
        at = None
    if at is None or not 1 < at.year < 9999:
        raise Fault(400, _("%(name)s 须是 ISO 8601 的日期或者时间。") % {"name": name})
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def _told(cases: Iterable[TipOff]) -> Iterator[Row]:
    for case in cases:
        offer = offers().get(case.submission.outside_number.partition("-")[0])
        if offer:
            yield _row(case, offer)


def _row(case: TipOff, offer: Offer) -> Row:
    """Of a tip-off not even which way it was decided: open or closed, since when."""
    live = case.state in LIVE_TIP_OFFS
    changed = max(at for at in (getattr(case, name) for name in MOMENTS) if at)
    row: Row = {
        "service_request_id": case.submission.number,
        "status": "open" if live else "closed",
        "service_name": offer.name,
        "service_code": offer.code,
        "requested_datetime": _written(case.received_at),
    }
    if offer.shows_place:
        return row | {"updated_datetime": _written(changed)} | _where(case)
    return row if live else row | {"updated_datetime": _written(changed)}


def _where(case: TipOff) -> Row:
    """How it stands, the county and the department: of engineering and environment alone."""
    place = case.submission.place
    told = {"status_notes": case.state_name, "address": str(place), "address_id": place.pk}
    return told | ({"agency_responsible": str(case.handed_to)} if case.handed_to else {})


def _written(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")
