"""What the model learns from: texts whose classes a person confirmed. Made-up ones stay apart."""

from zhiliang.methods.complaint_text import Row
from zhiliang.systems.complaints.models import Source, Submission


def confirmed(*, sample: bool) -> list[Row]:
    """The confirmed submissions, real ones or made-up ones, oldest first."""
    rows = Submission.objects.filter(classified_at__isnull=False).order_by("pk")
    kept = rows.filter(source=Source.SAMPLE) if sample else rows.exclude(source=Source.SAMPLE)
    return [
        Row(f"{one.title}\n{one.text}", one.product, one.hazard, one.topic)
        for one in kept.iterator()
    ]
