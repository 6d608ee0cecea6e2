"""The verbs of traceability."""

from zhiliang.systems.traceability.actions.capturing import process, receive, take_in_waiting

__all__ = ["process", "receive", "take_in_waiting"]
