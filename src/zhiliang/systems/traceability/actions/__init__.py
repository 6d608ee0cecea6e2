"""The verbs of traceability."""

from zhiliang.systems.traceability.actions.capturing import process, receive, take_in_waiting
from zhiliang.systems.traceability.actions.keys import make_key, revoke_key, revoke_token
from zhiliang.systems.traceability.actions.notifying import notify
from zhiliang.systems.traceability.actions.querying import (
    Exists,
    create_query,
    delete_query,
    subscribe,
    unsubscribe,
)

__all__ = [
    "Exists",
    "create_query",
    "delete_query",
    "make_key",
    "notify",
    "process",
    "receive",
    "revoke_key",
    "revoke_token",
    "subscribe",
    "take_in_waiting",
    "unsubscribe",
]
