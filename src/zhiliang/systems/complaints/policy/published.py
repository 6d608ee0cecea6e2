"""What of complaints is everybody's to count."""

from typing import Any

from django.db.models import QuerySet

from zhiliang.core.policy import Policy, register
from zhiliang.systems.complaints.flow.complaints import ENDED
from zhiliang.systems.complaints.models import EndReason, PublishedComplaint


@register
class PublishedComplaintPolicy(Policy):
    """Complaints about registered firms whose mediation ended; no refused, no malicious ones.

    One that should not have been accepted (article 23, item 6) is none either.
    """

    model = PublishedComplaint

    def visible_to(self, person: Any) -> "QuerySet[PublishedComplaint]":
        """The same rows for everybody."""
        ended = PublishedComplaint.objects.filter(state__in=ENDED, malicious=False)
        return ended.filter(submission__firm__isnull=False).exclude(
            end_reason=EndReason.NOT_ADMISSIBLE
        )
