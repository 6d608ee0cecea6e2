"""What others may ask of complaints: what was reported, never by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhiliang.systems.complaints.models import Complaint, Submission


@dataclass(frozen=True)
class Report:
    """A complaint or tip-off as monitoring reads it; product and hazard as a person confirmed."""

    number: str
    kind: str
    received_on: date
    product: str
    hazard: str
    place: str
    injured: bool
    sample: bool
    title: str


@dataclass(frozen=True)
class Record:
    """How complaints about a firm were handled: ended ones alone, no refused, no malicious ones."""

    ended: int
    settled: int
    open: int


def reports_between(first: date, last: date) -> Iterator[Report]:
    """The confirmed submissions received from `first` to `last`, both included, by day."""
    rows = Submission.objects.filter(
        classified_at__isnull=False,
        received_at__date__gte=first,
        received_at__date__lte=last,
    )
    for one in rows.order_by("received_at", "pk").prefetch_related("tip_offs"):
        yield Report(
            number=one.number,
            kind="complaint" if hasattr(one, "complaint") else "tip_off",
            received_on=timezone.localtime(one.received_at).date(),
            product=one.product,
            hazard=one.hazard,
            place=one.place_id,
            injured=one.injured,
            sample=one.sample,
            title=one.title,
        )


def record_of(organisation: int) -> Record:
    """The record of a firm, for its integrity file."""
    rows = Complaint.objects.filter(submission__firm=organisation, malicious=False)
    return Record(
        ended=rows.filter(state__in=("settled", "terminated")).count(),
        settled=rows.filter(state="settled").count(),
        open=rows.filter(state__in=("received", "accepted")).count(),
    )
