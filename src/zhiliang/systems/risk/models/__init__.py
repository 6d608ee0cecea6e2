"""What risk monitoring keeps: observations, signals, assessments, warnings, incidents."""

from zhiliang.core.models.source import Source
from zhiliang.systems.risk.models.alarms import OPEN, Signal, seal
from zhiliang.systems.risk.models.assessments import Assessment, Opinion, Scenario
from zhiliang.systems.risk.models.bases import (
    MILLION,
    Colour,
    Kind,
    Response,
    RiskLevel,
    Severity,
    millionths,
    plain,
)
from zhiliang.systems.risk.models.incidents import (
    LIVE,
    Grade,
    Incident,
    Lateness,
    LogEntry,
    Resource,
    SituationReport,
)
from zhiliang.systems.risk.models.information import Information
from zhiliang.systems.risk.models.observations import Observation, hazard_words, product_words
from zhiliang.systems.risk.models.warnings import (
    IN_FORCE,
    PUBLIC,
    AnnouncedWarning,
    Certainty,
    Message,
    PublicWarning,
    ReceivedAlert,
    Subscription,
    Urgency,
    WarningKind,
)

__all__ = [
    "IN_FORCE",
    "LIVE",
    "MILLION",
    "OPEN",
    "PUBLIC",
    "AnnouncedWarning",
    "Assessment",
    "Certainty",
    "Colour",
    "Grade",
    "Incident",
    "Information",
    "Kind",
    "Lateness",
    "LogEntry",
    "Message",
    "Observation",
    "Opinion",
    "PublicWarning",
    "ReceivedAlert",
    "Resource",
    "Response",
    "RiskLevel",
    "Scenario",
    "Severity",
    "Signal",
    "SituationReport",
    "Source",
    "Subscription",
    "Urgency",
    "WarningKind",
    "hazard_words",
    "millionths",
    "plain",
    "product_words",
    "seal",
]
