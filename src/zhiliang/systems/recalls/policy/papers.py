"""Who reads and who issues which paper of a recall."""

from collections.abc import Iterator
from typing import Any

from zhiliang.core.policy import scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.recalls.documents.kinds import KINDS, Kind, kinds_for
from zhiliang.systems.recalls.documents.making import recall_of
from zhiliang.systems.recalls.flow.recalls import recall as flow
from zhiliang.systems.recalls.models import Check, Recall, RecallPlan, Report
from zhiliang.systems.recalls.policy.cases import supervises


def readable(person: Any, recall: Recall) -> list[tuple[Kind, Any]]:
    """The papers of a recall that somebody may read, with what each is made of."""
    office = supervises(person, recall)
    pairs = [(kind, thing) for thing in _things(person, recall) for kind in kinds_for(thing)]
    order = list(KINDS)
    mine = [(kind, thing) for kind, thing in pairs if office or kind.firm]
    return sorted(mine, key=lambda pair: order.index(pair[0].key))


def _things(person: Any, recall: Recall) -> Iterator[Any]:
    yield recall
    for model in (RecallPlan, Report, Check):
        yield from visible(person, model).filter(recall=recall).order_by("pk")


def may_issue(person: Any, kind: Kind, thing: Any) -> bool:
    """Whether somebody signs such a paper: the office that supervises, or the firm its own."""
    recall = recall_of(thing)
    if kind.issued_by == "firm" and recall.firm_id in scopes(person, Role.ENTERPRISE).organisations:
        return True
    return flow.is_for(recall, "freeze_scope", person)
