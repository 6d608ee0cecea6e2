"""Discrepancies turned into work: what is told twice and differs is verified or costs points."""

from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.evaluation.actions.establishing import establish
from zhiliang.evaluation.actions.verifying import send_to_check
from zhiliang.evaluation.models import Adjustment, Case, Cycle
from zhiliang.evaluation.models.exact import SCALE
from zhiliang.evaluation.stage import COMPARABLE
from zhiliang.evaluation.told_twice import Twice, told_twice


@transaction.atomic
def apply_discrepancies(cycle: Cycle, *, by: Person | None) -> int:
    """Apply the cycle's rule to every item that is told twice; returns how many were beyond it."""
    require(by, Cycle, "compare", cycle)
    tolerance = Fraction(cycle.terms["discrepancy"]["tolerance"])
    count = 0
    for case in cycle.cases.filter(state__in=COMPARABLE):
        done = set(case.checks.values_list("item", flat=True))
        done |= set(case.adjustments.filter(stage="discrepancy").values_list("item", flat=True))
        for twice in told_twice(case):
            if twice.beyond(tolerance) and twice.item.key not in done:
                _follow(case, twice, by=by)
                count += 1
    event.append(
        verb="evaluation.cycle.compare",
        subject=event.subject_of(cycle),
        by=by,
        data={"year": cycle.year, "beyond": count, "tables": []},
    )
    return count


def _follow(case: Case, twice: Twice, *, by: Person | None) -> None:
    rule = case.cycle.terms["discrepancy"]
    if rule["then"] == "check":
        send_to_check(case, by=by, item=twice.item.key, records=[twice.words])
        return
    kept = twice.by_rule * (1 - Fraction(rule["lose_share"]))
    in_force = case.adjustments.filter(item=twice.item.key, superseded_at=None).first()
    if in_force is not None:
        kept = min(kept, Fraction(in_force.points_e6, SCALE))
    establish(
        case,
        by=by,
        item=twice.item.key,
        points=Fraction(int(kept * 10_000), 10_000),
        stage=Adjustment.Stage.DISCREPANCY,
        ground=_("填报数与计算数不一致：%(words)s") % {"words": twice.words},
        reference=f"evaluation.case:{case.pk}",
    )
