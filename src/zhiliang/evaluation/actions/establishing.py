"""Points established by people: one in force for each item, the earlier ones kept beside it."""

from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from zhiliang.core import event
from zhiliang.core.models import Person
from zhiliang.evaluation.models import Adjustment, Case
from zhiliang.evaluation.models.exact import in_millionths


@transaction.atomic
def establish(
    case: Case,
    *,
    by: Person | None,
    item: str,
    points: Fraction,
    stage: Adjustment.Stage,
    ground: str,
    reference: str,
) -> Adjustment:
    """Put points of an item in force; `reference` names the review, check or objection behind."""
    now = timezone.now()
    case.adjustments.filter(item=item, superseded_at=None).update(superseded_at=now)
    made = Adjustment(
        case=case,
        period=str(case.year),
        subject=case.subject,
        item=item,
        points_e6=in_millionths(points),
        stage=stage,
        ground=ground,
        reference=reference,
        source="sample" if case.cycle.sample else "records",
        made_at=now,
        made_by=by,
    )
    made.full_clean()
    made.save()
    event.append(
        verb="evaluation.adjustment.establish",
        subject=event.subject_of(made),
        by=by,
        place=case.place_id or "",
        data={
            "year": case.year,
            "item": item,
            "points": made.points,
            "stage": str(stage),
            "tables": ["adjustment"],
            "periods": [made.period],
        },
    )
    return made
