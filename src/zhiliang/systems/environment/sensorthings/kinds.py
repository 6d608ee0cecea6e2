"""The entities of OGC 18-088 table 1 and how they hang together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest


@dataclass(frozen=True)
class Kind:
    """A kind of entity; `links` name → (name of the other kind, whether there may be many)."""

    name: str
    plural: str
    properties: tuple[str, ...]
    links: Mapping[str, tuple[str, bool]] = field(default_factory=dict)


NAMED = ("name", "description")
KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "Thing",
            "Things",
            (*NAMED, "properties"),
            {
                "Locations": ("Location", True),
                "HistoricalLocations": ("HistoricalLocation", True),
                "Datastreams": ("Datastream", True),
            },
        ),
        Kind(
            "Location",
            "Locations",
            (*NAMED, "encodingType", "location", "properties"),
            {"Things": ("Thing", True), "HistoricalLocations": ("HistoricalLocation", True)},
        ),
        Kind(
            "HistoricalLocation",
            "HistoricalLocations",
            ("time",),
            {"Thing": ("Thing", False), "Locations": ("Location", True)},
        ),
        Kind(
            "Datastream",
            "Datastreams",
            (
                *(*NAMED, "observationType", "unitOfMeasurement"),
                *("phenomenonTime", "resultTime", "properties"),
            ),
            {
                "Thing": ("Thing", False),
                "Sensor": ("Sensor", False),
                "ObservedProperty": ("ObservedProperty", False),
                "Observations": ("Observation", True),
            },
        ),
        Kind(
            "Sensor",
            "Sensors",
            (*NAMED, "encodingType", "metadata", "properties"),
            {"Datastreams": ("Datastream", True)},
        ),
        Kind(
            "ObservedProperty",
            "ObservedProperties",
            ("name", "definition", "description", "properties"),
            {"Datastreams": ("Datastream", True)},
        ),
        Kind(
            "Observation",
            "Observations",
            ("phenomenonTime", "resultTime", "result", "resultQuality", "parameters"),
            {
                "Datastream": ("Datastream", False),
                "FeatureOfInterest": ("FeatureOfInterest", False),
            },
        ),
        Kind(
            "FeatureOfInterest",
            "FeaturesOfInterest",
            (*NAMED, "encodingType", "feature", "properties"),
            {"Observations": ("Observation", True)},
        ),
    )
}
PLURALS = {kind.plural: kind for kind in KINDS.values()}


def linked(kind: Kind, name: str) -> tuple[Kind, bool]:
    """The kind a link leads to, and whether to many; FaultyRequest for no such link."""
    if name not in kind.links:
        raise unknown(kind, name)
    other, many = kind.links[name]
    return KINDS[other], many


def unknown(kind: Kind, name: str) -> FaultyRequest:
    """What is said of a property or link that a kind does not have."""
    known = _("、").join(("id", *kind.properties, *kind.links))
    words = {"kind": kind.name, "name": name[:60], "known": known}
    return FaultyRequest(_("%(kind)s 没有“%(name)s”。可用的有：%(known)s。") % words)
