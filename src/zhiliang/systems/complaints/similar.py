"""What is on record of the same matter already, told to a citizen before something is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from zhiliang.systems.complaints.flow import LIVE_COMPLAINTS
from zhiliang.systems.complaints.keys import phone_key
from zhiliang.systems.complaints.models import Complaint

OWN_WITHIN = timedelta(days=30)
"""How far back an open complaint of one's own is looked for: configuration, from no standard."""
OTHERS_WITHIN = timedelta(days=90)
"""How far back other people's complaints are counted: configuration, from no standard."""
FEWEST_OTHERS = 5
"""Fewer people than this are not told of: configuration, from no standard."""


def own_open(said: Mapping[str, Any], at: datetime) -> str:
    """The number of an open complaint of the same person about the same; empty for none.

    The same person is the same phone and the same name: who knows a phone alone learns nothing.
    Tip-offs are never looked for.
    """
    key = phone_key(str(said.get("phone") or ""))
    if not key:
        return ""
    rows = Complaint.objects.filter(
        _same(said),
        submission__phone_key=key,
        state__in=LIVE_COMPLAINTS,
        received_at__gte=at - OWN_WITHIN,
    )
    found = rows.select_related("submission").order_by("-pk")
    name = str(said.get("name") or "").strip()
    numbers = (one.submission.number for one in found if one.submission.name == name)
    return next(numbers, "")


def _same(said: Mapping[str, Any]) -> Q:
    """The same firm, or the same product by name or by code."""
    same = Q(submission__title=said.get("title"))
    for name in ("firm", "firm_name", "code"):
        if said.get(name):
            same |= Q(**{f"submission__{name}": said[name]})
    return same


def people_lately(said: Mapping[str, Any], at: datetime, *, product: str = "") -> int:
    """How many people complained of the product, else of the firm; 0 if too few to be told.

    `product` is how codes of the product begin. Only what an officer confirmed is counted.
    """
    if product:
        about = Q(submission__code__startswith=product)
    elif said.get("firm"):
        about = Q(submission__firm=said["firm"])
    else:
        return 0
    rows = Complaint.objects.filter(
        about,
        received_at__gte=at - OTHERS_WITHIN,
        submission__classified_at__isnull=False,
        malicious=False,
    ).exclude(state="refused")
    told = rows.order_by().aggregate(people=Count("submission__phone_key", distinct=True))
    return told["people"] if told["people"] >= FEWEST_OTHERS else 0
