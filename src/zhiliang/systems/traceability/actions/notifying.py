"""Subscribers are sent what is new for them; their mark moves only when they have confirmed."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.tick import periodic
from zhiliang.systems.traceability.interface.formats import in_format
from zhiliang.systems.traceability.interface.pages import document, told
from zhiliang.systems.traceability.models import EpcisEvent, Subscription
from zhiliang.systems.traceability.notifying.address import PUBLIC, Reach
from zhiliang.systems.traceability.notifying.delivery import NotDelivered, deliver
from zhiliang.systems.traceability.notifying.news import News, newest, news
from zhiliang.systems.traceability.notifying.schedule import is_due

TOGETHER = 8
"""Receivers that are waited for at the same time."""
MOST_ROUNDS = 20
"""Batches for one subscriber in one run."""
LONGEST_WAIT = timedelta(hours=1)
LEASE = timedelta(minutes=10)
"""For how long a subscriber is held: all rounds at their slowest take less."""


@dataclass(frozen=True)
class Delivery:
    """A batch on its way; `failure` tells why it was not confirmed."""

    subscription: Subscription
    news: News
    failure: str = ""

    @property
    def silent(self) -> bool:
        """Nothing is new, and the subscriber does not want to be told so."""
        wanted = self.subscription.report_if_empty and not self.subscription.stream
        return not self.news.events and not wanted


def notify(now: datetime | None = None, *, by: None = None, reach: Reach = PUBLIC) -> int:
    """Send every subscriber that is due what it has not confirmed yet; how many deliveries.

    What was delivered when the process died before it noted so is sent again: at least once.
    """
    moment = now or timezone.now()
    due = list(_due(moment))
    with ThreadPoolExecutor(TOGETHER) as pool:
        return sum(
            _serve(due[start : start + TOGETHER], moment, pool, reach)
            for start in range(0, len(due), TOGETHER)
        )


def _due(now: datetime) -> Iterator[Subscription]:
    last = newest()
    for one in Subscription.objects.all():
        since = one.last_run_at or one.created_at
        waited = timedelta(seconds=2 ** min(one.failures, 12)) if one.failures else timedelta(0)
        if now - since < min(waited, LONGEST_WAIT):
            continue
        if one.stream:
            if last > one.watermark:
                yield one
        elif one.failures or is_due(one.schedule or {}, *_local(since, now)):
            yield one


def _local(since: datetime, now: datetime) -> tuple[datetime, datetime]:
    return timezone.localtime(since), timezone.localtime(now)


def _serve(due: Sequence[Subscription], now: datetime, pool: Executor, reach: Reach) -> int:
    """Batch after batch until nothing is left or a receiver does not confirm."""
    held = [one for each in due for one in _claimed(each, now)]
    sent = 0
    for _round in range(MOST_ROUNDS):
        made = [Delivery(one, _news(one)) for one in held]
        done = list(pool.map(lambda delivery: _sent(delivery, reach), made))
        kept = [_noted(delivery, now) for delivery in done]
        sent += sum(not one.silent and not one.failure for one in done)
        held = [one.subscription for one, noted in zip(done, kept, strict=True) if noted]
    for one in held:
        Subscription.objects.filter(pk=one.pk).update(served_until=None)
    return sent


def _claimed(one: Subscription, now: datetime) -> Iterator[Subscription]:
    free = Q(served_until=None) | Q(served_until__lte=now)
    if Subscription.objects.filter(free, pk=one.pk).update(served_until=now + LEASE):
        yield Subscription.objects.select_related("query__organisation").get(pk=one.pk)


def _news(one: Subscription) -> News:
    rows = EpcisEvent.objects.filter(organisation=one.query.organisation_id)
    return news(one.query, rows, after=one.watermark, since=one.initial_record_time)


def _sent(delivery: Delivery, reach: Reach) -> Delivery:
    """Over the network, in a thread of its own: nothing is read from the database here."""
    one = delivery.subscription
    if delivery.silent:
        return delivery
    body = document(
        [in_format(told(event), one.epc_format) for event in delivery.news.events],
        name=one.query.name,
        subscription=str(one.key),
    )
    try:
        deliver(one.dest, body, secret=one.signature_token or "", reach=reach)
    except (NotDelivered, ClerkError) as fault:
        return Delivery(one, delivery.news, str(fault)[:500])
    return delivery


@transaction.atomic
def _noted(delivery: Delivery, now: datetime) -> bool:
    """Note what became of a delivery; whether more waits behind it."""
    one, more = delivery.subscription, delivery.news.more and not delivery.failure
    changes: dict[str, Any] = {"last_run_at": now, "last_failure": delivery.failure}
    if delivery.failure:
        changes["failures"] = one.failures + 1
    else:
        changes |= {"failures": 0, "watermark": delivery.news.mark}
    if not delivery.failure and not delivery.silent:
        changes["last_success_at"] = now
    if not more:
        changes["served_until"] = None
    # who unsubscribed meanwhile stays away, and a mark never goes back
    row = Subscription.objects.filter(pk=one.pk, watermark=one.watermark)
    if not row.update(**changes):
        return False
    one.watermark = changes.get("watermark", one.watermark)
    _tell_outcome(delivery)
    return more


def _tell_outcome(delivery: Delivery) -> None:
    if delivery.failure:
        _tell(delivery.subscription, "fail", reason=delivery.failure)
    elif not delivery.silent:
        _tell(delivery.subscription, "deliver", events=len(delivery.news.events))


def _tell(subscription: Subscription, verb: str, **data: int | str) -> None:
    append(
        verb=f"traceability.subscription.{verb}",
        subject=subject_of(subscription),
        by=None,
        organisation=subscription.query.organisation.uscc or "",
        data={"tables": [], "query": subscription.query.name, **data},
    )


@periodic("traceability.notify", every=timedelta(seconds=10))
def notify_on_tick(*, since: datetime | None, now: datetime, by: None = None) -> None:
    """Serve subscribers."""
    notify(now)
