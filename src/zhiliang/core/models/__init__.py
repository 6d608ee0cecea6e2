"""The shared nouns: everything here may be a foreign key of any system."""

from zhiliang.core.models.deadline import CalendarDay, DeadlineRule
from zhiliang.core.models.department import Department
from zhiliang.core.models.document import Document, HeldFile
from zhiliang.core.models.event import Delivery, Event, EventHead
from zhiliang.core.models.organisation import Organisation
from zhiliang.core.models.person import Assignment, Person
from zhiliang.core.models.place import Place, PlaceName, PlaceSet, PlaceSetMember
from zhiliang.core.models.residents import Residents
from zhiliang.core.models.tick import Tick

__all__ = [
    "Assignment",
    "CalendarDay",
    "DeadlineRule",
    "Delivery",
    "Department",
    "Document",
    "Event",
    "EventHead",
    "HeldFile",
    "Organisation",
    "Person",
    "Place",
    "PlaceName",
    "PlaceSet",
    "PlaceSetMember",
    "Residents",
    "Tick",
]
