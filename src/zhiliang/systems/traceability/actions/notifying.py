"""Subscribers are sent what is new for them; their mark moves only when they have confirmed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.core.tick import periodic
from zhiliang.systems.traceability.interface.formats import in_format
from zhiliang.systems.traceability.interface.pages import document, told
from zhiliang.systems.traceability.models import EpcisEvent, Subscription
from zhiliang.systems.traceability.notifying.delivery import NotDelivered, deliver
from zhiliang.systems.traceability.notifying.schedule import is_due
from zhiliang.systems.traceability.querying import from_json
from zhiliang.systems.traceability.querying.answering import selected

AT_ONCE = 1000
"""Events in one delivery; the rest follow in the next ones."""
LONGEST_WAIT = timedelta(hours=1)


def notify(*, by: Person | None, now: datetime | None = None) -> int:
    """Send every subscriber that is due what it has not confirmed yet; how many deliveries."""
    moment = now or timezone.now()
    return sum(_serve(one, moment, by) for one in list(_due(moment)))


def _due(now: datetime) -> Iterator[Subscription]:
    for one in Subscription.objects.select_related("query__organisation"):
        since = one.last_run_at or one.created_at
        waited = timedelta(seconds=2 ** min(one.failures, 12)) if one.failures else timedelta(0)
        if now - since < min(waited, LONGEST_WAIT):
            continue
        if one.stream or one.failures or is_due(one.schedule or {}, *_local(since, now)):
            yield one


def _local(since: datetime, now: datetime) -> tuple[datetime, datetime]:
    return timezone.localtime(since), timezone.localtime(now)


def _serve(subscription: Subscription, now: datetime, by: Person | None) -> int:
    last = EpcisEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = EpcisEvent.objects.filter(
        organisation=subscription.query.organisation_id,
        pk__gt=subscription.watermark,
        pk__lte=last,
    )
    found = selected(from_json(subscription.query.query), rows).order_by("pk")
    page = list(found[: AT_ONCE + 1])
    mark = page[AT_ONCE - 1].pk if len(page) > AT_ONCE else last
    if not page and subscription.stream and mark == subscription.watermark:
        return 0
    if not page and (subscription.stream or not subscription.report_if_empty):
        return _moved(subscription, mark, now, by=by, sent=0)
    try:
        _send(subscription, page[:AT_ONCE])
    except (NotDelivered, ClerkError) as fault:
        return _failed(subscription, str(fault), now, by=by)
    return _moved(subscription, mark, now, by=by, sent=len(page[:AT_ONCE]) or 1)


def _send(subscription: Subscription, events: list[EpcisEvent]) -> None:
    body = document(
        [in_format(told(event), subscription.epc_format) for event in events],
        name=subscription.query.name,
        subscription=str(subscription.key),
    )
    deliver(subscription.dest, body, secret=subscription.signature_token or "")


@transaction.atomic
def _moved(
    subscription: Subscription, mark: int, now: datetime, *, by: Person | None, sent: int
) -> int:
    subscription.watermark, subscription.last_run_at = mark, now
    subscription.failures, subscription.last_failure = 0, ""
    if sent:
        subscription.last_success_at = now
    subscription.save()
    if sent:
        _tell(subscription, "deliver", by=by, events=sent)
    return 1 if sent else 0


@transaction.atomic
def _failed(subscription: Subscription, reason: str, now: datetime, *, by: Person | None) -> int:
    subscription.last_run_at = now
    subscription.failures += 1
    subscription.last_failure = reason[:500]
    subscription.save()
    _tell(subscription, "fail", by=by, reason=reason[:500])
    return 0


def _tell(subscription: Subscription, verb: str, *, by: Person | None, **data: int | str) -> None:
    append(
        verb=f"traceability.subscription.{verb}",
        subject=subject_of(subscription),
        by=by,
        organisation=subscription.query.organisation.uscc or "",
        data={"tables": [], "query": subscription.query.name, **data},
    )


@periodic("traceability.notify", every=timedelta(seconds=10))
def notify_on_tick(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Serve subscribers."""
    notify(by=by, now=now)
