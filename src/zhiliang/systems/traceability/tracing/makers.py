"""Who made what, where and when; what a product is called."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import EventObject, MasterAttribute, Role, Site
from zhiliang.systems.traceability.tracing.custody import valid

NAMES = ("descriptionShort", "regulatedProductName", "tradeItemDescription", "name")
GENERIC = "functionalName"
_OUT = (Role.OUTPUT, Role.OUTPUT_CLASS)
_FIELDS = (
    "object_id",
    "role",
    "event_id",
    "event__event_time",
    "event__action",
    "event__biz_location",
    "event__read_point",
    "event__organisation_id",
    "event__organisation__place_id",
)


class Making(NamedTuple):
    """How goods entered the records: when, by whom, where.

    `made` says that they were made or first put out then; otherwise somebody only saw them.
    `alone` says that one firm only tells of having made them.
    """

    event: int
    at: datetime
    organisation: int
    site: str
    place: str
    made: bool
    alone: bool = True


def makings(keys: Iterable[int], number: int | None = None) -> dict[int, Making]:
    """The first event that made each of the goods; the first that names them where none did."""
    first: dict[int, Making] = {}
    makers: dict[int, set[int]] = {}
    for chunk in in_chunks(keys):
        named = EventObject.objects.filter(valid(number), object__in=chunk)
        rows = named.exclude(role=Role.PARENT).order_by("event__event_time", "event_id")
        for row in rows.values_list(*_FIELDS):
            key, role, event, at, action, location, point, firm, place = row
            made = role in _OUT or (action == "ADD" and role in (Role.EPC, Role.EPC_CLASS))
            if made:
                makers.setdefault(key, set()).add(firm)
            if key not in first or (made and not first[key].made):
                first[key] = Making(event, at, firm, location or point, place, made)
    return {key: one._replace(alone=len(makers.get(key, ())) <= 1) for key, one in first.items()}


def sites_of(names: Iterable[str]) -> dict[str, Site]:
    """The declared sites among some identifiers."""
    found: dict[str, Site] = {}
    for chunk in in_chunks(set(names) - {""}):
        rows = Site.objects.filter(canonical__in=chunk).select_related("organisation")
        found |= {site.canonical: site for site in rows}
    return found


def product_of(canonical: str) -> str:
    """The product that a lot or an item is of; other identifiers are their own."""
    head, slash, rest = canonical.partition("/01/")
    return f"{head}/01/{rest.split('/')[0]}" if slash else canonical


def attributes_of(elements: Iterable[str]) -> dict[str, dict[str, str]]:
    """Master data by element: the last part of each attribute's name and its value."""
    told: dict[str, dict[str, str]] = {}
    for chunk in in_chunks(set(elements)):
        rows = MasterAttribute.objects.filter(element__in=chunk).order_by("pk")
        for element, name, value in rows.values_list("element", "name", "value"):
            told.setdefault(element, {})[_last(name)] = value
    return told


def _last(name: str) -> str:
    return name.replace("#", ":").replace("/", ":").rpartition(":")[2]


def name_in(attributes: dict[str, str]) -> str:
    """What a product is called; empty where nobody says."""
    return next((attributes[name] for name in NAMES if attributes.get(name)), "")


def starting(prefix: str) -> Q:
    """Objects whose identifier begins so, by the index of either database."""
    if connection.vendor == "sqlite":
        # its LIKE does not use the index; text is compared byte by byte
        return Q(canonical__gte=prefix, canonical__lt=prefix + "\U0010ffff")
    return Q(canonical__startswith=prefix)
