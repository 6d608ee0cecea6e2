"""What people with an account want to see first."""

from datetime import datetime

from django.db import transaction

from zhiliang.core.event import append
from zhiliang.core.models import Person, Place
from zhiliang.core.policy import require
from zhiliang.core.steps import now_or
from zhiliang.systems.risk.models import Subscription


@transaction.atomic
def subscribe(
    *, by: Person, place: Place | None = None, product: str = "", at: datetime | None = None
) -> Subscription:
    """Follow a place, a kind of product, or both."""
    subscription = Subscription(person=by, place=place, product=product, at=now_or(at))
    subscription.full_clean()
    subscription.save()
    _tell(subscription, "subscribe", by=by)
    return subscription


@transaction.atomic
def unsubscribe(subscription: Subscription, *, by: Person) -> None:
    """Follow it no longer."""
    require(by, Subscription, "unsubscribe", subscription)
    _tell(subscription, "unsubscribe", by=by)
    Subscription.objects.filter(pk=subscription.pk).delete()


def _tell(subscription: Subscription, verb: str, *, by: Person) -> None:
    append(
        verb=f"risk.subscription.{verb}",
        subject=f"risk.subscription:{subscription.pk}",
        by=by,
        place=subscription.place_id or "",
        data={"tables": [], "product": subscription.product},
    )
