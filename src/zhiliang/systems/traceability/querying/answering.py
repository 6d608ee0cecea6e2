"""A query's events, in its order, page by page."""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from django.core import signing
from django.db import connection
from django.db.models import F, Func, Max, Min, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce, Collate
from django.utils.translation import gettext as _

from zhiliang.systems.traceability.indexing.fields import MOMENT
from zhiliang.systems.traceability.models import EpcisEvent, RevokedToken
from zhiliang.systems.traceability.querying.faults import QueryFault, TooLarge
from zhiliang.systems.traceability.querying.field_filters import key_of
from zhiliang.systems.traceability.querying.filters import conditions
from zhiliang.systems.traceability.querying.parameters import Query, unknown

SALT = "epcis.next-page"
LASTING = 3600
"""Seconds for which a page token may be used."""
MOST = 1000
USUAL = 30
_COLUMNS = {"eventTime": "event_time", "recordTime": "record_time"}
_BYTES = {"sqlite": "BINARY", "postgresql": "C"}
"""Texts are sorted by the codes of their characters (8.2.7.1, orderBy)."""


@dataclass(frozen=True)
class Answer:
    """A page of events, and the token of the next one; empty on the last."""

    events: list[EpcisEvent]
    next_token: str = ""


class Place(NamedTuple):
    """Where a page begins, and the last event that was there when the first page was read.

    What is captured meanwhile comes into no page, so that none shifts the others.
    """

    offset: int
    last: int


def answer(query: Query, rows: "QuerySet[EpcisEvent]", *, per_page: int, token: str = "") -> Answer:
    """One page of the events of `rows` that fulfil a query.

    Raises QueryFault for parameters that do not fit, TooLarge beyond `maxEventCount`.
    """
    place = place_of(token) if token else Place(0, _newest())
    found = ordered(query, selected(query, until(place.last, rows)))
    if query.most is not None and found[: query.most + 1].count() > query.most:
        raise TooLarge(
            _("符合条件的事件多于 %(most)s 个。") % {"most": query.most},
            _("请缩小条件，或者不写 maxEventCount 而逐页取。"),
        )
    start, end = place.offset, place.offset + per_page
    if query.count_limit is not None:
        end = min(end, query.count_limit)
    page = list(found[start : end + 1])
    more = len(page) > end - start and end != query.count_limit
    return Answer(page[: end - start], token_for(end, place.last) if more else "")


def until(last: int, rows: "QuerySet[EpcisEvent]") -> "QuerySet[EpcisEvent]":
    """The rows up to an event."""
    # a bare pk would lead SQLite to walk all events of an organisation instead of the few named
    return rows.alias(numbered=F("pk") + 0).filter(numbered__lte=last)


def selected(query: Query, rows: "QuerySet[EpcisEvent]") -> "QuerySet[EpcisEvent]":
    """The rows that fulfil every condition."""
    for wanted in conditions(query):
        rows = rows.filter(wanted)
    return rows


def ordered(query: Query, rows: "QuerySet[EpcisEvent]") -> "QuerySet[EpcisEvent]":
    """In the order asked for; events that lack the field come last."""
    if not query.order_by:
        return rows.order_by("pk")
    column = _COLUMNS.get(query.order_by)
    if column:
        term = _afterwards(column) if query.names_objects else F(column)
        return rows.order_by(_turned(term, query.descending), "pk")
    key = key_of(query.order_by, query.prefixes)
    if key is None:
        raise unknown(f"orderBy={query.order_by}")
    pick, held = (Max if query.descending else Min), Q(fields__key__in=(key, MOMENT + key))
    rows = rows.annotate(
        by_number=pick("fields__number", filter=held), by_text=pick("fields__text", filter=held)
    )
    terms = (F("by_number"), Collate(F("by_text"), _BYTES[connection.vendor]))
    return rows.order_by(*(_turned(one, query.descending) for one in terms), "pk")


def _afterwards(column: str) -> Coalesce:
    # by an index on the column SQLite would walk all events in that order to find a few
    return Coalesce(F(column), F(column))


def _turned(term: F | Func, descending: bool) -> OrderBy:
    return OrderBy(term, descending=descending, nulls_last=True)


def _newest() -> int:
    return EpcisEvent.objects.aggregate(last=Max("pk"))["last"] or 0


def token_for(offset: int, last: int = 0) -> str:
    """A token for the page that begins at an offset, of what was there with the first page."""
    return signing.dumps([offset, last], salt=SALT, compress=False)


def place_of(token: str) -> Place:
    """The place of a token; QueryFault for one that ran out, was given back or is none."""
    try:
        told = signing.loads(token, salt=SALT, max_age=LASTING)
    except signing.BadSignature:
        told = None
    digest = hashlib.sha256(token.encode()).hexdigest()
    if told is None or RevokedToken.objects.filter(digest=digest).exists():
        raise QueryFault(_("翻页标记无效或者已过期。"), _("请从第一页重新查询。"))
    return Place(*told)
