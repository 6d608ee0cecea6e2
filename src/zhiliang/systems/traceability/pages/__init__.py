"""How events, capture jobs and sites are listed and moved on."""

from zhiliang.systems.traceability.pages import events, jobs, sites

__all__ = ["events", "jobs", "sites"]
