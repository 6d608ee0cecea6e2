"""The grade of an incident from its toll, by the thresholds in force on the day it happened."""

from django.utils import timezone

from zhiliang.methods.risk import GRADES, Established, established, gradings
from zhiliang.systems.risk.models import Grade, Incident

NAMES = dict(zip(GRADES, Grade, strict=True))


def graded(incident: Incident) -> Established | None:
    """The grade and the condition that gave it; None below all thresholds.

    Also None where no law on record grades incidents of the kind: then a person decides by the
    local plan.
    """
    day = timezone.localtime(incident.occurred_at).date()
    if not any(text.kind == incident.kind and text.in_force(day) for text in gradings()):
        return None
    facts = {
        "deaths": incident.deaths,
        "serious": incident.serious,
        "loss": incident.loss,
        "evac": incident.moved,
        "harmed": incident.hurt,
        "elevator_trapped_h": incident.trapped_hours,
    }
    return established(incident.kind, facts, on=day)


def grade_of(incident: Incident) -> str:
    """The grade as it is stored; empty where there is none."""
    found = graded(incident)
    return NAMES[found.grade].value if found else ""
