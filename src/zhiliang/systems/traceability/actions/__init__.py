"""The verbs of traceability."""

from zhiliang.systems.traceability.actions.capturing import process, receive, take_in_waiting
from zhiliang.systems.traceability.actions.declaring import OtherOwner, correct_site, declare_site
from zhiliang.systems.traceability.actions.keys import make_key, revoke_key, revoke_token
from zhiliang.systems.traceability.actions.made_up import load_sample
from zhiliang.systems.traceability.actions.notifying import notify
from zhiliang.systems.traceability.actions.querying import (
    Exists,
    create_query,
    delete_query,
    subscribe,
    unsubscribe,
)
from zhiliang.systems.traceability.actions.reckoning import reckon, reckon_all
from zhiliang.systems.traceability.actions.tabulating import take_table

__all__ = [
    "Exists",
    "OtherOwner",
    "correct_site",
    "create_query",
    "declare_site",
    "delete_query",
    "load_sample",
    "make_key",
    "notify",
    "process",
    "receive",
    "reckon",
    "reckon_all",
    "revoke_key",
    "revoke_token",
    "subscribe",
    "take_in_waiting",
    "take_table",
    "unsubscribe",
]
