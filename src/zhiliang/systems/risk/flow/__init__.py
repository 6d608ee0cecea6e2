"""The lives of signals, assessments, warnings and incidents."""

from zhiliang.systems.risk.flow.assessments import assessment
from zhiliang.systems.risk.flow.incidents import incident
from zhiliang.systems.risk.flow.triage import signal
from zhiliang.systems.risk.flow.warnings import warning

__all__ = ["assessment", "incident", "signal", "warning"]
