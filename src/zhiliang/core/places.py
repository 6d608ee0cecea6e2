"""Questions about places on a day: names, parents, subtrees, members of sets."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from zhiliang.core.models import PlaceName, PlaceSetMember
from zhiliang.core.models.validity import valid_on


def names_on(day: date, *, known_at: datetime | None = None) -> QuerySet[PlaceName]:
    """What places were called on `day`, as believed now or at `known_at`."""
    believed = Q(superseded_at=None)
    if known_at:
        believed = Q(recorded_at__lte=known_at) & (believed | Q(superseded_at__gt=known_at))
    return PlaceName.objects.filter(believed & valid_on(day)).select_related("place")


def latest_names(day: date) -> dict[str, PlaceName]:
    """The name of every place by code: the one valid on `day`, else the last one before it.

    A code that begins only after `day` is answered with its first name.
    """
    known: dict[str, PlaceName] = {}
    for name in PlaceName.objects.filter(superseded_at=None).order_by("valid_from"):
        if name.place_id not in known or name.valid_from <= day:
            known[name.place_id] = name
    return known


def subtree(codes: Iterable[str], *, day: date) -> frozenset[str]:
    """The codes themselves and all places below them, by their present or last parent."""
    children = defaultdict(list)
    for code, name in latest_names(day).items():
        children[name.parent_id].append(code)
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += children[code]
    return frozenset(found)


def members(set_key: str, *, day: date) -> list[str]:
    """Codes of the places that belonged to a set on `day`, sorted."""
    rows = PlaceSetMember.objects.filter(valid_on(day), set_id=set_key)
    return sorted(rows.values_list("place_id", flat=True))
