"""How signals, assessments, warnings, incidents and information are listed and moved on."""

from zhiliang.systems.risk.pages import assessments, incidents, lists, triage, warnings

__all__ = ["assessments", "incidents", "lists", "triage", "warnings"]
