"""Who reads and who issues which paper."""

from typing import Any

from zhiliang.core.policy import visible
from zhiliang.systems.risk.documents.kinds import Kind, kinds_for
from zhiliang.systems.risk.flow import assessment, incident, warning
from zhiliang.systems.risk.models import Assessment, Incident, PublicWarning, SituationReport
from zhiliang.systems.risk.policy.governing import governs


def readable(person: Any, case: PublicWarning | Assessment | Incident) -> list[tuple[Kind, Any]]:
    """The papers of a case that somebody who sees it may read, with what each is made of."""
    things: list[Any] = [case]
    if isinstance(case, Incident):
        things = list(visible(person, SituationReport).filter(incident=case).order_by("pk"))
    return [(kind, thing) for thing in things for kind in kinds_for(thing)]


def may_issue(person: Any, thing: Any) -> bool:
    """Whether somebody signs such a paper: who issues the warning, assesses or reports."""
    if isinstance(thing, PublicWarning):
        signs = governs(person, thing.place)
        return signs if thing.emergency else warning.is_for(thing, "issue", person)
    if isinstance(thing, Assessment):
        return assessment.is_for(thing, "conclude", person)
    return incident.is_for(thing.incident, "report_situation", person)
