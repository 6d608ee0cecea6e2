"""Signs that a complaint is not a consumer's (order 121, article 17): to be weighed, no verdict."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from zhiliang.systems.complaints.models import Submission

WITHIN = timedelta(days=90)
"""How far back is looked: configuration, from no standard."""


@dataclass(frozen=True)
class Sign:
    """One of the circumstances of article 17, with the number that was counted."""

    words: str
    count: int


def signs_of(submission: Submission) -> list[Sign]:
    """What may be considered; an officer judges, nothing is refused by it."""
    since = submission.received_at - WITHIN
    rows = Submission.objects.filter(
        received_at__gte=since, received_at__lte=submission.received_at
    )
    found = []
    if submission.phone_key:
        same = rows.filter(phone_key=submission.phone_key).exclude(pk=submission.pk)
        found.append(Sign(_("同一电话 90 天内的其他来件（第二、四项）"), same.count()))
        firm = same.filter(firm_name=submission.firm_name, firm=submission.firm)
        found.append(Sign(_("其中对同一经营者的（第二项）"), firm.count()))
    if submission.address_key:
        near = rows.filter(address_key=submission.address_key)
        other = near.exclude(phone_key=submission.phone_key).exclude(pk=submission.pk)
        found.append(Sign(_("同一通讯地址、不同电话的来件（第四项）"), other.count()))
    return [sign for sign in found if sign.count]
