"""The verbs of follow-up: order, accept, report, ask for closing, close; extend; escalate."""

from zhiliang.systems.coordination.actions.escalating import escalate, escalate_overdue
from zhiliang.systems.coordination.actions.extending import ask_extension, grant, refuse
from zhiliang.systems.coordination.actions.opening import open_task, take_up
from zhiliang.systems.coordination.actions.ordering import issue_order
from zhiliang.systems.coordination.actions.sampling import load_sample
from zhiliang.systems.coordination.actions.steps import (
    accept,
    close,
    report,
    send_back,
    submit,
    withdraw,
)

__all__ = [
    "accept",
    "ask_extension",
    "close",
    "escalate",
    "escalate_overdue",
    "grant",
    "issue_order",
    "load_sample",
    "open_task",
    "refuse",
    "report",
    "send_back",
    "submit",
    "take_up",
    "withdraw",
]
