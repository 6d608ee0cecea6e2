"""The nouns of traceability."""

from zhiliang.core.models.source import Source
from zhiliang.systems.traceability.models.capture import CaptureJob, InterfaceKey
from zhiliang.systems.traceability.models.edges import Containment, TraceEdge
from zhiliang.systems.traceability.models.events import EpcisEvent, EventField, EventObject, Role
from zhiliang.systems.traceability.models.handling import Handling
from zhiliang.systems.traceability.models.objects import MasterAttribute, Site, TracedObject
from zhiliang.systems.traceability.models.queries import NamedQuery, RevokedToken, Subscription

__all__ = [
    "CaptureJob",
    "Containment",
    "EpcisEvent",
    "EventField",
    "EventObject",
    "Handling",
    "InterfaceKey",
    "MasterAttribute",
    "NamedQuery",
    "RevokedToken",
    "Role",
    "Site",
    "Source",
    "Subscription",
    "TraceEdge",
    "TracedObject",
]
