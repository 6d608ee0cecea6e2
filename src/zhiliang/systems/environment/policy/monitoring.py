"""Monitored places and their verdicts are public; cases and notes are their parties' alone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Model, QuerySet

from zhiliang.core.policy import Policy, register, scopes
from zhiliang.core.roles import Role
from zhiliang.systems.environment.models import (
    CityDay,
    DeviceNote,
    DrinkingMonth,
    DrinkingSource,
    Exceedance,
    Outlet,
    OutletDay,
    OutletDayFactor,
    Permit,
    PermitLimit,
    PlantYear,
    Section,
    SectionMonth,
    SewageMonth,
    SewagePlant,
    Station,
    StationDay,
)

OFFICERS = (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER)
READERS = (Role.PROVINCIAL_OFFICER, Role.OFFICE, Role.AUDITOR)


class Everybodys(Policy):
    """Anybody reads all rows: what is discharged and what the air is like is public."""

    def visible_to(self, person: Any) -> "QuerySet[Any]":
        """All rows."""
        return self.model._default_manager.all()


class Filed(Everybodys):
    """Public, and taken in by the officers of the place or of the province."""

    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"import": OFFICERS, "judge": OFFICERS}


FILED: tuple[type[Model], ...] = (
    SewagePlant,
    Station,
    Section,
    SectionMonth,
    DrinkingSource,
    DrinkingMonth,
    SewageMonth,
    PlantYear,
    CityDay,
    OutletDay,
)
READ: tuple[type[Model], ...] = (Permit, PermitLimit, OutletDayFactor, StationDay)

for model in FILED:
    register(type(f"{model.__name__}Policy", (Filed,), {"model": model}))
for model in READ:
    register(type(f"{model.__name__}Policy", (Everybodys,), {"model": model}))


@register
class OutletPolicy(Everybodys):
    """Outlets are public, all but their passwords; officers register them and their permits."""

    model = Outlet
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "import": OFFICERS,
        "register": OFFICERS,
        "permit": OFFICERS,
        "note": (Role.ENTERPRISE, *OFFICERS),
        "retire": OFFICERS,
    }


@register
class ExceedancePolicy(Policy):
    """The source, the city and the province see a case; the office and auditors read all."""

    model = Exceedance
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {
        "notify": OFFICERS,
        "explain": (Role.ENTERPRISE,),
        "rectify": (Role.ENTERPRISE,),
        "send_back": OFFICERS,
        "dismiss": OFFICERS,
        "verify": OFFICERS,
    }

    def visible_to(self, person: Any) -> "QuerySet[Exceedance]":
        """Cases inside the scopes of the person's roles."""
        return _parties(person, Exceedance.objects.all(), "place", "organisation")


@register
class DeviceNotePolicy(Policy):
    """As the exceedances of the same outlet."""

    model = DeviceNote
    grants: ClassVar[Mapping[str, tuple[Role, ...]]] = {"accept": OFFICERS}

    def visible_to(self, person: Any) -> "QuerySet[DeviceNote]":
        """Notes inside the scopes of the person's roles."""
        rows = DeviceNote.objects.all()
        return _parties(person, rows, "outlet__place", "outlet__organisation")


def _parties(person: Any, rows: "QuerySet[Any]", place: str, organisation: str) -> "QuerySet[Any]":
    found = rows.none()
    found |= scopes(person, Role.ENTERPRISE).within(
        rows.exclude(**{organisation: None}), place=place, organisation=organisation
    )
    for role in (Role.CITY_OFFICER, *READERS):
        found |= scopes(person, role).within(rows, place=place)
    return found
