"""What is new for a subscriber: events of a query behind a mark, in the order of the log."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from zhiliang.systems.traceability.models import EpcisEvent, NamedQuery
from zhiliang.systems.traceability.querying import from_json
from zhiliang.systems.traceability.querying.answering import selected

AT_ONCE = 1000
"""Events in one batch; the rest follow in the next ones."""


@dataclass(frozen=True)
class News:
    """A batch, the mark that its receipt confirms, and whether more is behind it."""

    events: list[EpcisEvent]
    mark: int
    more: bool = False


def news(
    query: NamedQuery, rows: "QuerySet[EpcisEvent]", *, after: int, since: datetime | None
) -> News:
    """The next batch of `rows` behind the mark `after`, none recorded before `since`.

    Events are numbered under the lock of the log's head, so that none becomes visible behind a
    mark that was passed.
    """
    last = newest()
    new = rows.filter(pk__gt=after, pk__lte=last)
    if since is not None:
        new = new.filter(record_time__gte=since)
    found = list(selected(from_json(query.query), new).order_by("pk")[: AT_ONCE + 1])
    if len(found) > AT_ONCE:
        return News(found[:AT_ONCE], found[AT_ONCE - 1].pk, more=True)
    return News(found, last)


def newest() -> int:
    """The mark behind which nothing is yet."""
    return EpcisEvent.objects.aggregate(last=Max("pk"))["last"] or 0


def mark_before(begins: datetime | None) -> int:
    """The mark behind which everything lies that was recorded from a moment on; None: from now."""
    if begins is not None:
        rows = EpcisEvent.objects.filter(record_time__gte=begins)
        first = rows.aggregate(first=Min("pk"))["first"]
        if first is not None:
            return int(first) - 1
    return newest()
