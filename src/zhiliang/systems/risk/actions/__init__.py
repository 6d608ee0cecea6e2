"""Every verb of risk monitoring."""

from zhiliang.systems.risk import rechecking  # noqa: F401  (registers what is computed anew)
from zhiliang.systems.risk.actions.assessing import (
    add_scenario,
    conclude,
    decide,
    give_opinion,
    open_assessment,
    resume,
)
from zhiliang.systems.risk.actions.informing import acknowledge, find_unacknowledged, inform
from zhiliang.systems.risk.actions.issuing import issue_document
from zhiliang.systems.risk.actions.made_up import load_sample
from zhiliang.systems.risk.actions.monitoring import monitor, monitor_nightly
from zhiliang.systems.risk.actions.observing import (
    enter_observations,
    import_observations,
    take_up,
)
from zhiliang.systems.risk.actions.receiving import UnfitAlert, receive
from zhiliang.systems.risk.actions.responding import (
    ask_resource,
    change_response,
    end_response,
    escalate,
    move_resource,
    register_incident,
    report_situation,
    respond,
    review_incident,
    update_toll,
    write_log,
)
from zhiliang.systems.risk.actions.subscribing import subscribe, unsubscribe
from zhiliang.systems.risk.actions.triaging import assess, dismiss, note_headline, watch
from zhiliang.systems.risk.actions.warning import (
    adjust,
    draft,
    drop,
    issue,
    issue_emergency,
    lift,
    propose,
    return_draft,
    review,
    revise,
)
from zhiliang.systems.risk.actions.watching import find_overdue

__all__ = [
    "UnfitAlert",
    "acknowledge",
    "add_scenario",
    "adjust",
    "ask_resource",
    "assess",
    "change_response",
    "conclude",
    "decide",
    "dismiss",
    "draft",
    "drop",
    "end_response",
    "enter_observations",
    "escalate",
    "find_overdue",
    "find_unacknowledged",
    "give_opinion",
    "import_observations",
    "inform",
    "issue",
    "issue_document",
    "issue_emergency",
    "lift",
    "load_sample",
    "monitor",
    "monitor_nightly",
    "move_resource",
    "note_headline",
    "open_assessment",
    "propose",
    "receive",
    "register_incident",
    "report_situation",
    "respond",
    "resume",
    "return_draft",
    "review",
    "review_incident",
    "revise",
    "subscribe",
    "take_up",
    "unsubscribe",
    "update_toll",
    "watch",
    "write_log",
]
