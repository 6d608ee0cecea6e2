"""What one request sees: sites from the registers, series and readings from one manifest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhiliang.methods.tables.hj212.codes import factors
from zhiliang.systems.environment.readings.lake import ReadingsLake
from zhiliang.systems.environment.sensorthings.asking import Asking
from zhiliang.systems.environment.sensorthings.kinds import Kind
from zhiliang.systems.environment.sensorthings.series import Series, series_of, site_in
from zhiliang.systems.environment.sensorthings.sites import Site, Sites


@dataclass
class World:
    """The entities there are; Observations are asked for by their series."""

    lake: ReadingsLake
    asking: Asking

    @cached_property
    def sites(self) -> Sites:
        """Outlets and stations."""
        return Sites()

    @cached_property
    def series(self) -> list[Series]:
        """Every series there is, by id."""
        return series_of(self.sites.all(), self.lake, self.asking)

    def series_at(self, site: Site) -> list[Series]:
        """The series of one site."""
        if "series" in self.__dict__:
            return [one for one in self.series if one.site.id == site.id]
        return series_of([site], self.lake, self.asking)

    def find_series(self, key: str) -> Series | None:
        """One series by its id."""
        site = self.sites.get(site_in(key))
        found = self.series_at(site) if site else []
        return next((one for one in found if one.id == key), None)

    @cached_property
    def factors(self) -> list[str]:
        """Listed factors and those that only the lake knows."""
        # the 2005 codes lead to the same factors
        listed = {factor.code for factor in factors().values()}
        return sorted(listed | {one.factor for one in self.series})

    def all(self, kind: Kind) -> Sequence[Any]:
        """Every entity of a kind; of Observation, the series."""
        match kind.name:
            case "Thing" | "Sensor" | "FeatureOfInterest":
                return self.sites.all()
            case "Location":
                return self.sites.grounds()
            case "Datastream" | "Observation":
                return self.series
            case "ObservedProperty":
                return self.factors
        return ()

    def find(self, kind: Kind, key: str) -> Any:
        """One entity (no Observation) by its id; None if there is none."""
        match kind.name:
            case "Thing" | "Sensor" | "FeatureOfInterest":
                return self.sites.get(key)
            case "Location":
                return next((one for one in self.sites.grounds() if one.id == key), None)
            case "Datastream":
                return self.find_series(key)
            case "ObservedProperty":
                return key if key in factors() or key in self.factors else None
        return None

    def related(self, kind: Kind, subject: Any, link: str) -> Sequence[Any]:
        """What a link leads to; to Observations, the series that hold them."""
        match kind.name, link:
            case ("Thing", "Locations"):
                return [subject.ground]
            case ("Thing" | "Sensor", "Datastreams") | ("FeatureOfInterest", "Observations"):
                return self.series_at(subject)
            case ("Location", "Things"):
                return [site for site in self.sites.all() if site.ground.id == subject.id]
            case ("Datastream", "Thing" | "Sensor"):
                return [subject.site]
            case ("Datastream", "ObservedProperty"):
                return [subject.factor]
            case ("Datastream", "Observations"):
                return [subject]
            case ("ObservedProperty", "Datastreams"):
                return [one for one in self.series if one.factor == subject]
            case ("Observation", "Datastream"):
                return [subject.series]
            case ("Observation", "FeatureOfInterest"):
                return [subject.series.site]
        return ()
