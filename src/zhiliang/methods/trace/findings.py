"""What the records of events lack or contradict: part of every answer."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """Kind of a gap or contradiction."""

    DANGLING = "used, and never made, commissioned or received"
    NO_SOURCE = "received, and nobody says from whom (one up)"
    NO_DESTINATION = "shipped, and nobody says to whom (one down)"
    IMBALANCE = "more came out than went in"
    UNITS_DIFFER = "quantities in units that cannot be compared"
    TWO_ORIGINS = "one id commissioned or made twice"
    TWO_PARENTS = "one thing in two containers at once"
    REUSED = "a container used again"
    ADDED_TWICE = "put into a container it was in"
    DELETED_WITHOUT_ADD = "taken out of a container it was not in"
    SEEN_WITHOUT_ADD = "seen in a container it was not put into"
    CORRECTION_MISSING = "an error declaration names a correction that is not there"
    TWO_EVENTS = "one event id with two contents"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`ids` are the things it is about, the first above all; `events` where it was seen."""

    flaw: Flaw
    ids: tuple[str, ...]
    events: tuple[str, ...]
