"""Who may see and do what in traceability."""

from zhiliang.systems.traceability.policy import repository

__all__ = ["repository"]
