"""Who reads and who issues which paper of a complaint or a tip-off."""

from typing import Any

from zhiliang.core.flow import Party
from zhiliang.core.policy import holds_everywhere, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.complaints.documents.kinds import Kind, kinds_for
from zhiliang.systems.complaints.documents.registering import desk_of
from zhiliang.systems.complaints.flow import OFFICERS, READERS, flow_of
from zhiliang.systems.complaints.models import Case


def handles(person: Any, case: Case) -> bool:
    """Whether somebody works in the office that handles a case."""
    return flow_of(case).is_for(case, "assign", person)


def listed(person: Any, case: Case) -> list[Kind]:
    """The papers of a case that somebody is shown: the firm its own, officers and readers all."""
    office = handles(person, case) or holds_everywhere(person, READERS)
    return [kind for kind in kinds_for(case) if office or (kind.firm and _firm(person, case))]


def may_issue(person: Any, kind: Kind, case: Case) -> bool:
    """The office issues; what says who told is printed by the case officer alone (article 37)."""
    if kind.secret and case.officer_id != person.pk:
        return False
    if kind.by_desk:
        desk = Party(place_id=desk_of(case).pk)
        return any(scopes(person, role).covers(desk) for role in OFFICERS)
    return handles(person, case)


def may_open(person: Any, kind: Kind, case: Case) -> bool:
    """Whether somebody reads a paper as it was issued, names and all."""
    return handles(person, case) or (kind.firm and _firm(person, case))


def _firm(person: Any, case: Case) -> bool:
    return case.submission.firm_id in scopes(person, Role.ENTERPRISE).organisations
