"""Named queries and subscriptions: made, kept, taken away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import require
from zhiliang.systems.traceability.models import EpcisEvent, NamedQuery, Subscription
from zhiliang.systems.traceability.notifying.address import check_address
from zhiliang.systems.traceability.notifying.schedule import check_schedule
from zhiliang.systems.traceability.querying import from_json
from zhiliang.systems.traceability.querying.filters import conditions


class Exists(ClerkError):
    """The name is taken."""

    code = "exists"


@transaction.atomic
def create_query(
    name: str, query: Mapping[str, Any], *, by: Person, organisation: Organisation
) -> NamedQuery:
    """Keep a query under a name; QueryFault for one that could never be answered."""
    list(conditions(from_json(query)))
    if NamedQuery.objects.filter(name=name).exists():
        raise Exists(_("已有名为“%(name)s”的查询。") % {"name": name}, _("请换一个名称。"))
    kept = NamedQuery(
        name=name, query=dict(query), organisation=organisation, created_at=timezone.now()
    )
    require(by, NamedQuery, "create", kept)
    kept.full_clean()
    kept.save()
    _tell(kept, kept, "query.create", by=by)
    return kept


@transaction.atomic
def delete_query(query: NamedQuery, *, by: Person) -> None:
    """Take a query away with its subscriptions."""
    require(by, NamedQuery, "delete", query)
    _tell(query, query, "query.delete", by=by)
    query.delete()


@transaction.atomic
def subscribe(
    query: NamedQuery,
    *,
    by: Person,
    dest: str,
    signature_token: str = "",
    stream: bool = False,
    schedule: Mapping[str, str] | None = None,
    report_if_empty: bool = False,
    epc_format: str = "",
) -> Subscription:
    """Send what is captured from now on to an address, at once or on a schedule."""
    check_address(dest)
    if bool(stream) == bool(schedule):
        raise ClerkError(
            _("请写明 stream: true，或者写明 schedule，两者只取其一。"),
            _("见 EPCIS 2.0 第 12.7 条。"),
        )
    if schedule:
        check_schedule(schedule)
    kept = Subscription(
        query=query,
        dest=dest,
        signature_token=signature_token,
        stream=stream,
        schedule=dict(schedule) if schedule else None,
        report_if_empty=report_if_empty,
        epc_format=epc_format,
        created_at=timezone.now(),
        watermark=EpcisEvent.objects.aggregate(last=Max("pk"))["last"] or 0,
    )
    require(by, Subscription, "subscribe", kept)
    kept.full_clean()
    kept.save()
    _tell(query, kept, "subscription.subscribe", by=by)
    return kept


@transaction.atomic
def unsubscribe(subscription: Subscription, *, by: Person) -> None:
    """Send nothing any more."""
    require(by, Subscription, "unsubscribe", subscription)
    _tell(subscription.query, subscription, "subscription.unsubscribe", by=by)
    subscription.delete()


def _tell(query: NamedQuery, about: NamedQuery | Subscription, verb: str, *, by: Person) -> None:
    append(
        verb=f"traceability.{verb}",
        subject=subject_of(about),
        by=by,
        place=query.organisation.place_id,
        organisation=query.organisation.uscc or "",
        data={"tables": [], "query": query.name},
    )
