"""Named queries and subscriptions: made, kept, taken away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import require
from zhiliang.systems.traceability.interface.formats import DIGITAL_LINK
from zhiliang.systems.traceability.models import NamedQuery, Subscription
from zhiliang.systems.traceability.notifying.address import PUBLIC, Reach, check_address
from zhiliang.systems.traceability.notifying.controls import Controls
from zhiliang.systems.traceability.notifying.news import mark_before
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
    controls: Controls,
    signature_token: str = "",
    epc_format: str = DIGITAL_LINK,
    reach: Reach = PUBLIC,
) -> Subscription:
    """Send what is captured to an address, at once or on a schedule.

    From now on, or from the moment of recording that `controls` name. Raises ForbiddenAddress.
    """
    check_address(dest, reach=reach)
    kept = Subscription(
        query=query,
        dest=dest,
        signature_token=signature_token,
        stream=controls.stream,
        schedule=dict(controls.schedule) if controls.schedule else None,
        report_if_empty=controls.report_if_empty,
        epc_format=epc_format,
        created_at=timezone.now(),
        initial_record_time=controls.begins,
        watermark=mark_before(controls.begins),
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
